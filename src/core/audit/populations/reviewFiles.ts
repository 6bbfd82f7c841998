// Population P5 as files: for every incident whether a review was needed and held, and every corrective action.

import type { ActionRecord, ReviewRecord } from '../../incident/record/incidentDuties.ts'
import { actionTimeliness, overAt, reviewStanding } from '../../incident/record/timeliness.ts'
import type { Instant } from '../../kernel/instant.ts'
import type { Cell } from '../csv.ts'
import { type PopulationFile, timeCell, yesNo } from '../population.ts'
import { incidentNameCells, incidentNameColumns } from './incidentFiles.ts'
import type { AuditedIncident } from './incidents.ts'

export function reviewFiles(records: readonly AuditedIncident[], asOf: Instant): PopulationFile[] {
  return [reviewFile(records, asOf), actionFile(records, asOf)]
}

const reviewColumns = [
  ...incidentNameColumns,
  ...['exercise', 'state', 'severity', 'over_at', 'policy_says', 'required', 'decided_at', 'decided_by', 'decision', 'decision_reason'],
  ...['waived', 'due_at', 'timeliness', 'review_id', 'written_at', 'written_by', 'approved_at', 'approved_by', 'summary'],
  ...['customers_affected', 'records_affected', 'minutes_down', 'cost', 'event', 'weakness', 'causes', 'went_well', 'was_lucky'],
  ...['actions', 'actions_not_closed', 'decision_entry', 'written_entry', 'approved_entry', 'declared_in_period'],
]

function reviewFile(records: readonly AuditedIncident[], asOf: Instant): PopulationFile {
  const listed = records.filter((record) => record.place === 'period' || record.reviews.length + record.reviewDecisions.length > 0)
  return {
    name: 'P5-reviews.csv',
    holds: 'one incident of the period, or an earlier one about whose review something was recorded in it',
    columns: reviewColumns,
    rowCount: listed.length,
    rows: () => listed.map((record) => reviewCells(record, asOf)),
  }
}

function reviewCells(record: AuditedIncident, asOf: Instant): Cell[] {
  const isHere = record.place === 'period'
  const head: Cell[] = [...incidentNameCells(record), ...[yesNo(record.isExercise), isHere ? record.state : null, record.severity]]
  if (record.isPrivate) return [...head, ...Array.from({ length: reviewColumns.length - head.length - 1 }, () => null), yesNo(isHere)]
  const { rule, required, dueAt, review, timeliness } = reviewStanding(record, asOf)
  const decided = record.reviewDecisions.at(-1)
  return [
    ...head,
    ...[timeCell(isHere ? overAt(record) : null), rule, yesNo(required), timeCell(decided?.at ?? null), decided?.by ?? null],
    ...[decisionWord(decided?.required), decided?.reason ?? null, yesNo(decided?.waives ?? null), timeCell(dueAt), timeliness],
    ...writtenCells(review),
    ...[record.actions.length, record.actions.filter(({ closed }) => closed === null).length],
    ...[decided?.entry ?? null, review?.written.entry ?? null, review?.approved?.entry ?? null, yesNo(isHere)],
  ]
}

function decisionWord(required: boolean | null | undefined): string | null {
  if (required === null || required === undefined) return null
  return required ? 'held' : 'not_held'
}

function writtenCells(review: ReviewRecord | undefined): Cell[] {
  if (review === undefined) return Array.from({ length: 15 }, () => null)
  const { written, approved, causes } = review
  const first = (kind: string) => causes.find((cause) => cause.kind === kind)?.text ?? null
  return [
    ...[review.review, timeCell(written.at), written.by, timeCell(approved?.at ?? null), approved?.by ?? null, review.summary],
    ...[review.customers, review.records, review.minutes, review.cost, first('event'), first('weakness')],
    ...[causes.map(({ kind, text }) => `${kind}: ${text}`).join(' → ') || null, review.wentWell, review.wasLucky],
  ]
}

function actionFile(records: readonly AuditedIncident[], asOf: Instant): PopulationFile {
  const actions = records.flatMap((record) => record.actions.map((action) => ({ record, action })))
  return {
    name: 'P5-actions.csv',
    holds: 'one corrective action of an incident of the period, or of an earlier one of which something was recorded in it',
    columns: [
      ...incidentNameColumns,
      ...[
        'action_id',
        'title',
        'detail',
        'owner_id',
        'due_on',
        'opened_at',
        'opened_by',
        'times_changed',
        'closed_at',
        'closed_by',
        'proof',
      ],
      ...[
        'closing_note',
        'timeliness',
        'checked_at',
        'checked_by',
        'effective',
        'check_note',
        'opened_entry',
        'closed_entry',
        'checked_entry',
      ],
      'declared_in_period',
    ],
    rowCount: actions.length,
    rows: () => actions.map(({ record, action }) => actionCells(record, action, asOf)),
  }
}

function actionCells(record: AuditedIncident, action: ActionRecord, asOf: Instant): Cell[] {
  const { opened, closed, checked } = action
  return [
    ...[...incidentNameCells(record), action.action, action.title, action.detail, action.owner, action.dueOn],
    ...[timeCell(opened?.at ?? null), opened?.by ?? null, action.changes, timeCell(closed?.at ?? null), closed?.by ?? null],
    ...[closed?.proof ?? null, closed?.note ?? null, actionTimeliness(action, record.timeZone, asOf)],
    ...[timeCell(checked?.at ?? null), checked?.by ?? null, yesNo(checked?.effective ?? null), checked?.note ?? null],
    ...[opened?.entry ?? null, closed?.entry ?? null, checked?.entry ?? null, yesNo(record.place === 'period')],
  ]
}
