// Ids of entries before they have a place in the log: UUIDv7s that sort in the order in which this process made them.
import { randomBytes } from 'node:crypto'
import type { Instant } from '../../core/kernel/instant.ts'

/**
 * 42 bits of the id count up for as long as the process lives, so that entries of one millisecond stand in the order they were recorded in
 * wherever they are listed by id; the 32 bits after it are random, so that two servers do not meet.
 */
let counter = 0
const counterEnd = 2 ** 42
const lowBits = 2 ** 30

export function newEntryIds(count: number, now: Instant): string[] {
  const random = randomBytes(count * 4)
  const time = Math.max(0, now).toString(16).padStart(12, '0')
  const prefix = `${time.slice(0, 8)}-${time.slice(8)}`
  return Array.from({ length: count }, (_, place) => {
    counter = (counter + 1) % counterEnd
    const high = Math.floor(counter / lowBits)
    const low = counter % lowBits
    const first = (0x7000 + high).toString(16)
    const second = (0x8000 + Math.floor(low / 2 ** 16)).toString(16)
    const third = (low % 2 ** 16).toString(16).padStart(4, '0')
    return `${prefix}-${first}-${second}-${third}${random.toString('hex', place * 4, place * 4 + 4)}`
  })
}
