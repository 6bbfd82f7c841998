// The review while somebody writes it: what the fields hold, what keeps it from being saved, and what of it is sent.
import type { BodyIn } from '../../../contract/endpoint.ts'
import type { postIncidentApi } from '../../../contract/postIncident.ts'
import type { Cause, CauseKind } from '../../../core/postIncident/rootCause.ts'
import type { PostIncident, Review } from './reviewShape.ts'

export type ReviewValues = {
  summary: string
  customers: string
  records: string
  minutes: string
  cost: string
  currency: string
  causes: readonly Cause[]
  wentWell: string
  wasLucky: string
  /** What it says about entries of the thread, by their leaf hash. */
  notes: Readonly<Record<string, string>>
}

/** Only what was changed and is not recorded yet. */
export type ReviewChanges = Partial<ReviewValues>

const text = (count: number | null | undefined) => (count === null || count === undefined ? '' : String(count))

export function recordedValues(review: Review | null, timeline: PostIncident['timeline']): ReviewValues {
  const impact = review?.impact
  return {
    summary: review?.summary ?? '',
    customers: text(impact?.customers_affected),
    records: text(impact?.records_affected),
    minutes: text(impact?.minutes_down),
    cost: text(impact?.cost?.amount),
    currency: impact?.cost?.currency ?? 'EUR',
    causes: review?.causes ?? [],
    wentWell: review?.what_went_well ?? '',
    wasLucky: review?.what_was_lucky ?? '',
    notes: Object.fromEntries(timeline.flatMap(({ leaf_hash, note }) => (note === null ? [] : [[leaf_hash, note]]))),
  }
}

export function valuesWith(recorded: ReviewValues, changes: ReviewChanges | null): ReviewValues {
  return { ...recorded, ...changes, notes: { ...recorded.notes, ...changes?.notes } }
}

function isCount(value: string): boolean {
  return value.trim() === '' || /^\d{1,10}$/.test(value.trim())
}

export function whyNotSaved({ customers, records, minutes, cost, currency, causes }: ReviewValues): string | null {
  if (![customers, records, minutes, cost].every(isCount)) return 'The impact is counted in whole numbers; empty is: not known.'
  if (cost.trim() !== '' && !/^[A-Z]{3}$/.test(currency)) return 'The currency is three capital letters: EUR, USD, CHF.'
  return causes.some((cause) => cause.text.trim() === '') ? 'Write each link of the chain of causes, or take it away.' : null
}

const counted = (value: string) => (value.trim() === '' ? null : Number(value))

function impactOf({ customers, records, minutes, cost, currency }: ReviewValues) {
  const amount = counted(cost)
  return {
    customers_affected: counted(customers),
    records_affected: counted(records),
    minutes_down: counted(minutes),
    cost: amount === null ? null : { amount, currency },
  }
}

const differ = (left: unknown, right: unknown) => JSON.stringify(left) !== JSON.stringify(right)

/** Undefined: it says what is recorded already. */
export function bodyOf(recorded: ReviewValues, changes: ReviewChanges | null): BodyIn<typeof postIncidentApi.write> | undefined {
  const then = valuesWith(recorded, changes)
  const notes = Object.entries(then.notes).filter(([leaf, note]) => (recorded.notes[leaf] ?? '') !== note)
  const body = {
    ...(then.summary !== recorded.summary ? { summary: then.summary } : {}),
    ...(differ(impactOf(then), impactOf(recorded)) ? { impact: impactOf(then) } : {}),
    ...(differ(then.causes, recorded.causes) ? { causes: then.causes.map(({ text: words, kind }) => ({ text: words.trim(), kind })) } : {}),
    ...(then.wentWell !== recorded.wentWell ? { what_went_well: then.wentWell } : {}),
    ...(then.wasLucky !== recorded.wasLucky ? { what_was_lucky: then.wasLucky } : {}),
    ...(notes.length > 0 ? { timeline_notes: Object.fromEntries(notes) } : {}),
  }
  return Object.keys(body).length > 0 ? body : undefined
}

/** It begins with what happened; asked once more, it goes towards what can be mended. */
export function nextLink(causes: readonly Cause[]): Cause {
  const kind: CauseKind = causes.length === 0 ? 'event' : causes.length === 1 ? 'condition' : 'weakness'
  return { text: '', kind }
}

export function moved(causes: readonly Cause[], from: number, by: -1 | 1): Cause[] {
  const rest = causes.filter((_, at) => at !== from)
  const cause = causes[from]
  return cause === undefined ? [...causes] : [...rest.slice(0, from + by), cause, ...rest.slice(from + by)]
}
