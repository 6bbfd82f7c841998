// The calendar of a source: one square a UTC day, with a mark that says what kind of day it was.

import { monthText } from '../../document/phrases.ts'
import type { Instant } from '../../kernel/instant.ts'
import type { SourceFindings } from '../findings.ts'
import { gapSecondsOn } from '../populations/coverage.ts'

/** `alerts`: heard, and it raised some. `quiet`: heard, and it raised none. `gap`: silent for too long. `missing`: no entry. `outside`: not there, or not in the period. */
export type DayMark = 'alerts' | 'quiet' | 'gap' | 'explained' | 'missing' | 'outside'

export type CalendarDay = { day: number; mark: DayMark; alerts: number }
export type CalendarMonth = { name: string; days: CalendarDay[] }
export type Calendar = { source: string; months: CalendarMonth[] }

/** The mark as it is printed: never the colour alone. */
export const markSigns: Readonly<Record<DayMark, { sign: string; means: string }>> = {
  quiet: { sign: '·', means: 'heard, no alert' },
  alerts: { sign: '', means: 'heard, number of alerts' },
  gap: { sign: '!', means: 'silent for too long, not explained' },
  explained: { sign: '~', means: 'silent for too long, explained' },
  missing: { sign: '?', means: 'nothing on record' },
  outside: { sign: '', means: 'not watched or not in the period' },
}

export function calendarOf(source: SourceFindings, asOf: Instant): Calendar {
  const inside = new Set(source.days)
  const months = new Map<string, CalendarDay[]>()
  for (const day of source.days) {
    const month = day.slice(0, 7)
    if (months.has(month)) continue
    months.set(
      month,
      Array.from({ length: daysIn(month) }, (_, at) => dayOf(source, `${month}-${String(at + 1).padStart(2, '0')}`, inside, asOf)),
    )
  }
  return {
    source: source.record.name ?? source.record.source,
    months: [...months].map(([month, days]) => ({ name: monthText(month), days })),
  }
}

function daysIn(month: string): number {
  const [year, number] = month.split('-').map(Number) as [number, number]
  return new Date(Date.UTC(year, number, 0)).getUTCDate()
}

function dayOf(source: SourceFindings, date: string, inside: ReadonlySet<string>, asOf: Instant): CalendarDay {
  const alerts = source.record.alertsByDay.get(date) ?? 0
  return { day: Number(date.slice(8)), mark: inside.has(date) ? markOf(source, date, alerts, asOf) : 'outside', alerts }
}

function markOf(source: SourceFindings, date: string, alerts: number, asOf: Instant): DayMark {
  const gaps = source.gaps.filter((gap) => gapSecondsOn(gap, date, asOf) > 0)
  if (gaps.some((gap) => gap.explainedAt === null)) return 'gap'
  if (gaps.length > 0) return 'explained'
  if (alerts > 0) return 'alerts'
  return source.record.days.has(date) ? 'quiet' : 'missing'
}
