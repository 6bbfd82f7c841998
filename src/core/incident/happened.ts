// When did it happen? A phone may have been offline, so people say; but nothing happens in the future, nor long before its incident.
import { day, type Instant, minute, parseInstant, toInstant } from '../kernel/instant.ts'
import { Refusal } from '../kernel/refusal.ts'

/** Clocks of phones go wrong by minutes; more than this is a mistake. */
const ahead = 5 * minute
const before = 30 * day

function wrong(message: string, path: string): Refusal {
  return new Refusal('invalid_request', `${message}.`, { fields: [{ path, message }] })
}

/** `declaredAt`: null while it is being declared. Never after `now`. */
export function happenedAt(given: string | undefined, declaredAt: Instant | null, now: Instant): Instant {
  if (given === undefined) return now
  const at = parseInstant(given)
  if (at === undefined) throw wrong('This is no instant between the years 1 and 9999', '/happened_at')
  if (at > now + ahead) throw wrong('It cannot have happened in the future: is the clock of this device right', '/happened_at')
  if (at < (declaredAt ?? now) - before)
    throw wrong('It cannot have happened more than 30 days before the incident was declared', '/happened_at')
  return at > now ? now : at
}

/** A statement about the past; capped at now, because clocks differ. */
export function pastInstant(given: string, path: string, now: Instant): Instant {
  const at = parseInstant(given)
  if (at === undefined) throw wrong('This is no instant between the years 1 and 9999', path)
  if (at > now + ahead) throw wrong('It must not lie in the future', path)
  return toInstant(Math.min(at, now))
}
