// Corrective actions: opened, changed, closed by what shows that they are done, checked; of one incident and across all.
import type { z } from 'zod'
import type { BodyOf } from '../../contract/endpoint.ts'
import type { CorrectiveAction as ActionShape, actionApi } from '../../contract/postIncident.ts'
import { refuseWhereNothingFollows } from '../../core/incident/afterwards.ts'
import { happenedAt } from '../../core/incident/happened.ts'
import { incidentNumber } from '../../core/incident/words.ts'
import type { ActionId, IncidentId, PersonId } from '../../core/kernel/ids.ts'
import { formatInstant, type Instant } from '../../core/kernel/instant.ts'
import { Refusal } from '../../core/kernel/refusal.ts'
import {
  actionState,
  changeAction,
  checkAction,
  checkDueAt,
  closeAction,
  type DecidedAction,
  isAfterDay,
  openAction,
} from '../../core/postIncident/action.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'
import type { SignedIn } from '../http/route.ts'
import { lockIncident } from '../incident/incidentAccess.ts'
import type { IncidentRow } from '../incident/incidentStore.ts'
import { record } from '../ledger/record.ts'
import { touchIncident } from '../obligation/obligationStore.ts'
import { whoOf } from '../obligation/who.ts'
import { organizationView } from '../organization/views.ts'
import { type ActionRow, actionsOf, insertAction, isKnownPerson, listActions, readAction, saveAction } from './actionStore.ts'

export type ActionAnswer = z.output<typeof ActionShape>

export function actionAnswer(
  { action, incidentId, number, incidentTitle, ownerName }: ActionRow,
  timeZone: string,
  now: Instant,
): ActionAnswer {
  const { opened, closed, checked, owner, dueOn } = action
  const checkDue = checkDueAt(action)
  return {
    id: action.actionId,
    incident: { id: incidentId, number: incidentNumber(number), title: incidentTitle },
    title: action.title,
    detail: action.detail,
    owner: owner === null ? null : { id: owner, name: ownerName ?? owner },
    due_on: dueOn,
    state: actionState(action, timeZone, now),
    opened_at: formatInstant(opened.at),
    opened_by: whoOf(opened.by, opened.byName),
    closed: closed && {
      at: formatInstant(closed.at),
      by: whoOf(closed.by, closed.byName),
      evidence: closed.proof,
      note: closed.note,
      late: isAfterDay(dueOn, timeZone, closed.at),
    },
    check_due_at: checkDue === null ? null : formatInstant(checkDue),
    check: checked && {
      at: formatInstant(checked.at),
      by: whoOf(checked.by, checked.byName),
      effective: checked.effective,
      note: checked.note,
    },
  }
}

export async function showActions(tx: OrganizationTx, rows: readonly ActionRow[], now: Instant): Promise<ActionAnswer[]> {
  const { time_zone: timeZone } = await organizationView(tx)
  return rows.map((row) => actionAnswer(row, timeZone, now))
}

export async function allActions(
  tx: OrganizationTx,
  by: SignedIn,
  { state, limit }: { state: 'open' | 'overdue' | 'all'; limit: number },
  now: Instant,
): Promise<ActionAnswer[]> {
  const personId = by.kind === 'person' ? by.id : null
  const seesPrivate = by.role === 'compliance'
  const rows = await listActions(tx, { isOpen: state !== 'all', personId, seesPrivate, limit })
  const shown = await showActions(tx, rows, now)
  return state === 'overdue' ? shown.filter((action) => action.state === 'overdue') : shown
}

export type Acting = { tx: OrganizationTx; by: SignedIn; incidentId: IncidentId; now: Instant }

async function incidentToActOn({ tx, by, incidentId }: Acting): Promise<IncidentRow> {
  const incident = await lockIncident(tx, by, incidentId)
  refuseWhereNothingFollows(incident)
  return incident
}

async function requireOwner(tx: OrganizationTx, owner: PersonId | null | undefined): Promise<void> {
  if (owner === null || owner === undefined || (await isKnownPerson(tx, owner))) return
  throw new Refusal('invalid_request', 'The owner is nobody of this organization.', {
    fields: [{ path: '/owner', message: 'a person of this organization' }],
  })
}

async function answered({ tx, incidentId, now }: Acting, actionId: ActionId): Promise<ActionAnswer> {
  const row = await readAction(tx, incidentId, actionId)
  if (row === undefined) throw new Refusal('not_found', 'There is no such action of this incident.')
  const [answer] = await showActions(tx, [row], now)
  if (answer === undefined) throw new Error('an action that was read is not shown')
  return answer
}

async function keep({ tx, incidentId, now }: Acting, { entry }: DecidedAction): Promise<void> {
  await record(tx, [entry], now)
  await touchIncident(tx, incidentId, now)
}

export async function openOneAction(acting: Acting, actionId: ActionId, body: BodyOf<typeof actionApi.open>): Promise<ActionAnswer> {
  const incident = await incidentToActOn(acting)
  await requireOwner(acting.tx, body.owner)
  const { title, detail, owner, due_on: dueOn } = body
  const at = happenedAt(body.happened_at, incident.declaredAt, acting.now)
  const decided = openAction(incident, actionId, { title, detail, owner, dueOn }, acting.by, at)
  await insertAction(acting.tx, acting.incidentId, decided.action)
  await keep(acting, decided)
  return answered(acting, actionId)
}

type Decide = (incident: IncidentRow, row: ActionRow, at: Instant) => DecidedAction

async function act(acting: Acting, actionId: ActionId, happened: string | undefined, decide: Decide): Promise<ActionAnswer> {
  const incident = await incidentToActOn(acting)
  const row = await readAction(acting.tx, acting.incidentId, actionId)
  if (row === undefined) throw new Refusal('not_found', 'There is no such action of this incident.')
  const decided = decide(incident, row, happenedAt(happened, incident.declaredAt, acting.now))
  await saveAction(acting.tx, decided.action)
  await keep(acting, decided)
  return answered(acting, actionId)
}

export async function changeOneAction(acting: Acting, actionId: ActionId, body: BodyOf<typeof actionApi.change>): Promise<ActionAnswer> {
  await requireOwner(acting.tx, body.owner)
  const { happened_at: happened, due_on: dueOn, ...words } = body
  return act(acting, actionId, happened, (incident, { action }, at) => changeAction(incident, action, { ...words, dueOn }, acting.by, at))
}

export function closeOneAction(acting: Acting, actionId: ActionId, body: BodyOf<typeof actionApi.close>): Promise<ActionAnswer> {
  return act(acting, actionId, body.happened_at, (incident, { action }, at) =>
    closeAction(incident, action, body.evidence, body.note, acting.by, at),
  )
}

export function checkOneAction(acting: Acting, actionId: ActionId, body: BodyOf<typeof actionApi.check>): Promise<ActionAnswer> {
  return act(acting, actionId, body.happened_at, (incident, { action }, at) =>
    checkAction(incident, action, body.effective, body.note, acting.by, at),
  )
}

export async function actionsOfIncident(tx: OrganizationTx, incidentId: IncidentId, now: Instant): Promise<ActionAnswer[]> {
  return showActions(tx, await actionsOf(tx, incidentId), now)
}
