// Reads an instant that the contract has found to be one in form; a day that does not exist is refused here.
import { type Instant, parseInstant } from '../../core/kernel/instant.ts'
import { Refusal } from '../../core/kernel/refusal.ts'

export function instantOf(text: string | null, path: string): Instant | null {
  if (text === null) return null
  const at = parseInstant(text)
  if (at === undefined)
    throw new Refusal('invalid_request', 'There is no such instant.', {
      fields: [{ path, message: 'is no instant between the years 1 and 9999' }],
    })
  return at
}
