// Status updates: put on record, and when the next one is due by the policy's cadence.
import type { BodyOf, ReplyOf } from '../../contract/endpoint.ts'
import type { updateApi } from '../../contract/notice.ts'
import { refuseWhereNothingFollows } from '../../core/incident/afterwards.ts'
import { happenedAt } from '../../core/incident/happened.ts'
import type { IncidentId, UpdateId } from '../../core/kernel/ids.ts'
import { formatInstant, type Instant } from '../../core/kernel/instant.ts'
import { updateEntry } from '../../core/obligation/obligationEntries.ts'
import { updateCadence } from '../../core/obligation/statusUpdate.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'
import type { SignedIn } from '../http/route.ts'
import { lockIncident } from '../incident/incidentAccess.ts'
import type { IncidentRow } from '../incident/incidentStore.ts'
import { pinnedPolicy } from '../incident/policyInForce.ts'
import { record } from '../ledger/record.ts'
import { organizationView } from '../organization/views.ts'
import { insertUpdate, type StoredUpdate, touchIncident, updatesOf } from './obligationStore.ts'
import { whoOf } from './who.ts'

async function cadenceAfter(tx: OrganizationTx, incident: IncidentRow, lastUpdateAt: Instant | null, now: Instant) {
  const { policy } = await pinnedPolicy(tx, incident)
  const { time_zone: timeZone } = await organizationView(tx)
  return updateCadence(policy, { ...incident, lastUpdateAt, timeZone }, now)
}

function updateAnswer({ updateId, text, audience, nextDueAt, at, by, byName }: StoredUpdate) {
  const next = nextDueAt === null ? null : formatInstant(nextDueAt)
  return { id: updateId, text, audience, sent_at: formatInstant(at), by: whoOf(by, byName), next_due_at: next }
}

export async function listUpdates(tx: OrganizationTx, incident: IncidentRow, now: Instant): Promise<ReplyOf<typeof updateApi.list>> {
  const updates = await updatesOf(tx, incident.incidentId)
  const { every, nextDueAt, overdue } = await cadenceAfter(tx, incident, updates.at(-1)?.at ?? null, now)
  return { items: updates.map(updateAnswer), every, next_due_at: nextDueAt === null ? null : formatInstant(nextDueAt), overdue }
}

export async function sendUpdate(
  tx: OrganizationTx,
  updateId: UpdateId,
  by: SignedIn,
  incidentId: IncidentId,
  { text, audience, happened_at: happened }: BodyOf<typeof updateApi.send>,
  now: Instant,
): Promise<ReplyOf<typeof updateApi.send>> {
  const incident = await lockIncident(tx, by, incidentId)
  refuseWhereNothingFollows(incident)
  const at = happenedAt(happened, incident.declaredAt, now)
  const { nextDueAt } = await cadenceAfter(tx, incident, at, now)
  const update = { updateId, text, audience, nextDueAt }
  await insertUpdate(tx, incidentId, update, by, at)
  await record(tx, [updateEntry(incident, update, by, at)], now)
  await touchIncident(tx, incidentId, now)
  return listUpdates(tx, incident, now)
}
