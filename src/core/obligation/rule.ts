// What an obligation is made of: who must tell whom, by when, counted from what, and where that is written.
import type { CalendarDate, Duration, WorkCalendar } from '../kernel/deadline.ts'
import type { ClockId } from './clock.ts'
import type { Condition } from './condition.ts'
import type { CountingId } from './countingRule.ts'

/** `low`: from memory or a weak source. Such a rule is a lead for counsel and never gives a firm date. */
export const confidences = ['high', 'medium', 'low'] as const
export type Confidence = (typeof confidences)[number]

export const ruleStatuses = ['in_force', 'not_in_force', 'unverified'] as const
export type RuleStatus = (typeof ruleStatuses)[number]

export type Limit = Duration | { readonly kind: 'business-days'; readonly days: number }

/** `latest`: a stage that may be filed again moves what is counted from it. */
export type Start =
  | { readonly kind: 'clock'; readonly clock: ClockId }
  | { readonly kind: 'stage'; readonly rules: readonly string[]; readonly which: 'first' | 'latest' }

export type Deadline =
  | {
      readonly kind: 'limit'
      readonly limit: Limit
      readonly start: Start
      /** A second, outer limit from another clock. It no longer binds once the start itself lies behind it. */
      readonly cap: { readonly limit: Limit; readonly clock: ClockId } | null
    }
  /** Only words: “without undue delay”. */
  | { readonly kind: 'promptly'; readonly clock: ClockId | null }
  | { readonly kind: 'on-request' }
  /** Blank until somebody enters the clause. */
  | { readonly kind: 'as-agreed' }

/** A later date that some may use under a condition; the strict one is always shown first. */
export type ReliefRule =
  | { readonly kind: 'roll'; readonly to: 'noon' | 'end-of-day'; readonly condition: string }
  | { readonly kind: 'longer'; readonly limit: Limit; readonly condition: string }

export const sourceKinds = [
  'primary_text',
  'official',
  'official_copy',
  'official_pre_2024',
  'form_text',
  'text_copy',
  'text_translation',
  'law_firm',
  'survey',
  'secondary',
  'secondary_quoting_authority',
  'news',
  'memory',
  'contract',
] as const

export type RuleSource = { readonly url: string; readonly kind: (typeof sourceKinds)[number]; readonly date: string | null }

/** Everything its stages have in common. */
export type Obligation = {
  readonly id: string
  readonly place: string
  readonly law: string
  readonly article: string | null
  readonly title: string
  readonly status: RuleStatus
  readonly since: CalendarDate | null
  /** Whom it binds, for which data, from which size on: in words, because a person must judge it. */
  readonly who: string
  readonly concerns: string | null
  readonly threshold: string | null
  /** What the law means by its clock. */
  readonly clockMeaning: string | null
  readonly safeHarbour: string | null
  readonly lawfulDelay: string | null
  readonly recordDuty: string | null
  readonly notes: readonly string[]
  readonly traps: readonly string[]
  readonly sources: readonly RuleSource[]
  readonly confidence: Confidence
}

/** One stage of an obligation: one notice with one deadline. Its id is `<obligation>.<stage>`. */
export type Rule = {
  readonly id: string
  readonly obligation: Obligation
  readonly stage: string
  readonly title: string
  readonly to: readonly string[]
  readonly deadline: Deadline
  /** Together with or before this other stage. */
  readonly noLaterThan: string | null
  /** The law's own words beside the number. */
  readonly words: string | null
  readonly counting: CountingId
  readonly zone: string | null
  readonly calendar: string | null
  readonly relief: ReliefRule | null
  /** Ids of content items. */
  readonly content: readonly string[]
  readonly conditions: readonly Condition[]
  readonly threshold: string | null
  readonly note: string | null
  readonly confidence: Confidence
}

/** Holidays are known from one date to another; beyond them nothing is counted. */
export type DatedCalendar = WorkCalendar & {
  readonly id: string
  readonly title: string
  /** Whose it is; null: of whoever names it. */
  readonly place: string | null
  readonly from: CalendarDate
  readonly to: CalendarDate
  readonly sources: readonly RuleSource[]
  readonly confidence: Confidence
}

export type CountingNote = {
  readonly id: CountingId
  readonly summary: string
  readonly sources: readonly RuleSource[]
  readonly confidence: Confidence
}

/** What many pages say, and what is right. */
export type CommonError = { readonly id: string; readonly claim: string; readonly correct: string }

export type WatchedChange = { readonly id: string; readonly what: string; readonly status: string; readonly sources: readonly RuleSource[] }

export type Catalogue = {
  readonly obligations: readonly Obligation[]
  readonly rules: readonly Rule[]
  readonly calendars: ReadonlyMap<string, DatedCalendar>
  /** Content item id to what it asks for. */
  readonly content: ReadonlyMap<string, string>
  readonly counting: readonly CountingNote[]
  readonly commonErrors: readonly CommonError[]
  readonly watched: readonly WatchedChange[]
}

export function ruleById(catalogue: Catalogue, id: string): Rule | undefined {
  return catalogue.rules.find((rule) => rule.id === id)
}
