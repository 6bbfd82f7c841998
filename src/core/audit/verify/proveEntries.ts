// Are the entries those that were sealed, and is what they are said to hold what they committed to? Asked of bytes; nothing is interpreted.
import type { Slot } from '../../ledger/entry.ts'
import { committedIn, parseHeader } from '../../ledger/parseHeader.ts'
import { altered, isCommitted, type Opening, openedTwice, parseOpeningLine } from '../openingLine.ts'
import { PackageDefect } from '../packageDefect.ts'
import { paths } from '../packageLayout.ts'
import type { SealedRange } from '../sealedRange.ts'
import type { TextTools } from '../textTools.ts'
import { readListed } from './checkBag.ts'
import { demandSealed, type Sealed, startSeals } from './checkSeals.ts'
import { type ProvenEntries, ProvenWriter } from './provenEntries.ts'
import { type Line, LineCursor, readLines, readTextLines } from './readLines.ts'

/**
 * One pass over headers and openings side by side. What is handed on is proved only once the last group has come and the generator has
 * ended: the root is known when every header is in the tree.
 */
export async function* proveEntries({ reader, statement, log, listed, tools }: Sealed): AsyncGenerator<ProvenEntries> {
  const range = startSeals(statement, log, tools)
  const openings = new OpeningCursor(readListed(reader, paths.openings, listed, tools))
  for await (const lines of readTextLines(paths.headers, readListed(reader, paths.headers, listed, tools), tools.text)) {
    const group = new ProvenWriter()
    try {
      await proveGroup(lines, { range, openings, text: tools.text }, group)
    } catch (error) {
      // Whoever reads comes as far as this, and may find the deeper reason: that the header is none, for instance.
      yield group.finish()
      throw error
    }
    yield group.finish()
    if (range.size > statement.closingSize) break
  }
  demandSealed(range, statement, log)
  if (openings.mustRefill()) await openings.refill()
  if (!openings.atEnd)
    throw new PackageDefect('openings', `${paths.openings} has openings that belong to none of the entries, or not in their order.`)
}

type Walk = { range: SealedRange; openings: OpeningCursor; text: TextTools }

async function proveGroup(lines: readonly Line[], { range, openings, text }: Walk, group: ProvenWriter): Promise<void> {
  for (const line of lines) {
    const index = range.size
    range.append(line.bytes)
    group.addHeader(line.bytes)
    const opened = new Set<Slot>()
    do {
      if (openings.mustRefill()) await openings.refill()
      for (let opening = openings.takeOf(index); opening !== undefined; opening = openings.takeOf(index)) {
        const isWhole = isCommitted(text, committedIn(line.text, opening.slot), opening)
        if (!isWhole) throw altered(index, parseHeader(line.bytes).kind, opening.slot)
        // Before it is kept: one opening, written a million times, must not fill the memory.
        if (opened.has(opening.slot)) throw openedTwice(index, opening.slot)
        opened.add(opening.slot)
        group.addOpened(opening)
      }
      // The last opening of a group may be followed by another one of the same entry.
    } while (openings.mustRefill())
  }
}

class OpeningCursor {
  readonly #lines: LineCursor
  #next: (Opening & { index: number }) | undefined
  #ended = false

  constructor(pieces: AsyncIterable<Uint8Array>) {
    this.#lines = new LineCursor(readLines(paths.openings, pieces))
  }

  get atEnd(): boolean {
    return this.#ended && this.#next === undefined
  }

  mustRefill(): boolean {
    return !this.#ended && this.#next === undefined && this.#lines.peek() === undefined
  }

  async refill(): Promise<void> {
    this.#ended = !(await this.#lines.refill())
  }

  /** The next opening, if it is one of this entry and at hand. */
  takeOf(index: number): Opening | undefined {
    const next = this.#next ?? this.#read()
    this.#next = next
    if (next?.index !== index) return undefined
    this.#next = undefined
    return next
  }

  #read(): (Opening & { index: number }) | undefined {
    const line = this.#lines.peek()
    if (line === undefined) return undefined
    this.#lines.advance()
    return parseOpeningLine(line)
  }
}
