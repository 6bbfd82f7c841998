// From which moment are the windows of an incident's logs counted? From when it began, as far as anybody knows by now.
import type { Instant } from '../kernel/instant.ts'
import { toInstant } from '../kernel/instant.ts'
import { type ClockId, type ClockReading, standingReadings } from '../obligation/clock.ts'

/** What somebody noticed was there before it was noticed. */
const noticed: readonly ClockId[] = ['detection', 'suspicion', 'identification']

/** The earliest occurrence that nobody corrected; without one, the earliest sign of it, and the declaration at the latest. */
export function firstMoment(readings: readonly ClockReading[], declaredAt: Instant): Instant {
  const clocks = { readings, filings: [] }
  const [occurred] = standingReadings(clocks, 'occurrence')
  if (occurred !== undefined) return occurred.at
  const signs = noticed.flatMap((clock) => standingReadings(clocks, clock).map(({ at }) => at))
  return toInstant(Math.min(declaredAt, ...signs))
}
