// Who has acknowledged a document, as of any instant; and acknowledging it.
import type { z } from 'zod'
import type { Acknowledgements } from '../../contract/documentShapes.ts'
import { countsOf, type PersonStanding, rulesOf, standingsAt, unknownNames } from '../../core/document/acknowledgement.ts'
import { isPersonId } from '../../core/document/approver.ts'
import { knownBeforeEnd } from '../../core/document/currency.ts'
import { requireInForce } from '../../core/document/decideVersion.ts'
import { historyKey, knownBefore } from '../../core/document/history.ts'
import { inForceAt } from '../../core/document/inForce.ts'
import { lifeOf } from '../../core/document/life.ts'
import type { PersonId } from '../../core/kernel/ids.ts'
import { formatInstant, type Instant, toInstant } from '../../core/kernel/instant.ts'
import { Refusal } from '../../core/kernel/refusal.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'
import { whoIs } from '../ledger/whoViews.ts'
import { keepAcknowledgement, readReminders } from './acknowledgementStore.ts'
import type { DocumentKey } from './actStore.ts'
import { type Acting, announceDocument, requireLife } from './changeDocument.ts'
import { documentEntries } from './currency.ts'
import { time } from './documentLines.ts'

type Answer = z.infer<typeof Acknowledgements>

/** From the entries alone: what was so at an instant stays so. */
export async function showAcknowledgements(tx: OrganizationTx, key: DocumentKey, at: Instant): Promise<Answer> {
  const end = toInstant(at + 1)
  const known = knownBeforeEnd(await documentEntries(tx), end).find(({ history }) => historyKey(history) === historyKey(key))
  if (known === undefined) throw new Refusal('not_found', `There is no such ${key.kind} here.`)
  const life = lifeOf(knownBefore(known.history, end))
  const inForce = inForceAt(life, at)
  const rule = rulesOf(inForce)
  const standings = standingsAt(inForce, known.people, known.acknowledged, at)
  const reminded = new Map(
    (await readReminders(tx, key)).filter((one) => one.version === inForce?.version && one.at <= at).map((one) => [one.person, one.at]),
  )
  const who = await whoIs(tx, [...standings.map(({ person }) => person), ...(rule?.by.filter(isPersonId) ?? [])])
  return {
    at: formatInstant(at),
    version: inForce ? { number: inForce.number, hash: inForce.version, from: formatInstant(inForce.effect.from) } : null,
    by: (rule?.by ?? []).map((word) => (isPersonId(word) ? who(word).name : word)),
    ...{ unknown: rule === null ? [] : unknownNames(rule), within: rule?.within ?? null, again_every: rule?.againEvery ?? null },
    counts: countsOf(standings),
    people: [...standings].sort(mostUrgent).map(({ person, state, askedSince, dueAt, acknowledgedAt }) => ({
      person: { id: person as PersonId, name: who(person).name },
      ...{ state, asked_since: formatInstant(askedSince), due_at: time(dueAt), acknowledged_at: time(acknowledgedAt) },
      reminded_at: time(reminded.get(person)),
    })),
  }
}

const urgency = { overdue: 0, due: 1, acknowledged: 2 } as const

function mostUrgent(left: PersonStanding, right: PersonStanding): number {
  return urgency[left.state] - urgency[right.state] || (left.dueAt ?? Number.MAX_SAFE_INTEGER) - (right.dueAt ?? Number.MAX_SAFE_INTEGER)
}

export async function acknowledge(acting: Acting, key: DocumentKey, version: string): Promise<void> {
  const { tx, by, now } = acting
  if (by.kind !== 'person') throw new Refusal('not_permitted', 'Only a person can do this, not an API token.')
  const life = await requireLife(tx, key)
  const at = Math.max(now, life.next.notBefore ?? now) as Instant
  const { number } = requireInForce(life, version, at)
  await keepAcknowledgement(tx, { ...key, version, number, person: by.id }, at)
  announceDocument(acting, key)
}
