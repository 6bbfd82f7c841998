// An instant as it is given in a request: RFC 3339 with its offset, or a refusal that names the field.
import { type Instant, parseInstant } from '../../core/kernel/instant.ts'
import { Refusal } from '../../core/kernel/refusal.ts'

export function givenTime(text: string, path: string): Instant {
  const at = parseInstant(text)
  if (at !== undefined) return at
  const message = 'an instant with its offset, like 2026-01-05T09:00:00Z'
  throw new Refusal('invalid_request', `${path.slice(1)} must be ${message}.`, { fields: [{ path, message }] })
}

export function givenTimeOr(text: string | undefined, path: string): Instant | undefined {
  return text === undefined ? undefined : givenTime(text, path)
}
