// The incident that an alert is part of, as far as the reader may know it.
import { sql } from 'kysely'
import type { z } from 'zod'
import type { AlertWithHistory } from '../../contract/alert.ts'
import { maySee } from '../../core/incident/visibility.ts'
import { type IncidentState, incidentNumber, privateTitle } from '../../core/incident/words.ts'
import type { Actor } from '../../core/kernel/actor.ts'
import type { AlertId, IncidentId, PersonId } from '../../core/kernel/ids.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'

type Row = { incident_id: IncidentId; number: number; title: string; state: IncidentState; is_private: boolean; is_on: boolean }

/** By the rule that linking goes by: not taken out, and the incident neither merged nor dismissed. */
async function readOwner({ db, organizationId }: OrganizationTx, by: Actor, alertId: AlertId): Promise<Row | undefined> {
  const { rows } = await sql<Row>`
    select i.incident_id, i.number, i.title, i.state, i.is_private, exists (
      select from incident_role r where r.org_id = i.org_id and r.incident_id = i.incident_id and r.person_id = ${by.id}
    ) as is_on
    from incident_alert l join incident i on i.org_id = l.org_id and i.incident_id = l.incident_id
    where l.org_id = ${organizationId} and l.alert_id = ${alertId} and l.unlinked_at is null and i.state not in ('merged', 'not_an_incident')
    order by i.number limit 1`.execute(db)
  return rows[0]
}

export async function incidentOfAlert(
  tx: OrganizationTx,
  by: Actor,
  alertId: AlertId,
): Promise<z.output<typeof AlertWithHistory>['incident']> {
  const row = await readOwner(tx, by, alertId)
  if (row === undefined) return null
  const seen = maySee({ isPrivate: row.is_private }, by, row.is_on ? [by.id as PersonId] : [])
  return {
    ...{ id: row.incident_id, number: incidentNumber(row.number), state: row.state },
    ...{ title: seen ? row.title : privateTitle, is_redacted: !seen },
  }
}
