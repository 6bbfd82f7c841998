// One record in the words of the contract; of what the caller may not see, its name and how it stands.
import type { z } from 'zod'
import type { CommitmentRecord } from '../../contract/commitment.ts'
import { alertNumber } from '../../core/alert/review.ts'
import { lateBy } from '../../core/commitment/outcome.ts'
import type { Instant } from '../../core/kernel/instant.ts'
import { time } from '../document/documentLines.ts'
import type { AlertRow } from './alertCommitmentViews.ts'
import { type Found, nowhere } from './found.ts'

export type RecordLine = z.output<typeof CommitmentRecord>

export function recordLine(found: Found, now: Instant): RecordLine {
  const { id, kind, name, outcome, number, incident, alert, isRedacted } = found
  const shared = { id, kind, name, is_redacted: isRedacted, outcome, in_force: number, incident, alert }
  if (isRedacted) {
    return {
      ...shared,
      title: null,
      counted_from: null,
      due_at: null,
      done_at: null,
      late_by: null,
      why: null,
      notice: null,
      version: null,
    }
  }
  const { title, countedFrom, dueAt, doneAt, why, notice, shows } = found
  const times = { counted_from: time(countedFrom), due_at: time(dueAt), done_at: time(doneAt), late_by: lateBy(found, now) }
  return { ...shared, title, ...times, why, notice, version: shows }
}

export function alertFound(row: AlertRow, number: number): Found {
  const { alert_id: id, title, received_at: at, due_at: dueAt, first_reviewed_at: doneAt, outcome, line: version } = row
  const name = alertNumber(row.number)
  const judged = { commitment: 'alerts/review', outcome, countedFrom: at, dueAt, doneAt, why: null }
  return { ...nowhere, ...judged, id, kind: 'alert', name, title, at, alert: id, version, number }
}
