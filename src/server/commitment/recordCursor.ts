// Where the next page of records begins: behind the last one of the page before, as text that callers hand back unread.
import { outcomes } from '../../core/commitment/outcome.ts'
import { isInstant } from '../../core/kernel/instant.ts'
import { Refusal } from '../../core/kernel/refusal.ts'
import type { Place } from './found.ts'

export function writeRecordCursor({ outcome, at, id }: Place): string {
  return Buffer.from(`${outcomes.indexOf(outcome)}.${at}.${id}`).toString('base64url')
}

export function readRecordCursor(cursor: string | undefined): Place | null {
  if (cursor === undefined) return null
  const text = Buffer.from(cursor, 'base64url').toString('utf8')
  const [, rank, milliseconds, id] = /^(\d)\.(-?\d{1,16})\.([\w-]{1,80})$/.exec(text) ?? []
  const [outcome, at] = [outcomes[Number(rank)], Number(milliseconds)]
  if (outcome === undefined || id === undefined || !isInstant(at)) {
    throw new Refusal('invalid_request', 'The cursor was not made by this list: begin again without one.', {
      fields: [{ path: '/cursor', message: 'is not one of ours' }],
    })
  }
  return { outcome, at, id }
}
