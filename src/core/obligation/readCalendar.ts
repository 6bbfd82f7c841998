// A calendar of the catalogue as the counting needs it: every free day from its first to its last one.
import type { CatalogueFile } from './catalogueShape.ts'
import { holidaysBetween } from './holiday.ts'
import { readSource } from './readRule.ts'
import type { DatedCalendar } from './rule.ts'

export function readCalendar(written: CatalogueFile['calendars'][number]): DatedCalendar {
  const { id, title, place = null, from, to, rest_days: restDays, holidays, every_year: everyYear, sources, confidence } = written
  const computed = holidaysBetween(everyYear, { from, to, restDays })
  return {
    id,
    title,
    place,
    from,
    to,
    restDays,
    holidays: new Set([...holidays, ...computed]),
    sources: sources.map(readSource),
    confidence,
  }
}
