// What the entries of an incident alone tell of what was learned: whether a review was held, the review, and the corrective actions.
import { type FoldedRow, said, saidText, type Told, toldBy } from '../incident/foldedRow.ts'
import type { OpenedEntry } from '../ledger/openedEntry.ts'

export function foldPostIncident(entries: readonly OpenedEntry[]): FoldedRow[] {
  const told = entries.map(toldBy)
  return [...decisionRows(told), ...reviewRows(told), ...actionRows(told)]
}

function decisionRows(told: readonly Told[]): FoldedRow[] {
  const decisions = told.filter(({ kind }) => kind === 'review.decided')
  return decisions.map((one, at) => ({
    table: 'review_decision',
    key: String(at),
    index: one.index,
    columns: {
      required: said(one, 'required'),
      by_rule: said(one, 'by_rule'),
      reason: said(one, 'reason'),
      decided_at: one.at,
      decided_by: one.act,
    },
  }))
}

function reviewRows(told: readonly Told[]): FoldedRow[] {
  const rows = new Map<string, FoldedRow>()
  for (const one of told) {
    if (one.kind !== 'pir.written' && one.kind !== 'pir.approved') continue
    const key = saidText(one, 'review')
    const before = rows.get(key)?.columns ?? { approved_at: null, approved_by: null }
    const causes = Array.isArray(one.detail?.causes) ? one.detail.causes : []
    const root = causes.at(-1)
    const content = {
      summary: said(one, 'summary'),
      what_went_well: said(one, 'what_went_well'),
      what_was_lucky: said(one, 'what_was_lucky'),
      links: one.detail === null ? undefined : causes.length,
      root: one.detail === null ? undefined : root !== null && typeof root === 'object' && 'text' in root ? String(root.text) : null,
    }
    const approved = one.kind === 'pir.approved' ? { approved_at: one.at, approved_by: one.act } : { written_at: one.at }
    rows.set(key, { table: 'post_incident_review', key, index: one.index, columns: { ...before, ...content, ...approved } })
  }
  return [...rows.values()]
}

const notClosed = { closed_at: null, closed_by: null, proof: null, closing_note: null }
const notChecked = { checked_at: null, checked_by: null, effective: null, check_note: null }

function actionRows(told: readonly Told[]): FoldedRow[] {
  const rows = new Map<string, FoldedRow>()
  for (const one of told) {
    const columns = actionColumns(one)
    if (columns === undefined) continue
    const key = saidText(one, 'action')
    const before = rows.get(key)?.columns ?? { ...notClosed, ...notChecked }
    rows.set(key, { table: 'corrective_action', key, index: one.index, columns: { ...before, ...columns } })
  }
  return [...rows.values()]
}

function actionColumns(one: Told): FoldedRow['columns'] | undefined {
  const words = { title: said(one, 'title'), detail: said(one, 'detail'), owner: said(one, 'owner'), due_on: said(one, 'due_on') }
  switch (one.kind) {
    case 'action.opened':
      return { ...words, opened_at: one.at, opened_by: one.act }
    case 'action.changed':
      return words
    case 'action.closed':
      return { closed_at: one.at, closed_by: one.act, proof: said(one, 'proof'), closing_note: said(one, 'note'), ...notChecked }
    case 'action.checked':
      return { checked_at: one.at, checked_by: one.act, effective: said(one, 'effective'), check_note: said(one, 'note') }
    default:
      return undefined
  }
}
