// What one day of one source says: a mark, a shade, and a sentence; never by colour alone.

import type { coverageApi } from '../../../contract/coverage.ts'
import type { ReplyOf } from '../../../contract/endpoint.ts'
import { durationText } from '../../kit/timeText.ts'

export type CoverageSource = ReplyOf<typeof coverageApi.get>['sources'][number]
export type CoverageDay = CoverageSource['days'][number]

export type DayLook = 'none' | 'unwatched' | 'quiet' | 'heat1' | 'heat2' | 'heat3' | 'heat4' | 'gap' | 'explained'

const steps = [1, 5, 20, 60]

export function lookOf(day: CoverageDay): DayLook {
  if (day.state === 'before' || day.state === 'after') return 'none'
  if (day.state === 'not_watched') return 'unwatched'
  if (day.state === 'gap') return day.gap_explained ? 'explained' : 'gap'
  if (day.alerts === 0) return 'quiet'
  const step = steps.filter((least) => day.alerts >= least).length
  return `heat${Math.max(1, step)}` as DayLook
}

/** What stands in the cell: a mark for a gap, the number of alerts, nothing where there is nothing to say. */
export function markOf(day: CoverageDay): string {
  const look = lookOf(day)
  if (look === 'gap') return '!'
  if (look === 'explained') return 'e'
  if (look === 'unwatched') return '–'
  if (look === 'none') return ''
  return day.alerts > 999 ? '999+' : String(day.alerts)
}

export function isLate(day: CoverageDay): boolean {
  return day.late > 0
}

const plural = (count: number, one: string, many = `${one}s`) => `${count.toLocaleString('en')} ${count === 1 ? one : many}`

export function sentenceOf(day: CoverageDay): string {
  const look = lookOf(day)
  if (look === 'none') return day.state === 'before' ? 'the source was not connected yet' : 'the source was retired or the day has not come'
  if (look === 'unwatched') return 'not watched: no heartbeat is asked for and nothing was heard'
  const alerts = `${plural(day.alerts, 'alert')}, ${day.reviewed.toLocaleString('en')} reviewed${day.late > 0 ? `, ${day.late} late` : ''}`
  if (look === 'gap' || look === 'explained')
    return `silent for ${durationText(day.gap_seconds * 1000)}, ${look === 'gap' ? 'unexplained' : 'explained'}; ${alerts}`
  return look === 'quiet' ? 'heard, no alert' : alerts
}
