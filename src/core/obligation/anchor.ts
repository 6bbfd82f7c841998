// Which recorded instant a deadline is counted from: a reading of a clock, or the filing of an earlier stage.
import { dateAt, endOfDay } from '../kernel/deadline.ts'
import type { Instant } from '../kernel/instant.ts'
import { type ClockId, type ClockReading, type Clocks, type Filing, filingsOf, standingReadings } from './clock.ts'
import type { Deadline, Start } from './rule.ts'

export type Anchor = { readonly kind: 'clock'; readonly reading: ClockReading } | { readonly kind: 'filing'; readonly filing: Filing }

export function instantOf(anchor: Anchor): Instant {
  return anchor.kind === 'clock' ? anchor.reading.at : anchor.filing.at
}

export function zoneOf(anchor: Anchor): string {
  return anchor.kind === 'clock' ? anchor.reading.zone : anchor.filing.zone
}

/** The strict one first. `zone`: where the year ends, for the one clock that is read off a calendar. */
export function anchorsOf(start: Start, clocks: Clocks, zone: string | null): Anchor[] {
  if (start.kind === 'clock') return readAnchors(start.clock, clocks, zone)
  const filings = filingsOf(clocks, start.rules)
  const filing = start.which === 'first' ? filings[0] : filings.at(-1)
  return filing === undefined ? [] : [{ kind: 'filing', filing }]
}

function readAnchors(clock: ClockId, clocks: Clocks, zone: string | null): Anchor[] {
  const own = standingReadings(clocks, clock)
  const readings = clock === 'year_end' && own.length === 0 ? standingReadings(clocks, 'discovery').map((from) => yearEnd(from, zone)) : own
  return readings.map((reading) => ({ kind: 'clock', reading }))
}

/** The end of a year is read off the discovery where nobody noted it. */
function yearEnd(discovery: ClockReading, zone: string | null): ClockReading {
  const where = zone ?? discovery.zone
  const year = dateAt(discovery.at, where).slice(0, 4)
  return { ...discovery, clock: 'year_end', at: endOfDay(`${year}-12-31`, where), zone: where }
}

/** What a deadline without a number, or without a firm date, is still looked at by. */
export function anchorOf(deadline: Deadline, clocks: Clocks): Anchor | null {
  if (deadline.kind === 'limit') return anchorsOf(deadline.start, clocks, null)[0] ?? null
  if (deadline.kind !== 'promptly' || deadline.clock === null) return null
  return anchorsOf({ kind: 'clock', clock: deadline.clock }, clocks, null)[0] ?? null
}
