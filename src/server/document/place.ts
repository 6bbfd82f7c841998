// Where the next page of documents begins: what the last one of this page was ordered by, as a cursor that callers hand back unread.
import { unknownCursor } from '../http/cursor.ts'

export function writePlace(words: readonly string[]): string {
  return Buffer.from(JSON.stringify(words), 'utf8').toString('base64url')
}

/** Refuses what this list cannot have given: anybody may write a cursor, also with characters that the database has not. */
export function readPlace(cursor: string, length: number): string[] {
  const words = parsed(Buffer.from(cursor, 'base64url').toString('utf8'))
  if (!Array.isArray(words) || words.length !== length) throw unknownCursor()
  return words.map((word: unknown) => {
    if (typeof word !== 'string' || word.includes('\0') || !word.isWellFormed()) throw unknownCursor()
    return word
  })
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw unknownCursor()
  }
}
