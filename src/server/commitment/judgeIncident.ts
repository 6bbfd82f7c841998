// One incident, held against everything that the policy version it was declared under promises for it.
import { actionKept, type ReviewFacts, reviewKept } from '../../core/commitment/afterwardsKept.ts'
import { answersKept, updatesKept } from '../../core/commitment/clocksKept.ts'
import { evidenceKept } from '../../core/commitment/evidenceKept.ts'
import type { IncidentFacts } from '../../core/commitment/incidentFacts.ts'
import { noticesKept } from '../../core/commitment/noticesKept.ts'
import type { Judged } from '../../core/commitment/outcome.ts'
import type { Parts } from '../../core/commitment/partsOf.ts'
import { pathKept } from '../../core/commitment/pathKept.ts'
import { firstMoment } from '../../core/evidence/firstMoment.ts'
import { incidentNumber } from '../../core/incident/words.ts'
import type { IncidentId, NoticeId } from '../../core/kernel/ids.ts'
import type { Instant } from '../../core/kernel/instant.ts'
import { standingReadings } from '../../core/obligation/clock.ts'
import { mayRole } from '../../core/people/permission.ts'
import type { Policy } from '../../core/policy/policy.ts'
import { lossClockOf } from '../evidence/lossClock.ts'
import { itemOf } from '../evidence/preservationStore.ts'
import type { SignedIn } from '../http/route.ts'
import type { PinnedPolicy } from '../incident/policyInForce.ts'
import { type Found, nowhere, type Sighted } from './found.ts'
import type { JudgedIncident } from './incidentFactViews.ts'
import type { FactsRead } from './readFacts.ts'

function factsOf(incident: JudgedIncident, read: FactsRead, timeZone: string): IncidentFacts {
  const { state, severity, declaredAt, acknowledgedAt, containedAt, recoveredAt, closedAt, incidentId: id } = incident
  const detectedAt = standingReadings({ readings: read.readings(id), filings: [] }, 'detection')[0]?.at ?? null
  const levels = read.levels.get(id) ?? []
  return { state, severity, levels, declaredAt, detectedAt, acknowledgedAt, containedAt, recoveredAt, closedAt, timeZone }
}

const kindOfPart: Readonly<Record<string, Found['kind']>> = { update: 'updates', escalation: 'page', review: 'review' }

export type JudgingOne = { parts: Parts; timeZone: string; now: Instant; mayRead: { notices: boolean; evidence: boolean } }

export function mayReadOf({ role }: SignedIn): JudgingOne['mayRead'] {
  return { notices: mayRole(role, 'obligation:read'), evidence: mayRole(role, 'evidence:read') }
}

export function judgeIncident(
  incident: JudgedIncident,
  pinned: PinnedPolicy,
  read: FactsRead,
  { parts, timeZone, now, mayRead }: JudgingOne,
): Sighted[] {
  const { policy } = pinned
  const id = incident.incidentId
  const facts = factsOf(incident, read, timeZone)
  const seen: Sighted[] = []
  const see = (judged: Judged, more: More) =>
    seen.push({
      ...{ version: pinned.version, commitment: judged.commitment, outcome: judged.outcome },
      found: () => ({ ...sharedOf(incident, pinned), ...judged, ...more() }),
    })
  const plainly = (some: readonly Judged[]) => {
    for (const judged of some) see(judged, () => ({ kind: kindOfPart[judged.commitment.split('/').at(-1) ?? ''] ?? 'incident' }))
  }
  if (parts.has('answers')) plainly(answersKept(policy, facts, now))
  if (parts.has('updates')) plainly(updatesKept(policy, facts, updatesOf(read, id), now))
  if (parts.has('path')) plainly(pathKept(policy, facts, read.pages(id)))
  if (parts.has('review')) plainly(reviewKept(policy, facts, reviewFacts(read, id), now))
  if (parts.has('notices')) {
    const told = { readings: read.readings(id), decisions: read.decisions(id), sent: read.notices(id) }
    for (const { notice, ...judged } of noticesKept(policy, facts, told, now)) {
      see(judged, () => ({ kind: 'notice', notice: notice as NoticeId | null, isRedacted: !incident.open || !mayRead.notices }))
    }
  }
  if (parts.has('actions')) {
    for (const { action, title, openedAt, closedAt } of read.actions(id)) {
      for (const judged of actionKept(policy, facts, closedAt, now))
        see(judged, () => ({ kind: 'action', id: action, title, at: openedAt }))
    }
  }
  if (parts.has('evidence'))
    seeEvidence(policy, incident, read, now, (judged, item) => {
      see(judged, () => ({ kind: 'evidence', ...item, isRedacted: !incident.open || !mayRead.evidence }))
    })
  return seen
}

type More = () => Partial<Found> & Pick<Found, 'kind'>

function updatesOf(read: FactsRead, id: IncidentId): Instant[] {
  return read.updates(id).map(({ sent_at: at }) => at)
}

function reviewFacts(read: FactsRead, id: IncidentId): ReviewFacts {
  const [review] = read.reviews(id)
  const decided = review === undefined || review.required === null ? null : { required: review.required }
  return { decided, approvedAt: review?.approvedAt ?? null }
}

type Shared = Omit<Found, keyof Judged | 'kind'>

function sharedOf({ incidentId, number, title, declaredAt, open }: JudgedIncident, { version, number: of }: PinnedPolicy): Shared {
  const name = incidentNumber(number)
  return {
    ...nowhere,
    version,
    number: of,
    id: incidentId,
    name,
    title,
    isRedacted: !open,
    at: declaredAt,
    incident: { id: incidentId, number: name },
  }
}

function seeEvidence(
  { preservation }: Policy,
  { incidentId, declaredAt }: JudgedIncident,
  read: FactsRead,
  now: Instant,
  see: (judged: Judged, item: Pick<Found, 'id' | 'title' | 'at'>) => void,
): void {
  const margin = preservation?.collectBeforeExpiryMargin
  if (!margin) return
  const rows = read.preserved(incidentId)
  if (rows.length === 0) return
  const began = firstMoment(read.readings(incidentId), declaredAt)
  for (const row of rows) {
    const item = itemOf(row)
    see(evidenceKept(margin, item, lossClockOf(row, began), began, now), { id: item.id, title: item.what, at: row.listedAt })
  }
}
