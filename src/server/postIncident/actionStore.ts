// Reads and writes corrective actions, of one incident or of all.
import type { ActionId, IncidentId, PersonId } from '../../core/kernel/ids.ts'
import type { CorrectiveAction } from '../../core/postIncident/action.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'

export type ActionRow = {
  action: CorrectiveAction
  incidentId: IncidentId
  number: number
  incidentTitle: string
  ownerName: string | null
}

function actions({ db, organizationId }: OrganizationTx) {
  return db
    .selectFrom('corrective_action as a')
    .innerJoin('incident as i', (join) => join.onRef('i.org_id', '=', 'a.org_id').onRef('i.incident_id', '=', 'a.incident_id'))
    .leftJoin('person as p', (join) => join.onRef('p.org_id', '=', 'a.org_id').onRef('p.person_id', '=', 'a.owner'))
    .selectAll('a')
    .select(['i.number', 'i.title as incident_title', 'p.name as owner_name'])
    .where('a.org_id', '=', organizationId)
}

type Row = Awaited<ReturnType<ReturnType<typeof actions>['executeTakeFirstOrThrow']>>

function actionOf(row: Row): ActionRow {
  const { closed_at: closedAt, checked_at: checkedAt } = row
  const action: CorrectiveAction = {
    actionId: row.action_id,
    title: row.title,
    detail: row.detail,
    owner: row.owner,
    dueOn: row.due_on,
    opened: { at: row.opened_at, by: row.opened_by, byName: row.opened_by_name },
    closed:
      closedAt === null
        ? null
        : { at: closedAt, by: row.closed_by ?? '', byName: row.closed_by_name ?? '', proof: row.proof ?? '', note: row.closing_note ?? '' },
    checked:
      checkedAt === null
        ? null
        : {
            at: checkedAt,
            by: row.checked_by ?? '',
            byName: row.checked_by_name ?? '',
            effective: row.effective === true,
            note: row.check_note ?? '',
          },
  }
  return { action, incidentId: row.incident_id, number: row.number, incidentTitle: row.incident_title, ownerName: row.owner_name }
}

export async function actionsOf(tx: OrganizationTx, incidentId: IncidentId): Promise<ActionRow[]> {
  const rows = await actions(tx).where('a.incident_id', '=', incidentId).orderBy('a.action_id').execute()
  return rows.map(actionOf)
}

/** The incident is locked, and with it all its actions. */
export async function readAction(tx: OrganizationTx, incidentId: IncidentId, actionId: ActionId): Promise<ActionRow | undefined> {
  const row = await actions(tx).where('a.incident_id', '=', incidentId).where('a.action_id', '=', actionId).executeTakeFirst()
  return row && actionOf(row)
}

/** `isOpen`: neither closed nor, once checked, without effect. Those of private incidents only for people on them, or for all of them. */
export async function listActions(
  tx: OrganizationTx,
  { isOpen, personId, seesPrivate, limit }: { isOpen: boolean; personId: PersonId | null; seesPrivate: boolean; limit: number },
): Promise<ActionRow[]> {
  let query = actions(tx)
  if (isOpen) query = query.where((where) => where.or([where('a.closed_at', 'is', null), where('a.effective', 'is', false)]))
  if (!seesPrivate) {
    query = query.where((where) =>
      where.or([
        where('i.is_private', '=', false),
        where.exists(
          where
            .selectFrom('incident_role as r')
            .select('r.role')
            .whereRef('r.org_id', '=', 'i.org_id')
            .whereRef('r.incident_id', '=', 'i.incident_id')
            .where('r.person_id', '=', personId as PersonId),
        ),
      ]),
    )
  }
  const rows = await query
    .orderBy('a.due_on', (order) => order.asc().nullsLast())
    .orderBy('a.action_id')
    .limit(limit)
    .execute()
  return rows.map(actionOf)
}

export async function isKnownPerson({ db, organizationId }: OrganizationTx, personId: PersonId): Promise<boolean> {
  const row = await db
    .selectFrom('person')
    .select('person_id')
    .where('org_id', '=', organizationId)
    .where('person_id', '=', personId)
    .executeTakeFirst()
  return row !== undefined
}

function columnsOf({ title, detail, owner, dueOn, opened, closed, checked }: CorrectiveAction) {
  return {
    title,
    detail,
    owner,
    due_on: dueOn,
    opened_at: opened.at,
    opened_by: opened.by,
    opened_by_name: opened.byName,
    closed_at: closed?.at ?? null,
    closed_by: closed?.by ?? null,
    closed_by_name: closed?.byName ?? null,
    proof: closed?.proof ?? null,
    closing_note: closed?.note ?? null,
    checked_at: checked?.at ?? null,
    checked_by: checked?.by ?? null,
    checked_by_name: checked?.byName ?? null,
    effective: checked?.effective ?? null,
    check_note: checked?.note ?? null,
  }
}

export async function insertAction(
  { db, organizationId }: OrganizationTx,
  incidentId: IncidentId,
  action: CorrectiveAction,
): Promise<void> {
  await db
    .insertInto('corrective_action')
    .values({ org_id: organizationId, action_id: action.actionId, incident_id: incidentId, ...columnsOf(action) })
    .execute()
}

export async function saveAction({ db, organizationId }: OrganizationTx, action: CorrectiveAction): Promise<void> {
  await db
    .updateTable('corrective_action')
    .set(columnsOf(action))
    .where('org_id', '=', organizationId)
    .where('action_id', '=', action.actionId)
    .execute()
}
