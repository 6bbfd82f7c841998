// One row in each table of rotations, paths and pages, for an incident that is there.
import type { Id, IncidentId } from '../../src/core/kernel/ids.ts'
import type { OrganizationTx } from '../../src/database/inOrganization.ts'
import { newId, now } from './database.ts'

type EscalationIds = { rotation: Id<'rotation'>; path: Id<'path'>; page: Id<'page'> }

/** Wants a delivery that is there already: the page was heard of in one. */
export async function addEscalationRows({ db, organizationId }: OrganizationTx, incident: IncidentId): Promise<EscalationIds> {
  const org = { org_id: organizationId }
  const at = now()
  const [rotation, path, page] = [newId('rotation'), newId('path'), newId('page')] as const
  const handover = { time_zone: 'UTC', handover_weekday: 1, handover_time: '09:00', starts_on: '2026-01-05' }
  await db
    .insertInto('rotation')
    .values({ ...org, rotation_id: rotation, name: 'Primary', ...handover, people: [], overrides: [], changed_at: at })
    .execute()
  await db
    .insertInto('escalation_path')
    .values({ ...org, path_id: path, key: 'security-oncall', name: "Security “on-call” \\ '", levels: [], changed_at: at })
    .execute()
  await db
    .insertInto('page_channel')
    .values({ ...org, name: '#security', url_sealed: new Uint8Array(60), host: 'hooks.example.com', changed_at: at })
    .execute()
  const asked = { asked_at: at, asked_by: 'system', asked_by_name: 'Tickmark', recorded_at: at, sent_at: at }
  await db
    .insertInto('page')
    .values({ ...org, page_id: page, incident_id: incident, path_id: path, level: 1, to_name: 'Bo', channel: 'phone', ...asked })
    .execute()
  const delivery = await db.selectFrom('delivery').select('delivery_id').limit(1).executeTakeFirstOrThrow()
  await db
    .insertInto('page_hearing')
    .values({ ...org, incident_id: incident, delivery_id: delivery.delivery_id, heard_at: at })
    .execute()
  return { rotation, path, page }
}
