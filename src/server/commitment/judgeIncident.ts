// One incident, held against everything that the policy version it was declared under promises for it.
import { actionKept, reviewKept } from '../../core/commitment/afterwardsKept.ts'
import { answersKept, updatesKept } from '../../core/commitment/clocksKept.ts'
import { evidenceKept } from '../../core/commitment/evidenceKept.ts'
import type { IncidentFacts } from '../../core/commitment/incidentFacts.ts'
import { noticesKept } from '../../core/commitment/noticesKept.ts'
import type { Judged } from '../../core/commitment/outcome.ts'
import type { Part, Parts } from '../../core/commitment/partsOf.ts'
import { pathKept } from '../../core/commitment/pathKept.ts'
import { firstMoment } from '../../core/evidence/firstMoment.ts'
import { incidentNumber } from '../../core/incident/words.ts'
import type { NoticeId } from '../../core/kernel/ids.ts'
import type { Instant } from '../../core/kernel/instant.ts'
import { standingReadings } from '../../core/obligation/clock.ts'
import { mayRole } from '../../core/people/permission.ts'
import type { Policy } from '../../core/policy/policy.ts'
import { lossClockOf } from '../evidence/lossClock.ts'
import { itemOf } from '../evidence/preservationStore.ts'
import type { SignedIn } from '../http/route.ts'
import type { PinnedPolicy } from '../incident/policyInForce.ts'
import { type Found, nowhere } from './found.ts'
import type { JudgedIncident } from './incidentFactViews.ts'
import type { FactsRead } from './readFacts.ts'

function factsOf(incident: JudgedIncident, read: FactsRead, timeZone: string): IncidentFacts {
  const { state, severity, declaredAt, acknowledgedAt, containedAt, recoveredAt, closedAt, incidentId: id } = incident
  const detectedAt = standingReadings({ readings: read.readings(id), filings: [] }, 'detection')[0]?.at ?? null
  const levels = read.levels.get(id) ?? []
  return { state, severity, levels, declaredAt, detectedAt, acknowledgedAt, containedAt, recoveredAt, closedAt, timeZone }
}

const kindOfPart: Readonly<Record<string, Found['kind']>> = { update: 'updates', escalation: 'page', review: 'review' }

type JudgingOne = { parts: Parts; by: SignedIn; timeZone: string; now: Instant }

export function judgeIncident(
  incident: JudgedIncident,
  pinned: PinnedPolicy,
  read: FactsRead,
  { parts, by, timeZone, now }: JudgingOne,
): Found[] {
  const { policy } = pinned
  const id = incident.incidentId
  const facts = factsOf(incident, read, timeZone)
  const shared = sharedOf(incident, pinned)
  const [review] = read.reviews(id)
  const decided = review === undefined || review.required === null ? null : { required: review.required }
  const updates = read.updates(id).map(({ sent_at: at }) => at)
  const only = <J>(part: Part, judge: () => J[]): J[] => (parts.has(part) ? judge() : [])
  const plain = [
    ...only('answers', () => answersKept(policy, facts, now)),
    ...only('updates', () => updatesKept(policy, facts, updates, now)),
    ...only('path', () => pathKept(policy, facts, read.pages(id))),
    ...only('review', () => reviewKept(policy, facts, { decided, approvedAt: review?.approvedAt ?? null }, now)),
  ].map((judged): Found => ({ ...shared, ...judged, kind: kindOfPart[judged.commitment.split('/').at(-1) ?? ''] ?? 'incident' }))
  const mayRead = { notices: mayRole(by.role, 'obligation:read'), evidence: mayRole(by.role, 'evidence:read') }
  const told = () => ({ readings: read.readings(id), decisions: read.decisions(id), sent: read.notices(id) })
  const notices = only('notices', () => noticesKept(policy, facts, told(), now)).map(
    ({ notice, ...judged }): Found => ({
      ...shared,
      ...judged,
      kind: 'notice',
      notice: notice as NoticeId | null,
      isRedacted: shared.isRedacted || !mayRead.notices,
    }),
  )
  const actions = only('actions', () => read.actions(id)).flatMap(({ action, title, openedAt, closedAt }) =>
    actionKept(policy, facts, closedAt, now).map(
      (judged): Found => ({ ...shared, ...judged, kind: 'action', id: action, title, at: openedAt }),
    ),
  )
  const evidence = only('evidence', () => evidenceFound(policy, incident, read, shared, mayRead.evidence, now))
  return [...plain, ...notices, ...actions, ...evidence]
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

function evidenceFound(
  { preservation }: Policy,
  { incidentId, declaredAt }: JudgedIncident,
  read: FactsRead,
  shared: Shared,
  mayRead: boolean,
  now: Instant,
): Found[] {
  const margin = preservation?.collectBeforeExpiryMargin
  if (!margin) return []
  const began = firstMoment(read.readings(incidentId), declaredAt)
  return read.preserved(incidentId).map((row) => {
    const item = itemOf(row)
    return {
      ...shared,
      ...evidenceKept(margin, item, lossClockOf(row, began), began, now),
      ...{ kind: 'evidence' as const, id: item.id, title: item.what, at: row.listedAt, isRedacted: shared.isRedacted || !mayRead },
    }
  })
}
