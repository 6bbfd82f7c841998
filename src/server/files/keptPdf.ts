// Sets PDFs one after the other, and keeps the latest: the setter takes a second and much memory, and everybody prints the same papers.
import { createHash } from 'node:crypto'
import type { Instant } from '../../core/kernel/instant.ts'
import { printPdf } from './printPdf.ts'

const mostKept = 40

const kept = new Map<string, Promise<Uint8Array>>()
let turn: Promise<unknown> = Promise.resolve()

/** `at` stands in the PDF as when it was made: the same facts are the same file. */
export function keptPdf(template: URL, facts: unknown, at: Instant): Promise<Uint8Array> {
  const key = createHash('sha256')
    .update(`${template.href}\n${at}\n${JSON.stringify(facts)}`)
    .digest('hex')
  const known = kept.get(key)
  if (known !== undefined) return known
  const printing = turn.then(() => printPdf(template, facts, at))
  turn = printing.catch(() => undefined)
  for (const oldest of kept.size >= mostKept ? [...kept.keys()].slice(0, 1) : []) kept.delete(oldest)
  kept.set(key, printing)
  // What went wrong once may go well the next time.
  printing.catch(() => kept.delete(key))
  return printing
}
