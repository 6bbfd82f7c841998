// Deliveries of paging tools about alerts that are linked to an incident, and which of them were told already.
import { sql } from 'kysely'
import type { DeliveryId, IncidentId, PersonId, SourceId } from '../../core/kernel/ids.ts'
import type { Instant } from '../../core/kernel/instant.ts'
import { timestamp } from '../../database/columnPlugin.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'
import type { IntegrationId } from '../../integrations/defineIntegration.ts'

export type Unheard = {
  incidentId: IncidentId
  deliveryId: DeliveryId
  integration: IntegrationId
  sourceId: SourceId
  sourceName: string
  receivedAt: Instant
  headers: Readonly<Record<string, string>>
  body: Uint8Array
}

const atOnce = 50

/** Oldest first. A repeated delivery made no observation, so each event of the tool is here once. */
export async function unheard(tx: OrganizationTx, integrations: readonly string[]): Promise<Unheard[]> {
  const { rows } = await sql<Unheard>`
    select distinct on (d.received_at, d.delivery_id, l.incident_id) l.incident_id as "incidentId", d.delivery_id as "deliveryId", s.integration,
      s.source_id as "sourceId", s.name as "sourceName", d.received_at as "receivedAt", d.headers, b.bytes as body
    from incident i
    join incident_alert l on l.org_id = i.org_id and l.incident_id = i.incident_id and l.unlinked_at is null
    join alert a on a.org_id = l.org_id and a.alert_id = l.alert_id
    join source s on s.org_id = a.org_id and s.source_id = a.source_id and s.integration = any(${[...integrations]})
    join observation o on o.org_id = a.org_id and o.alert_id = a.alert_id
    join delivery d on d.org_id = o.org_id and d.delivery_id = o.delivery_id
    join delivery_body b on b.org_id = d.org_id and b.sha256 = d.sha256
    where i.org_id = ${tx.organizationId} and i.state in ('declared', 'triaged', 'contained', 'recovered')
      and not exists (
        select from page_hearing h where h.org_id = i.org_id and h.incident_id = i.incident_id and h.delivery_id = d.delivery_id)
    order by d.received_at, d.delivery_id, l.incident_id limit ${atOnce}`.execute(tx.db)
  return rows
}

/** False where it was told already, perhaps by another server in this moment. */
export async function markHeard(tx: OrganizationTx, { incidentId, deliveryId }: Unheard, now: Instant): Promise<boolean> {
  const { rows } = await sql<{ delivery_id: DeliveryId }>`
    insert into page_hearing (org_id, incident_id, delivery_id, heard_at)
    values (${tx.organizationId}, ${incidentId}, ${deliveryId}, ${timestamp(now)})
    on conflict do nothing returning delivery_id`.execute(tx.db)
  return rows.length > 0
}

/** Who a name or an address surely is: one person, and no other. */
export async function personNamed({ db }: OrganizationTx, name: string): Promise<PersonId | null> {
  const rows = await db
    .selectFrom('person')
    .select('person_id')
    .where((where) =>
      where.or([
        where(where.fn<string>('lower', ['name']), '=', name.toLowerCase()),
        where(where.fn<string>('lower', ['email']), '=', name.toLowerCase()),
      ]),
    )
    .limit(2)
    .execute()
  return rows.length === 1 ? (rows[0]?.person_id ?? null) : null
}
