// Population P6 as files: every notice that was approved, sent or declined, and every decision whether there is a duty to notify.

import type { NoticeRecord } from '../../incident/record/incidentDuties.ts'
import { noticeOutcome, noticeTimeliness } from '../../incident/record/timeliness.ts'
import type { Cell } from '../csv.ts'
import { type PopulationFile, timeCell, yesNo } from '../population.ts'
import { incidentNameCells, incidentNameColumns } from './incidentFiles.ts'
import type { AuditedIncident } from './incidents.ts'

export function noticeFiles(records: readonly AuditedIncident[]): PopulationFile[] {
  return [noticeFile(records), decisionFile(records)]
}

function noticeFile(records: readonly AuditedIncident[]): PopulationFile {
  const notices = records.flatMap((record) => record.notices.map((notice) => ({ record, notice })))
  return {
    name: 'P6-notices.csv',
    holds:
      'one notice of an incident of the period, or of an earlier one about which something was recorded in it; drafts are not on record',
    columns: [
      ...incidentNameColumns,
      ...['notice_id', 'rule', 'title', 'template', 'subject', 'outcome', 'sent_at', 'sent_by', 'channel', 'reference', 'evidence_id'],
      ...['due_at', 'timeliness', 'late_by_seconds', 'approved_at', 'approved_by', 'approved_before_sending', 'content_missing'],
      ...['incomplete_reason', 'declined_at', 'declined_by', 'decline_reason', 'sent_entry', 'approved_entry', 'declined_entry'],
      'declared_in_period',
    ],
    rowCount: notices.length,
    rows: () => notices.map(({ record, notice }) => noticeCells(record, notice)),
  }
}

function noticeCells(record: AuditedIncident, notice: NoticeRecord): Cell[] {
  const { sent, approved, declined } = notice
  return [
    ...[...incidentNameCells(record), notice.notice, notice.rule, notice.title, notice.template, notice.subject, noticeOutcome(notice)],
    ...[timeCell(sent?.at ?? null), sent?.by ?? null, sent?.channel ?? null, sent?.reference ?? null, sent?.evidence ?? null],
    ...[timeCell(sent?.dueAt ?? null), noticeTimeliness(notice), sent?.lateBy ?? null],
    ...[timeCell(approved?.at ?? null), approved?.by ?? null, sent === null ? null : yesNo(approved !== null && approved.at <= sent.at)],
    ...[notice.missing, notice.incompleteReason, timeCell(declined?.at ?? null), declined?.by ?? null, declined?.reason ?? null],
    ...[sent?.entry ?? null, approved?.entry ?? null, declined?.entry ?? null, yesNo(record.place === 'period')],
  ]
}

function decisionFile(records: readonly AuditedIncident[]): PopulationFile {
  const decisions = records.flatMap((record) => record.decisions.map((decision) => ({ record, decision })))
  return {
    name: 'P6-decisions.csv',
    holds: 'one decision whether there is a duty to notify, also where a later one replaced it',
    columns: [
      ...incidentNameColumns,
      'rule',
      'answer',
      'reason',
      'decided_at',
      'decided_by',
      'replaces',
      'stands',
      'entry',
      'declared_in_period',
    ],
    rowCount: decisions.length,
    rows: () =>
      decisions.map(({ record, decision }) => {
        const stands = decision.rule !== null && record.decisions.findLast(({ rule }) => rule === decision.rule) === decision
        return [
          ...[...incidentNameCells(record), decision.rule, decision.answer, decision.reason, timeCell(decision.at), decision.by],
          ...[decision.replaces, decision.rule === null ? null : yesNo(stands), decision.entry, yesNo(record.place === 'period')],
        ]
      }),
  }
}
