// What a policy promises of itself: its approvals, its looks, and who acknowledged it.
import { acknowledgementsKept, type VersionSpan } from '../../core/commitment/acknowledgementsKept.ts'
import { approvalsKept, type DocumentJudged, looksKept } from '../../core/commitment/documentKept.ts'
import { rulesOf } from '../../core/document/acknowledgement.ts'
import { everInForce, stretchesOf } from '../../core/document/inForce.ts'
import type { Life } from '../../core/document/life.ts'
import type { Instant } from '../../core/kernel/instant.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'
import { readAcknowledgements, readMemberships } from '../document/acknowledgementStore.ts'
import { whoIs } from '../ledger/whoViews.ts'
import { type Found, nowhere } from './found.ts'
import type { PolicyPeriod } from './policyPeriod.ts'

export async function judgeDocument(tx: OrganizationTx, { life, period, until }: PolicyPeriod, now: Instant): Promise<Found[]> {
  const span = { from: period.start, to: until }
  return [
    ...approvalsKept(life, span).map((one) => found(one, 'version', `Version ${one.number}`)),
    ...looksKept(life, span, now).map((one) => found(one, 'look', one.doneAt === null ? 'Next look' : 'Look')),
    ...(await acknowledgementsFound(tx, life, span, now)),
  ]
}

function found(judged: DocumentJudged, kind: Found['kind'], name: string): Found {
  const { version, number, countedFrom, dueAt } = judged
  const shows = kind === 'version' ? version : null
  return { ...nowhere, ...judged, kind, name, at: countedFrom ?? dueAt ?? (0 as Instant), version, number, shows }
}

/** When each version was in force, ever. */
function allSpans(life: Life, now: Instant): VersionSpan[] {
  const begins = everInForce(life).map(({ effect }) => effect.from)
  if (begins.length === 0) return []
  const end = (now + 1) as Instant
  return stretchesOf(life, Math.min(...begins) as Instant, end).flatMap(({ from, to, inForce }) =>
    inForce === undefined || from > now ? [] : [{ inForce, from, to: to === end ? null : to }],
  )
}

async function acknowledgementsFound(tx: OrganizationTx, life: Life, span: { from: Instant; to: Instant }, now: Instant): Promise<Found[]> {
  const spans = allSpans(life, now).filter(({ inForce }) => rulesOf(inForce) !== null)
  if (spans.length === 0) return []
  const people = await readMemberships(tx)
  const acknowledged = await readAcknowledgements(tx, { kind: 'policy', documentId: life.documentId })
  const judged = acknowledgementsKept(spans, people, acknowledged, span, now)
  const who = await whoIs(
    tx,
    judged.map(({ person }) => person),
  )
  return judged.map(({ person, ...one }) => found(one, 'acknowledgement', who(person).name))
}
