// Every incident of a period, judged by the policy version that it was declared under: in groups, so that ten thousand do not stand in memory with all they hold.
import { actionKept, reviewKept } from '../../core/commitment/afterwardsKept.ts'
import { clocksKept } from '../../core/commitment/clocksKept.ts'
import { evidenceKept } from '../../core/commitment/evidenceKept.ts'
import type { IncidentFacts } from '../../core/commitment/incidentFacts.ts'
import { noticesKept } from '../../core/commitment/noticesKept.ts'
import type { Judged } from '../../core/commitment/outcome.ts'
import { pathKept } from '../../core/commitment/pathKept.ts'
import { firstMoment } from '../../core/evidence/firstMoment.ts'
import { incidentNumber } from '../../core/incident/words.ts'
import type { IncidentId, NoticeId } from '../../core/kernel/ids.ts'
import type { Instant } from '../../core/kernel/instant.ts'
import { type ClockReading, standingReadings } from '../../core/obligation/clock.ts'
import { mayRole } from '../../core/people/permission.ts'
import type { Policy } from '../../core/policy/policy.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'
import { lossClockOf } from '../evidence/lossClock.ts'
import { itemOf, preservationOf, readBeginnings } from '../evidence/preservationStore.ts'
import type { SignedIn } from '../http/route.ts'
import { readLevels } from '../incident/clockViews.ts'
import { type PinnedPolicy, pinnedPolicy } from '../incident/policyInForce.ts'
import { type Found, nowhere } from './found.ts'
import {
  byIncident,
  type JudgedIncident,
  nextIncidents,
  readActionsOf,
  readDecisions,
  readPages,
  readReviews,
  readSentNotices,
  readUpdates,
  type Span,
} from './incidentFactViews.ts'

const atOnce = 500

export type Judging = { tx: OrganizationTx; by: SignedIn; policyId: string; span: Span; timeZone: string; now: Instant }

export type JudgedGroup = { policies: readonly PinnedPolicy[]; found: Found[] }

export async function* judgeIncidents(judging: Judging): AsyncGenerator<JudgedGroup> {
  const { tx, by, policyId, span } = judging
  let last: JudgedIncident | undefined
  for (;;) {
    const incidents = await nextIncidents(tx, by, policyId, span, last, atOnce)
    if (incidents.length > 0) yield await judgeGroup(judging, incidents)
    if (incidents.length < atOnce) return
    last = incidents.at(-1)
  }
}

async function policiesOf(tx: OrganizationTx, incidents: readonly JudgedIncident[]): Promise<Map<string, PinnedPolicy>> {
  const pinned = new Map<string, PinnedPolicy>()
  for (const incident of incidents) {
    const key = Buffer.from(incident.policyVersion).toString('hex')
    if (!pinned.has(key)) pinned.set(key, await pinnedPolicy(tx, incident))
  }
  return pinned
}

async function judgeGroup({ tx, by, timeZone, now }: Judging, incidents: readonly JudgedIncident[]): Promise<JudgedGroup> {
  const policies = await policiesOf(tx, incidents)
  const read = await readAll(
    tx,
    incidents.map(({ incidentId }) => incidentId),
  )
  const found = incidents.flatMap((incident) => {
    const pinned = policies.get(Buffer.from(incident.policyVersion).toString('hex'))
    return pinned === undefined ? [] : judgeOne(incident, pinned, read, by, timeZone, now)
  })
  return { policies: [...policies.values()], found }
}

async function readAll(tx: OrganizationTx, ids: readonly IncidentId[]) {
  const beginnings = await readBeginnings(tx, ids)
  const preserved = (await preservationOf(tx, ids)).map((row) => ({ ...row, incident_id: row.incidentId }))
  return {
    readings: (id: IncidentId): ClockReading[] => beginnings.get(id)?.readings ?? [],
    levels: await readLevels(tx, ids),
    updates: await readUpdates(tx, ids),
    pages: await readPages(tx, ids),
    decisions: await readDecisions(tx, ids),
    notices: await readSentNotices(tx, ids),
    reviews: await readReviews(tx, ids),
    actions: await readActionsOf(tx, ids),
    preserved: byIncident(preserved),
  }
}

type Read = Awaited<ReturnType<typeof readAll>>

function factsOf(incident: JudgedIncident, read: Read, timeZone: string): IncidentFacts {
  const { state, severity, declaredAt, acknowledgedAt, containedAt, recoveredAt, closedAt, incidentId: id } = incident
  const detectedAt = standingReadings({ readings: read.readings(id), filings: [] }, 'detection')[0]?.at ?? null
  const levels = read.levels.get(id) ?? []
  return { state, severity, levels, declaredAt, detectedAt, acknowledgedAt, containedAt, recoveredAt, closedAt, timeZone }
}

const kindOfPart: Readonly<Record<string, Found['kind']>> = { update: 'updates', escalation: 'page', review: 'review' }

function judgeOne(incident: JudgedIncident, pinned: PinnedPolicy, read: Read, by: SignedIn, timeZone: string, now: Instant): Found[] {
  const { policy } = pinned
  const id = incident.incidentId
  const facts = factsOf(incident, read, timeZone)
  const shared = sharedOf(incident, pinned)
  const [review] = read.reviews(id)
  const decided = review === undefined || review.required === null ? null : { required: review.required }
  const updates = read.updates(id).map(({ sent_at: at }) => at)
  const plain = [
    ...clocksKept(policy, facts, updates, now),
    ...pathKept(policy, facts, read.pages(id)),
    ...reviewKept(policy, facts, { decided, approvedAt: review?.approvedAt ?? null }, now),
  ].map((judged): Found => ({ ...shared, ...judged, kind: kindOfPart[judged.commitment.split('/').at(-1) ?? ''] ?? 'incident' }))
  const told = { readings: read.readings(id), decisions: read.decisions(id), sent: read.notices(id) }
  const mayRead = { notices: mayRole(by.role, 'obligation:read'), evidence: mayRole(by.role, 'evidence:read') }
  const notices = noticesKept(policy, facts, told, now).map(
    ({ notice, ...judged }): Found => ({
      ...shared,
      ...judged,
      kind: 'notice',
      notice: notice as NoticeId | null,
      isRedacted: shared.isRedacted || !mayRead.notices,
    }),
  )
  const actions = read
    .actions(id)
    .flatMap(({ action, title, openedAt, closedAt }) =>
      actionKept(policy, facts, closedAt, now).map(
        (judged): Found => ({ ...shared, ...judged, kind: 'action', id: action, title, at: openedAt }),
      ),
    )
  return [...plain, ...notices, ...actions, ...evidenceFound(policy, incident, read, shared, mayRead.evidence, now)]
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
  read: Read,
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
