// Five incidents for a sample package, made by the decisions that make real ones: worked through, dismissed, made private, private from the start, an earlier one.
import { createHash } from 'node:crypto'
import { captureEvidence } from '../../src/core/evidence/captureEvidence.ts'
import { decideAcknowledge } from '../../src/core/incident/decideAcknowledge.ts'
import { decideNote, decideRestrict } from '../../src/core/incident/decideChange.ts'
import { decideDeclare } from '../../src/core/incident/decideDeclare.ts'
import { decideDismiss } from '../../src/core/incident/decideDismiss.ts'
import { decideReading } from '../../src/core/incident/decideReading.ts'
import { decideAssign } from '../../src/core/incident/decideRole.ts'
import { decideSeverity } from '../../src/core/incident/decideSeverity.ts'
import { decideState } from '../../src/core/incident/decideState.ts'
import type { IncidentStanding, Worker } from '../../src/core/incident/standing.ts'
import { type Id, type IdNoun, makeId } from '../../src/core/kernel/ids.ts'
import { formatInstant, hour, type Instant, minute, toInstant } from '../../src/core/kernel/instant.ts'
import type { NewEntry } from '../../src/core/ledger/entry.ts'
import { recordSent } from '../../src/core/obligation/decideNotice.ts'
import { draftNotice } from '../../src/core/obligation/notice.ts'
import { parsePolicy } from '../../src/core/policy/parsePolicy.ts'
import { closeAction, openAction } from '../../src/core/postIncident/action.ts'
import { decideWhetherReview, emptyReview, writeReview } from '../../src/core/postIncident/review.ts'
import type { ToldEntry } from './ledgerStory.ts'

export const samplePolicy = `---
kind: policy
id: incident-response
title: Sample policy
facts:
  customer_data: { ask: Was customer data reached?, answers: [confirmed, no] }
severities:
  - level: SEV1
    any: [{ customer_data: confirmed }]
    acknowledge_within: PT15M
    contain_within: PT4H
    review: required
  - level: SEV2
    acknowledge_within: P1D
    review: optional
post_incident: { review_within: P5D }
---

# Sample policy
`
export const samplePolicyHash = createHash('sha256').update(samplePolicy, 'utf8').digest('hex')
const { policy } = parsePolicy(samplePolicy)

const id = <N extends IdNoun>(noun: N, number: number): Id<N> => makeId(noun, 1, new Uint8Array(10).fill(number))
export const ada = id('person', 0xa1)
export const ben = id('person', 0xb2)
const session = id('session', 1)
const by = (personId: typeof ada, name: string, role: 'responder' | 'compliance'): Worker => ({
  ...{ kind: 'person', id: personId, name, role, sessionId: session },
})
const [asAda, asBen] = [by(ada, 'Ada Secretname', 'responder'), by(ben, 'Ben Secretname', 'compliance')]

export const evidenceHash = createHash('sha256').update('the log of the sample').digest('hex')
export const privateWord = 'Embezzlement'

/** One incident being worked on: the standing that the last decision left, and everything that went on record. */
class Work {
  readonly told: ToldEntry[] = []
  incident: IncidentStanding
  now: Instant

  constructor(number: number, at: Instant, more: { title: string; isPrivate?: boolean }) {
    this.now = at
    const declared = decideDeclare(
      asAda,
      { origin: 'report', summary: '', ...more },
      [],
      {
        ...{ incidentId: id('incident', number), number, timeZone: 'Europe/Zurich' },
        policy: { policyId: policy.id, version: new Uint8Array(Buffer.from(samplePolicyHash, 'hex')), versionHex: samplePolicyHash },
        newReadingId: () => id('reading', number * 10 + this.told.length + 1),
      },
      at,
    )
    this.incident = declared.incident
    this.record(declared)
  }

  record({ entries, entry, incident }: { entries?: readonly NewEntry[]; entry?: NewEntry; incident?: IncidentStanding }): this {
    const all = [...(entries ?? []), ...(entry === undefined ? [] : [entry])]
    this.told.push(...all.map((one) => ({ entry: one, rec: this.now })))
    if (incident !== undefined) this.incident = incident
    return this
  }

  after(milliseconds: number): this {
    this.now = toInstant(this.now + milliseconds)
    return this
  }
}

function severity(work: Work, answer: 'confirmed' | 'no'): void {
  const { set, certainty, entries } = decideSeverity(
    work.incident,
    asAda,
    policy,
    { answers: { customer_data: answer } },
    undefined,
    work.now,
  )
  work.record({ entries, incident: { ...work.incident, severity: set.level, severityCertainty: certainty } })
}

