// When did somebody do what they tell us now? Phones are offline at times; nobody acts in the future, nor long before there was an incident.
import { day, formatInstant, type Instant, minute, parseInstant, toInstant } from '../kernel/instant.ts'
import { Refusal } from '../kernel/refusal.ts'

/** How far the clocks of phones may be ahead of ours. */
const ahead = 5 * minute
const before = 30 * day

/** Undefined: now. */
export function happenedAt(given: string | undefined, declaredAt: Instant, now: Instant, path = '/happened_at'): Instant {
  if (given === undefined) return now
  const at = parseInstant(given)
  if (at === undefined) throw unfit(path, 'a time with an offset')
  if (at > now + ahead) throw unfit(path, 'not in the future: check the clock of your device')
  if (at < declaredAt - before) {
    throw unfit(path, `not before ${formatInstant(toInstant(declaredAt - before))}, 30 days before the incident was declared`)
  }
  return toInstant(Math.min(at, now))
}

function unfit(path: string, message: string): Refusal {
  return new Refusal('invalid_request', `${path.slice(1)} must be ${message}.`, { fields: [{ path, message }] })
}
