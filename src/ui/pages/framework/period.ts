// The days that criteria are looked at in, as addresses, questions and people name them.
import { dateText } from '../../kit/timeText.ts'
import type { DaysSearch } from '../../paths.ts'
import { type Period as Choice, periodsBefore } from '../audit/periods.ts'

export type PeriodSearch = DaysSearch

/** What the server is asked: both days or none, and then it is the last quarter. */
export function periodQuery({ from, to }: PeriodSearch): { from?: string; to?: string } {
  return from && to ? { from, to } : {}
}

export type PeriodChoice = { value: string; label: string; from: string; to: string }

const value = (from: string, to: string) => `${from}/${to}`

/** The common ones, this quarter so far, and whichever was asked for where that is none of them. */
export function periodChoices(today: string, chosen: { from: string; to: string }): PeriodChoice[] {
  const choiceOf = ({ label, firstDay, lastDay }: Choice) => ({ value: value(firstDay, lastDay), label, from: firstDay, to: lastDay })
  const [year = 0, month = 1] = today.split('-').map(Number)
  const begins = new Date(Date.UTC(year, month - 1 - ((month - 1) % 3), 1)).toISOString().slice(0, 10)
  const soFar = { value: value(begins, today), label: 'This quarter so far', from: begins, to: today }
  const [last, ...others] = periodsBefore(today).map(choiceOf)
  const common = [...(last ? [last] : []), soFar, ...others]
  if (common.some((one) => one.value === value(chosen.from, chosen.to))) return common
  return [...common, { ...chosen, value: value(chosen.from, chosen.to), label: periodText(chosen) }]
}

/** “1 July 2026 to 30 September 2026”, and one day once. */
export function periodText({ from, to }: { from: string; to: string }): string {
  return from === to ? dateText(from) : `${dateText(from)} to ${dateText(to)}`
}

/** Is this what is looked at where nobody chose? Then the address says nothing of it. */
export function isUsual(today: string, from: string, to: string): boolean {
  const [last] = periodsBefore(today)
  return last?.firstDay === from && last.lastDay === to
}
