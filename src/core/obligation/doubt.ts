// Why a rule must not be given a firm date: a date on a screen is believed, so an uncertain rule shows none.
import { countingMeaning } from './countingRule.ts'
import type { Rule } from './rule.ts'

export type NoFirmDate =
  | 'low_confidence'
  | 'unverified'
  | 'not_in_force'
  | 'not_in_force_then'
  | 'clause_not_entered'
  | 'calendar_missing'
  | 'zone_missing'

export type Doubt = { why: NoFirmDate; because: string }

export function doubtOf(rule: Rule): Doubt | null {
  const { status } = rule.obligation
  if (status === 'not_in_force') {
    return { why: 'not_in_force', because: 'This was not in force when the catalogue was compiled: check before relying on it.' }
  }
  if (rule.deadline.kind === 'as-agreed') {
    return { why: 'clause_not_entered', because: 'Enter the clause: its time, the word for its start, its calendar and its time zone.' }
  }
  if (status === 'unverified' || countingMeaning(rule.counting).uncountable) {
    return { why: 'unverified', because: 'Nobody has verified this rule: take it as a lead and ask counsel.' }
  }
  if (rule.confidence === 'low') {
    return { why: 'low_confidence', because: 'The catalogue has this from memory or a weak source: ask counsel for the date.' }
  }
  return null
}
