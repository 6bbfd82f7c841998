// Where the next page of a list begins: the sort keys of the last row, as text that callers hand back unread.
import { type Instant, isInstant } from '../../core/kernel/instant.ts'
import { Refusal } from '../../core/kernel/refusal.ts'

/** The row's instant, and what tells apart rows of the same instant: a number or an id. */
export type Cursor = { at: Instant; last: string }

export function writeCursor(at: Instant, last: string | number): string {
  return Buffer.from(`${at}.${last}`).toString('base64url')
}

/** Null where no cursor was given: the first page. */
export function readCursor(cursor: string | undefined): Cursor | null {
  if (cursor === undefined) return null
  const [, milliseconds, last] = /^(-?\d{1,16})\.([a-z0-9_]{1,40})$/.exec(Buffer.from(cursor, 'base64url').toString('utf8')) ?? []
  const at = Number(milliseconds)
  if (milliseconds === undefined || last === undefined || !isInstant(at)) throw unknownCursor()
  return { at, last }
}

export function unknownCursor(): Refusal {
  return new Refusal('invalid_request', 'The cursor was not made by this list: begin again without one.', {
    fields: [{ path: '/cursor', message: 'is not one of ours' }],
  })
}