/** Acknowledged late, with evidence, a late note, a corrected clock, a late notice, a review, an action that is closed. */
function workedThrough(at: Instant): Work {
  const work = new Work(7, at, { title: 'A key was used from elsewhere <b>' })
  severity(work.after(5 * minute), 'confirmed')
  work.after(20 * minute).record(decideAcknowledge(work.incident, asAda, {}, work.now))
  work.record(decideAssign(work.incident, asAda, [], { personId: ben, name: 'Ben Secretname' }, { role: 'commander' }, work.now))
  work.record(decideState(work.incident, asBen, { to: 'triaged' }, [], work.now))
  const told = {
    description: null,
    step: null,
    source: 'CloudTrail',
    query: null,
    rowCount: 12,
    command: null,
    coversFrom: at,
    coversTo: null,
  }
  const kept = { sha256: evidenceHash, size: 21, type: 'text/plain' }
  const capture = { ...told, name: 'events.json', happenedAt: work.now, preservationId: null }
  work.record(captureEvidence(work.incident, asAda, { evidenceId: id('evidence', 1), uploadId: null, told: capture, kept }, work.now))
  work
    .after(hour)
    .record(
      decideNote(work.incident, asAda, { text: 'The key is off.', happenedAt: formatInstant(toInstant(work.now - 40 * minute)) }, work.now),
    )
  const first = { clock: 'awareness' as const, at: formatInstant(at), basis: 'The call came then' }
  const said = decideReading(work.incident, asAda, { readingId: id('reading', 201), ...first }, [], 'Europe/Zurich', work.now)
  const better = { ...first, at: formatInstant(toInstant(at - 3 * minute)), basis: 'The telephone says so', corrects: id('reading', 201) }
  work
    .record(said)
    .record(decideReading(work.incident, asAda, { readingId: id('reading', 202), ...better }, [said.reading], 'Europe/Zurich', work.now))
  work.record(decideState(work.incident, asBen, { to: 'contained' }, [], work.now))
  const given = { noticeId: id('notice', 1), rule: 'policy.management', title: 'Management', template: null, to: 'cto@example.com' }
  const notice = draftNotice({ ...given, subject: 'What happened', ownText: 'We were careless.', fill: {}, covers: [] }, asAda, work.now)
  const due = { kind: 'due', strict: toInstant(work.now - hour) } as never
  work.record(
    recordSent(
      work.incident,
      notice,
      { at: work.now, channel: 'email', reference: null, evidenceId: null, due, text: 'We were careless.' },
      asAda,
    ),
  )
  work.after(hour).record(decideState(work.incident, asBen, { to: 'recovered' }, [], work.now))
  work.record(decideState(work.incident, asBen, { to: 'closed' }, [], work.now))
  work.record(decideWhetherReview(work.incident, null, 'required', false, { required: true, reason: null }, asBen, work.now))
  const change = {
    summary: 'A key lay in a public place.',
    impact: { records_affected: 3 },
    causes: [{ text: 'Keys never expire', kind: 'weakness' as const }],
  }
  work.record(
    writeReview(
      work.incident,
      emptyReview(id('postIncidentReview', 1), work.now),
      change,
      { families: [], generic: new Set() },
      asAda,
      work.now,
    ),
  )
  const action = openAction(
    work.incident,
    id('action', 1),
    { title: 'Let keys expire', detail: '', owner: ada, dueOn: '2026-04-20' },
    asAda,
    work.now,
  )
  work.record(action)
  return work.record(closeAction(work.incident, action.action, 'TICKET-1', 'Done.', asBen, work.now))
}

function dismissed(at: Instant): Work {
  const work = new Work(8, at, { title: 'The office door stood open' })
  work.after(10 * minute).record(decideDismiss(work.incident, asAda, { reason: 'A delivery was let in', disposition: 'benign' }, work.now))
  return work
}

function madePrivate(at: Instant): Work {
  const work = new Work(9, at, { title: `${privateWord} of a colleague` })
  severity(work.after(minute), 'no')
  work.after(minute).record(decideNote(work.incident, asAda, { text: `${privateWord} it is` }, work.now))
  work.after(minute).record(decideRestrict(work.incident, asAda, { isPrivate: true, reason: `${privateWord} is about a person` }, work.now))
  return work.after(minute).record(decideNote(work.incident, asAda, { text: `${privateWord}, more of it` }, work.now))
}

function privateAlways(at: Instant): Work {
  const work = new Work(10, at, { title: `${privateWord} again`, isPrivate: true })
  severity(work.after(minute), 'confirmed')
  const told = { description: null, step: null, source: null, query: null, rowCount: null, command: null, coversFrom: null, coversTo: null }
  const capture = { ...told, name: `${privateWord}.txt`, happenedAt: work.now, preservationId: null }
  const kept = { sha256: 'e'.repeat(64), size: 5, type: 'text/plain' }
  return work.record(
    captureEvidence(work.incident, asAda, { evidenceId: id('evidence', 2), uploadId: null, told: capture, kept }, work.now),
  )
}

/** Declared before the period; its action is closed in it. */
function earlier(before: Instant, within: Instant): ToldEntry[] {
  const work = new Work(6, before, { title: 'Last week’s' })
  const words = { title: 'Write it down', detail: '', owner: ben, dueOn: '2026-03-30' }
  const { action, entry } = openAction(work.incident, id('action', 2), words, asAda, work.now)
  work.record({ entry })
  work.now = within
  return work.record(closeAction(work.incident, action, 'TICKET-2', 'Written.', asBen, work.now)).told
}

/** The period of the sample package begins at 2026-03-29T22:00Z. */
export function incidentStory(): ToldEntry[] {
  const at = (hours: number) => toInstant(Date.parse('2026-03-30T00:00:00Z') + hours * hour)
  return [
    ...earlier(at(-30), at(20)),
    ...[workedThrough(at(2)), dismissed(at(12)), madePrivate(at(16)), privateAlways(at(22))].flatMap(({ told }) => told),
  ]
}
