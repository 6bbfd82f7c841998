// Shapes that more than one noun uses: ids, instants, pages.
import { z } from 'zod'
import { type Id, type IdNoun, idPattern } from '../core/kernel/ids.ts'

export function idOf<N extends IdNoun>(noun: N) {
  return z
    .string()
    .regex(idPattern(noun), `an id of the noun ${noun}`)
    .transform((text) => text as Id<N>)
}

/** RFC 3339 in UTC with milliseconds. */
export const Time = z.string().describe('RFC 3339, UTC, milliseconds: 2026-04-01T02:21:54.532Z')

/** A calendar date without a time zone; which zone it is meant in is said where it is used. */
export const CalendarDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'a date as YYYY-MM-DD')

/** No control characters but tab and line feed, and no half surrogates: what PostgreSQL's text and a CSV can hold. */
function isPlainText(text: string): boolean {
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0
    if ((code < 32 && code !== 9 && code !== 10) || code === 127 || (code >= 0xd800 && code <= 0xdfff)) return false
  }
  return true
}

/** Text people type: trimmed, without control characters but line breaks and tabs, never empty. */
export function words(most: number, least = 1) {
  return z
    .string()
    .trim()
    .min(least, `at least ${least} ${least === 1 ? 'character' : 'characters'}`)
    .max(most, `at most ${most} characters`)
    .refine(isPlainText, { message: 'no control characters' })
}

/** Who did something, with the name they had then. */
export const Who = z.object({
  id: z.string(),
  kind: z.enum(['person', 'token', 'source', 'system']),
  name: z.string(),
})

/** Where an entry stands: recorded and waiting, sealed under a checkpoint, or that checkpoint timestamped by an authority. */
export const EntryState = z.enum(['pending', 'sealed', 'timestamped'])

export const none = z.object({}).strict()

/** When a person did it, where that is not now: their phone was offline. Never after our clock, never long before the incident. */
export const HappenedAt = z.iso
  .datetime({ offset: true })
  .optional()
  .describe('when it was done, RFC 3339, if not now; not in the future, and not more than 30 days before the incident was declared')

/** Somebody of the directory, with the name they have now. */
export const Named = z.object({ id: idOf('person'), name: z.string() })

export const GivenTime = z.iso.datetime({ offset: true }).describe('RFC 3339 with its offset')
