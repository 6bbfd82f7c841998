// Alerts as an incident takes them: held, with what they turned out to be and the incident they belong to.
import { sql } from 'kysely'
import type { Disposition } from '../../core/alert/disposition.ts'
import { severityStep } from '../../core/alert/severity.ts'
import type { LinkableAlert } from '../../core/incident/decideLink.ts'
import type { AlertId, IncidentId } from '../../core/kernel/ids.ts'
import type { Instant } from '../../core/kernel/instant.ts'
import { Refusal } from '../../core/kernel/refusal.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'

type Row = {
  alert_id: AlertId
  number: number
  title: string
  severity: string | null
  occurred_at: Instant | null
  received_at: Instant
  disposition: Disposition | null
}

/** Held in the order of their ids, as the intake and reviews hold them; whose they are is read only then. Refuses what does not exist. */
export async function lockLinkable(tx: OrganizationTx, alertIds: readonly AlertId[]): Promise<LinkableAlert[]> {
  if (alertIds.length === 0) return []
  const ids = [...new Set(alertIds)]
  const { rows } = await sql<Row>`
    select alert_id, number, title, severity, occurred_at, received_at, disposition from alert
    where org_id = ${tx.organizationId} and alert_id = any(${ids}) order by alert_id for no key update`.execute(tx.db)
  if (rows.length < ids.length) throw new Refusal('not_found', 'There is no such alert.')
  const owners = await ownersOf(tx, ids)
  return rows.map((row) => ({
    alertId: row.alert_id,
    number: row.number,
    title: row.title,
    severityStep: row.severity === null ? null : severityStep(row.severity),
    occurredAt: row.occurred_at,
    receivedAt: row.received_at,
    disposition: row.disposition,
    belongsTo: owners.get(row.alert_id) ?? null,
  }))
}

async function ownersOf(
  tx: OrganizationTx,
  alertIds: readonly AlertId[],
): Promise<Map<AlertId, { incidentId: IncidentId; number: number }>> {
  const { rows } = await sql<{ alert_id: AlertId; incident_id: IncidentId; number: number }>`
    select l.alert_id, i.incident_id, i.number from incident_alert l
    join incident i on i.org_id = l.org_id and i.incident_id = l.incident_id
    where l.org_id = ${tx.organizationId} and l.alert_id = any(${[...alertIds]}) and l.unlinked_at is null
      and i.state not in ('merged', 'not_an_incident')
    order by i.number desc`.execute(tx.db)
  return new Map(rows.map((row) => [row.alert_id, { incidentId: row.incident_id, number: row.number }]))
}

/** Those that were never taken out of it, whoever they belong to by now. */
export async function linkedAlertIds(tx: OrganizationTx, incidentId: IncidentId): Promise<AlertId[]> {
  const rows = await tx.db
    .selectFrom('incident_alert')
    .select('alert_id')
    .where('org_id', '=', tx.organizationId)
    .where('incident_id', '=', incidentId)
    .where('unlinked_at', 'is', null)
    .orderBy('alert_id')
    .execute()
  return rows.map(({ alert_id }) => alert_id)
}
