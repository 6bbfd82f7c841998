// A promised length of time as the deadline engine counts it: hours run without a stop, days and months are had to their end.
import type { Duration as Promised } from '../document/duration.ts'
import type { Duration } from '../kernel/deadline.ts'
import { day } from '../kernel/instant.ts'

/** Days beside hours run as 24 hours each. Hours beside months are dropped: of two readings the earlier end is promised. */
export function countable({ months, days, milliseconds }: Promised): Duration {
  if (milliseconds === 0) return { kind: 'calendar', months, days }
  return months === 0 ? { kind: 'elapsed', milliseconds: days * day + milliseconds } : { kind: 'calendar', months, days }
}
