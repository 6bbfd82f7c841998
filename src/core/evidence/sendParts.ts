// A file on its way in parts: how large is the next one, and what is to be done when one was not taken?
import type { RefusalCode } from '../kernel/refusal.ts'

const kib = 1024

/** A first part that gets through also where the signal is one bar. */
const firstPart = 256 * kib
const smallestPart = 64 * kib
/** More would be hashed in one go, which the page would feel; and a broken connection would show less of what came. */
const largestPart = 4 * 1024 * kib
/** So long may a part take: often enough to see it move, well within what a server waits for. */
const aimed = 3_000

export type LastPart = { bytes: number; took: number; cut: boolean }

/** Twice as much at most from one to the next, so that one lucky part does not lead into a long one. */
export function nextPartSize(last: LastPart | null): number {
  if (last === null) return firstPart
  const fits = last.cut ? last.bytes / 2 : Math.min(last.bytes * 2, (last.bytes * aimed) / Math.max(last.took, 1))
  return Math.round(Math.min(largestPart, Math.max(smallestPart, fits)))
}

/** `unreachable`: no answer; `unexpected`: one that is a defect, ours or a proxy’s. */
export type PartTrouble = RefusalCode | 'unreachable' | 'unexpected'

/** `ask`: ask where it continues, and go on there; `wait`: try again a little later; `finish`: every byte is there already. */
export type NextMove = 'ask' | 'wait' | 'finish' | 'stop'

const moves: Partial<Record<PartTrouble, NextMove>> = {
  upload_offset_wrong: 'ask',
  request_timeout: 'ask',
  already_exists: 'finish',
  unreachable: 'wait',
  unexpected: 'wait',
  not_ready: 'wait',
  too_many_attempts: 'wait',
}

export function moveAfter(trouble: PartTrouble): NextMove {
  return moves[trouble] ?? 'stop'
}

const shortestWait = 1_000
const longestWait = 30_000

/** Milliseconds; `failures` in a row. */
export function waitBeforeTry(failures: number): number {
  return Math.min(longestWait, shortestWait * 2 ** Math.max(0, failures - 1))
}

/** What somebody can do about an upload that stopped; where nothing is known better, what the server said. */
export function stoppedBecause(trouble: PartTrouble, said: string): string {
  switch (trouble) {
    case 'not_found':
      return 'The server does not know this upload any more: nothing came for too long. Begin again; nothing of it was kept.'
    case 'payload_not_readable':
      return 'What arrived is not what is in the file now: it was changed while it was sent, or it is another file of the same size. Nothing was kept. Begin again.'
    case 'not_signed_in':
      return 'You are signed out. Sign in, then go on: what was sent stays where it is.'
    case 'not_permitted':
      return `${said} What was sent stays there for a while; somebody who may keep evidence can send it.`
    default:
      return said
  }
}

/** Only the same file can be gone on with; a browser gives its name, its size and when it was last changed. */
export type FileMarks = { fileName: string; size: number; lastModified: number }

export function whyOtherFile(begun: FileMarks, chosen: FileMarks): string | null {
  if (begun.fileName !== chosen.fileName) return `It was begun with “${begun.fileName}”, and this is “${chosen.fileName}”.`
  if (begun.size !== chosen.size) return `“${begun.fileName}” has another size than when it was begun: begin again instead.`
  if (begun.lastModified !== chosen.lastModified) return `“${begun.fileName}” was changed since it was begun: begin again instead.`
  return null
}
