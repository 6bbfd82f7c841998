// Who is on an incident: given a role, handed it over with a note, left it.
import type { BodyOf } from '../../contract/endpoint.ts'
import type { incidentApi } from '../../contract/incident.ts'
import { decideAssign, decideHandOver, decideLeave, type RoleChange } from '../../core/incident/decideRole.ts'
import type { Worker } from '../../core/incident/standing.ts'
import type { IncidentId } from '../../core/kernel/ids.ts'
import type { Instant } from '../../core/kernel/instant.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'
import { record } from '../ledger/record.ts'
import { whoIs } from '../ledger/whoViews.ts'
import { lockIncident } from './incidentAccess.ts'
import { endRole, type IncidentRow, insertRole, readRoles, saveIncident } from './incidentStore.ts'
import { activePerson } from './personStore.ts'

type Api = typeof incidentApi

async function load(tx: OrganizationTx, by: Worker, id: IncidentId) {
  const incident = await lockIncident(tx, by, id)
  const held = await readRoles(tx, id)
  const who = await whoIs(
    tx,
    held.map(({ personId }) => personId),
  )
  return { incident, held, nameOf: (personId: string) => who(personId).name }
}

async function save(tx: OrganizationTx, incident: IncidentRow, { ends, begins, entries }: RoleChange, now: Instant): Promise<void> {
  for (const ended of ends) await endRole(tx, incident.incidentId, ended)
  for (const begun of begins) await insertRole(tx, incident.incidentId, begun)
  await saveIncident(tx, incident, now)
  await record(tx, entries, now)
}

export async function assignRole(tx: OrganizationTx, by: Worker, id: IncidentId, body: BodyOf<Api['assignRole']>, now: Instant) {
  const { incident, held } = await load(tx, by, id)
  const person = await activePerson(tx, body.person_id, now)
  const change = decideAssign(incident, by, held, person, { role: body.role, happenedAt: body.happened_at }, now)
  await save(tx, incident, change, now)
}

export async function handOverRole(tx: OrganizationTx, by: Worker, id: IncidentId, body: BodyOf<Api['handOverRole']>, now: Instant) {
  const { incident, held, nameOf } = await load(tx, by, id)
  const to = await activePerson(tx, body.to_person_id, now)
  const asked = { role: body.role, note: body.note, from: body.from_person_id, happenedAt: body.happened_at, nameOf }
  await save(tx, incident, decideHandOver(incident, by, held, to, asked, now), now)
}

export async function leaveRole(tx: OrganizationTx, by: Worker, id: IncidentId, body: BodyOf<Api['leaveRole']>, now: Instant) {
  const { incident, held, nameOf } = await load(tx, by, id)
  const asked = { role: body.role, personId: body.person_id, happenedAt: body.happened_at, nameOf }
  await save(tx, incident, decideLeave(incident, by, held, asked, now), now)
}
