// What the entries of an incident alone tell of whom it obliged to tell: interviews, decisions, notices and status updates.
import { type FoldedRow, said, saidText, type Told, toldBy } from '../incident/foldedRow.ts'
import type { Json, SlotValue } from '../ledger/entry.ts'
import type { OpenedEntry } from '../ledger/openedEntry.ts'

export function foldObligations(entries: readonly OpenedEntry[]): FoldedRow[] {
  const told = entries.map(toldBy)
  return [
    ...numbered(told, 'obligation.interviewed', 'obligation_interview', interviewColumns),
    ...numbered(told, 'obligation.decided', 'obligation_decision', decisionColumns),
    ...foldNotices(told),
    ...told.filter(({ kind }) => kind === 'update.sent').map(updateRow),
  ]
}

/** Rows that are told apart by their place: the first one is 0. */
function numbered(told: readonly Told[], kind: string, table: string, columns: (one: Told) => FoldedRow['columns']): FoldedRow[] {
  return told.filter((one) => one.kind === kind).map((one, at) => ({ table, key: String(at), index: one.index, columns: columns(one) }))
}

const choices = ['roles', 'places', 'kinds', 'sectors', 'events']

/** Every answer in one text, written as the database writes lists, so that both can be held side by side. */
function interviewColumns({ at, act, detail }: Told): FoldedRow['columns'] {
  const answered = { answered_at: at, answered_by: act }
  const answers = objectOf(detail?.answers)
  if (answers === null) return { ...answered, said: undefined, people: undefined, everyone: undefined, authority: undefined }
  const list = (value: Json | undefined) => `[${(Array.isArray(value) ? value : []).map((one) => JSON.stringify(one)).join(', ')}]`
  const shown = choices.map((name) => {
    const choice = objectOf(answers[name])
    return `${list(choice?.is)} ${list(choice?.is_not)} ${choice?.rest ?? ''}`
  })
  const people = Object.entries(objectOf(answers.people) ?? {}).map(([place, count]) => `${place}=${count}`)
  const everyone = typeof answers.everyone === 'number' ? answers.everyone : null
  const authority = typeof answers.authority === 'string' ? answers.authority : null
  return { ...answered, said: shown.join(' '), people: people.sort().join(' '), everyone, authority }
}

function objectOf(value: Json | undefined): SlotValue | null {
  return value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as SlotValue) : null
}

function decisionColumns(one: Told): FoldedRow['columns'] {
  return { rule: said(one, 'rule'), answer: said(one, 'answer'), reason: said(one, 'reason'), decided_at: one.at, decided_by: one.act }
}

function updateRow(one: Told): FoldedRow {
  const columns = {
    text: said(one, 'text'),
    audience: said(one, 'audience'),
    next_due_at: said(one, 'next_due_at'),
    sent_at: one.at,
    sent_by: one.act,
  }
  return { table: 'status_update', key: saidText(one, 'update'), index: one.index, columns }
}

const untold = {
  incomplete_reason: null,
  fixed_text: null,
  approved_at: null,
  approved_by: null,
  sent_at: null,
  sent_by: null,
  channel: null,
  reference: null,
  evidence_id: null,
  due_at: null,
  late_by: null,
}

/** What was only drafted is not told; from its approval on each notice is. */
function foldNotices(told: readonly Told[]): FoldedRow[] {
  const notices = new Map<string, FoldedRow>()
  const kept = new Set(told.filter(({ kind }) => kind === 'evidence.captured').map((one) => said(one, 'evidence')))
  for (const one of told) {
    const columns = noticeColumns(one, kept)
    if (columns === undefined) continue
    const key = saidText(one, 'notice')
    const before = notices.get(key)?.columns ?? untold
    const common = { rule: said(one, 'rule'), subject: said(one, 'subject'), template: said(one, 'template') }
    notices.set(key, { table: 'notice', key, index: one.index, columns: { ...before, ...common, ...columns } })
  }
  return [...notices.values()]
}

/** `kept`: the evidence of the incident. A proof that was named and never kept is none. */
function noticeColumns(one: Told, kept: ReadonlySet<unknown>): FoldedRow['columns'] | undefined {
  switch (one.kind) {
    case 'notice.approved':
      return {
        outcome: 'approved',
        fixed_text: said(one, 'text'),
        incomplete_reason: said(one, 'incomplete_reason'),
        approved_at: one.at,
        approved_by: one.act,
      }
    case 'notice.sent':
      return {
        outcome: 'sent',
        fixed_text: said(one, 'text'),
        sent_at: one.at,
        sent_by: one.act,
        channel: said(one, 'channel'),
        reference: said(one, 'reference'),
        evidence_id: one.detail === null || kept.has(said(one, 'evidence')) ? said(one, 'evidence') : null,
        due_at: said(one, 'due_at'),
        late_by: said(one, 'late_by'),
      }
    case 'notice.declined':
      return { outcome: 'declined' }
    default:
      return undefined
  }
}

/** A clause as its latest entry says it. */
export function foldContract(entries: readonly OpenedEntry[]): FoldedRow[] {
  const latest = entries.filter(({ header }) => header.kind === 'contract.changed').at(-1)
  if (latest === undefined) return []
  const one = toldBy(latest)
  const length = objectOf(one.detail?.within)
  const text = (value: unknown) => (typeof value === 'string' || typeof value === 'number' ? value : null)
  const columns = {
    customer: said(one, 'customer'),
    contact: latest.slots.personal === undefined ? undefined : text(latest.slots.personal.contact),
    within_amount: one.detail === null ? undefined : text(length?.amount),
    within_unit: one.detail === null ? undefined : text(length?.unit),
    clock: said(one, 'clock'),
    time_zone: said(one, 'time_zone'),
    calendar: said(one, 'calendar'),
    clause: said(one, 'clause'),
    notes: said(one, 'notes'),
    ended_at: said(one, 'ended_at'),
    changed_at: one.at,
  }
  return [{ table: 'contract', key: '', index: one.index, columns }]
}
