// A policy with a life, for packages in memory: approved before the period, overdue for review inside it, then replaced; who was asked to
// acknowledge it and who did; and a runbook.
import { type AboutDocument, actEntry, type NewAct } from '../../src/core/document/act.ts'
import { publishedEntry } from '../../src/core/document/documentVersion.ts'
import { noTerms, termsSaid } from '../../src/core/document/terms.ts'
import type { PersonId } from '../../src/core/kernel/ids.ts'
import { day, hour, type Instant, toInstant } from '../../src/core/kernel/instant.ts'
import { personEntry } from '../../src/core/people/peopleEntries.ts'
import type { ToldEntry } from './ledgerStory.ts'

const organizationId = `org_${'9'.repeat(32)}`
const [writer, approver] = ['8', '7'].map((digit) => `per_${digit.repeat(32)}`) as [string, string]
const begin = Date.parse('2026-03-28T01:00:00Z')
/** Days after the story began. */
const after = (days: number) => toInstant(begin + days * day)

export const documentOfStory = 'access-control'
export const versionsOfStory = ['1', '2'].map((digit) => digit.repeat(64)) as [string, string]
/** From the end of the day its review was due, until the new version. */
export const lapse = { from: toInstant(Date.parse('2026-03-31T00:00:00Z')), until: after(4) }

const policy: AboutDocument = { organizationId, kind: 'policy', documentId: documentOfStory }
const terms = {
  ...noTerms,
  approvers: ['compliance'],
  quorum: 1,
  reviewEvery: 'P2D',
  acknowledge: { by: ['responder', 'field crew'], within: 'P2D', againEvery: null },
}

type Doing = { what: NewAct['what']; at: Instant; by: string; version: string; said?: NewAct['said'] }

function told(position: number, { what, at, by, version, said = {} }: Doing): ToldEntry {
  return { rec: at, entry: actEntry(policy, { what, version, said, position }, { id: by, name: 'Somebody' }, at) }
}

function published(kind: 'policy' | 'runbook', documentId: string, number: number, version: string, at: Instant): ToldEntry {
  return {
    rec: at,
    entry: publishedEntry(kind, organizationId, {
      documentId,
      version,
      number,
      title: `The ${documentId}`,
      publishedAt: at,
      publishedBy: writer,
    }),
  }
}

/** Two from before, of whom the second leaves in the period, and a third who joins in it. */
export const askedInStory = ['4', '5', '6'].map((digit) => `per_${digit.repeat(32)}`) as [string, string, string]

function person(kind: 'person.joined' | 'person.left', id: string, at: Instant): ToldEntry {
  const standing = { name: 'Somebody', email: 'somebody@example.com', role: 'responder' as const, activeFrom: at }
  const entry = personEntry(
    kind,
    { id: approver as PersonId },
    { ...standing, personId: id as PersonId, activeUntil: kind === 'person.left' ? at : null },
    at,
  )
  return { rec: at, entry }
}

function acknowledged(version: string, id: string, at: Instant): ToldEntry {
  const detail = { type: policy.kind, document: policy.documentId, version, number: versionsOfStory.indexOf(version) + 1, person: id }
  return { rec: at, entry: { kind: 'document.acknowledged', act: id, obj: organizationId, at, ctl: ['CC5.3'], detail } }
}

function peopleOfStory(): ToldEntry[] {
  const [early, leaving, late] = askedInStory
  const [first, second] = versionsOfStory
  return [
    ...[person('person.joined', early, after(-0.03)), person('person.joined', leaving, after(-0.03))],
    ...[acknowledged(first, early, after(1)), person('person.joined', late, after(4.3)), acknowledged(second, early, after(4.4))],
    person('person.left', leaving, after(4.5)),
  ]
}

export function documentStory(): ToldEntry[] {
  const [first, second] = versionsOfStory
  const soon = (at: Instant) => toInstant(at + hour)
  return [
    ...peopleOfStory(),
    published('policy', documentOfStory, 1, first, after(-0.02)),
    told(0, { what: 'proposed', at: after(-0.02), by: writer, version: first, said: termsSaid(terms) }),
    told(1, { what: 'approved', at: after(0), by: approver, version: first, said: { proposal: 0, as: 'compliance' } }),
    told(2, {
      what: 'in_force',
      at: after(0),
      by: approver,
      version: first,
      said: { proposal: 0, from: after(0), basis: 'approved', zone: 'UTC' },
    }),
    published('runbook', 'leaked-key', 1, '3'.repeat(64), after(0.1)),
    published('policy', documentOfStory, 2, second, after(3.5)),
    told(3, { what: 'proposed', at: after(3.5), by: writer, version: second, said: termsSaid(terms) }),
    told(4, { what: 'approved', at: after(4), by: approver, version: second, said: { proposal: 3, as: 'compliance' } }),
    told(5, {
      what: 'in_force',
      at: after(4),
      by: approver,
      version: second,
      said: { proposal: 3, from: after(4), basis: 'approved', zone: 'UTC' },
    }),
    told(6, { what: 'retired', at: soon(after(9)), by: approver, version: second, said: { reason: 'after the period' } }),
  ]
}
