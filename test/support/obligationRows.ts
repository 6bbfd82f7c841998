// One row in every table of who must be told and what is learned, hanging on an incident.
import type { ActionId, ContractId, IncidentId, NoticeId } from '../../src/core/kernel/ids.ts'
import type { OrganizationTx } from '../../src/database/inOrganization.ts'
import { newId, now } from './database.ts'

export type ObligationIds = { contract: ContractId; notice: NoticeId; action: ActionId }

async function addTelling({ db, organizationId: org_id }: OrganizationTx, incident_id: IncidentId): Promise<Omit<ObligationIds, 'action'>> {
  const at = now()
  const done = { org_id, incident_id, position: 0 }
  await db
    .insertInto('obligation_interview')
    .values({ ...done, answers: { everyone: 3 }, answered_at: at, answered_by: 'per_1', answered_by_name: 'Ada' })
    .execute()
  const decision = { ...done, rule: 'eu-gdpr-33-1.notification', answer: 'decline' as const, reason: 'Not about people.' }
  await db
    .insertInto('obligation_decision')
    .values({ ...decision, decided_at: at, decided_by: 'per_1', decided_by_name: 'Ada' })
    .execute()
  const contract = { org_id, contract_id: newId('contract'), customer: 'Acme', contact: 'security@example.com', clock: 'awareness' }
  await db
    .insertInto('contract')
    .values({ ...contract, within_amount: 24, within_unit: 'hours', clause: '§ 7', created_at: at, changed_at: at })
    .execute()
  const notice = { org_id, incident_id, notice_id: newId('notice'), title: 'To the authority', state: 'draft' as const }
  const writers = [{ id: 'per_1', kind: 'person' as const, name: 'Ada' }]
  await db
    .insertInto('notice')
    .values({
      ...notice,
      recipient: 'Authority',
      subject: 'Breach',
      own_text: 'Text',
      fill: { a: 'b' },
      covers: ['x'],
      writers,
      written_at: at,
    })
    .execute()
  const event = { org_id, notice_id: notice.notice_id, position: 0, kind: 'failed' as const, note: '451' }
  await db
    .insertInto('notice_event')
    .values({ ...event, at, acted_by: 'system', acted_by_name: 'notices' })
    .execute()
  const update = { org_id, incident_id, update_id: newId('update'), text: 'We look into it.', audience: 'internal' as const }
  await db
    .insertInto('status_update')
    .values({ ...update, sent_at: at, sent_by: 'per_1', sent_by_name: 'Ada' })
    .execute()
  return { contract: contract.contract_id, notice: notice.notice_id }
}

async function addLearning({ db, organizationId: org_id }: OrganizationTx, incident_id: IncidentId): Promise<ActionId> {
  const at = now()
  const review = {
    org_id,
    incident_id,
    post_incident_review_id: newId('postIncidentReview'),
    summary: 'S',
    what_went_well: '',
    what_was_lucky: '',
  }
  const impact = { customers_affected: 1, records_affected: null, minutes_down: null, cost: null }
  await db
    .insertInto('post_incident_review')
    .values({ ...review, impact, causes: [{ text: 'T', kind: 'event' }], timeline_notes: {}, writers: [], written_at: at })
    .execute()
  const decision = { org_id, incident_id, position: 0, required: true, by_rule: 'required' as const }
  await db
    .insertInto('review_decision')
    .values({ ...decision, decided_at: at, decided_by: 'per_1', decided_by_name: 'Ada' })
    .execute()
  const action = { org_id, incident_id, action_id: newId('action'), title: 'Rotate', detail: '', due_on: '2026-04-01' }
  await db
    .insertInto('corrective_action')
    .values({ ...action, opened_at: at, opened_by: 'per_1', opened_by_name: 'Ada' })
    .execute()
  return action.action_id
}

export async function addObligations(tx: OrganizationTx, incidentId: IncidentId): Promise<ObligationIds> {
  return { ...(await addTelling(tx, incidentId)), action: await addLearning(tx, incidentId) }
}
