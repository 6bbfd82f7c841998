// How long a log is kept, as ISO 8601 writes it: `P90D`, `P4W`, `PT1H`, `P1DT12H`. Exact lengths only.
import { day, hour, minute } from '../kernel/instant.ts'

const pattern = /^P(?:(\d{1,5})W)?(?:(\d{1,6})D)?(?:T(?:(\d{1,6})H)?(?:(\d{1,6})M)?)?$/

/**
 * In milliseconds. Months and years are refused: they have no length of their own, and vendors delete by days. Who knows only "18 months"
 * writes the fewest days that can be.
 */
export function readWindow(text: string): number | undefined {
  const match = pattern.exec(text)
  if (!match) return undefined
  const [, weeks = '0', days = '0', hours = '0', minutes = '0'] = match
  const length = Number(weeks) * 7 * day + Number(days) * day + Number(hours) * hour + Number(minutes) * minute
  return length > 0 ? length : undefined
}
