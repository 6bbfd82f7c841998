// Reads and writes notices with what became of them.
import type { IncidentId, NoticeId } from '../../core/kernel/ids.ts'
import type { Done, Notice, NoticeEvent } from '../../core/obligation/notice.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'

function notices({ db, organizationId }: OrganizationTx) {
  return db.selectFrom('notice').selectAll().where('org_id', '=', organizationId)
}

type Row = Awaited<ReturnType<ReturnType<typeof notices>['executeTakeFirstOrThrow']>>

function done(at: Row['sent_at'], by: string | null, byName: string | null): Done | null {
  return at === null || by === null ? null : { at, by, byName: byName ?? by }
}

function noticeOf(row: Row): Notice {
  return {
    noticeId: row.notice_id,
    rule: row.rule,
    title: row.title,
    template: row.template,
    state: row.state,
    to: row.recipient,
    subject: row.subject,
    ownText: row.own_text,
    fill: row.fill,
    covers: row.covers,
    writers: row.writers,
    writtenAt: row.written_at,
    fixedText: row.fixed_text,
    incompleteReason: row.incomplete_reason,
    approved: done(row.approved_at, row.approved_by, row.approved_by_name),
    sent: done(row.sent_at, row.sent_by, row.sent_by_name),
    channel: row.channel,
    reference: row.reference,
    evidenceId: row.evidence_id,
    dueAt: row.due_at,
    lateBy: row.late_by,
    attempts: row.attempts,
  }
}

export async function noticesOf(tx: OrganizationTx, incidentId: IncidentId): Promise<Notice[]> {
  const rows = await notices(tx).where('incident_id', '=', incidentId).orderBy('notice_id').execute()
  return rows.map(noticeOf)
}

/** The incident is locked, and with it all its notices. */
export async function readNotice(tx: OrganizationTx, incidentId: IncidentId, noticeId: NoticeId): Promise<Notice | undefined> {
  const row = await notices(tx).where('incident_id', '=', incidentId).where('notice_id', '=', noticeId).executeTakeFirst()
  return row && noticeOf(row)
}

function columnsOf(notice: Notice) {
  return {
    rule: notice.rule,
    title: notice.title,
    template: notice.template,
    state: notice.state,
    recipient: notice.to,
    subject: notice.subject,
    own_text: notice.ownText,
    fill: notice.fill,
    covers: notice.covers,
    writers: notice.writers,
    written_at: notice.writtenAt,
    fixed_text: notice.fixedText,
    incomplete_reason: notice.incompleteReason,
    approved_at: notice.approved?.at ?? null,
    approved_by: notice.approved?.by ?? null,
    approved_by_name: notice.approved?.byName ?? null,
    sent_at: notice.sent?.at ?? null,
    sent_by: notice.sent?.by ?? null,
    sent_by_name: notice.sent?.byName ?? null,
    channel: notice.channel,
    reference: notice.reference,
    evidence_id: notice.evidenceId,
    due_at: notice.dueAt,
    late_by: notice.lateBy,
    attempts: notice.attempts,
  }
}

export async function insertNotice({ db, organizationId }: OrganizationTx, incidentId: IncidentId, notice: Notice): Promise<void> {
  await db
    .insertInto('notice')
    .values({ org_id: organizationId, notice_id: notice.noticeId, incident_id: incidentId, ...columnsOf(notice) })
    .execute()
}

export async function saveNotice(tx: OrganizationTx, notice: Notice, event: NoticeEvent | null): Promise<void> {
  const { db, organizationId } = tx
  await db
    .updateTable('notice')
    .set(columnsOf(notice))
    .where('org_id', '=', organizationId)
    .where('notice_id', '=', notice.noticeId)
    .execute()
  if (event === null) return
  const position = (await eventsOf(tx, [notice.noticeId])).length
  await db
    .insertInto('notice_event')
    .values({
      org_id: organizationId,
      notice_id: notice.noticeId,
      position,
      kind: event.kind,
      at: event.at,
      acted_by: event.by,
      acted_by_name: event.byName,
      note: event.note,
    })
    .execute()
}

export async function eventsOf(
  { db, organizationId }: OrganizationTx,
  noticeIds: readonly NoticeId[],
): Promise<(NoticeEvent & { noticeId: NoticeId })[]> {
  if (noticeIds.length === 0) return []
  const rows = await db
    .selectFrom('notice_event')
    .selectAll()
    .where('org_id', '=', organizationId)
    .where('notice_id', 'in', noticeIds)
    .orderBy('notice_id')
    .orderBy('position')
    .execute()
  return rows.map(({ notice_id: noticeId, kind, at, acted_by: by, acted_by_name: byName, note }) => ({
    noticeId,
    kind,
    at,
    by,
    byName,
    note,
  }))
}
