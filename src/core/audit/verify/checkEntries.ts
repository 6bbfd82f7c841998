// What the entries say: every opening against its commitment, and all of them into the populations.

import { type Opening, parseOpeningLine } from '../openingLine.ts'
import { PackageDefect } from '../packageDefect.ts'
import { paths } from '../packageLayout.ts'
import { RangeReading } from '../readRange.ts'
import type { Statement } from '../statement.ts'
import type { TextTools } from '../textTools.ts'
import { readListed } from './checkBag.ts'
import type { PackageReader, VerifierTools } from './packageReader.ts'
import { LineCursor, readLines } from './readLines.ts'

/** Walks headers and openings side by side; openings stand in the order of the entries, slots by name. */
export async function checkEntries(
  reader: PackageReader,
  statement: Statement,
  listed: ReadonlyMap<string, string>,
  tools: VerifierTools,
): Promise<RangeReading> {
  const { sha256, text } = tools
  const { openingSize, period } = statement
  const reading = new RangeReading({ sha256, openingSize, period, ...(text === undefined ? {} : { text }) })
  const openings = new OpeningCursor(readListed(reader, paths.openings, listed, tools), text)
  let index = openingSize
  for await (const lines of readLines(paths.headers, reader.read(paths.headers))) {
    for (const line of lines) {
      if (openings.mustRefill()) await openings.refill()
      let own = openings.takeOf(index)
      // The last opening of a group may be followed by another one of the same entry.
      while (openings.mustRefill() && (await openings.refill())) own = [...own, ...openings.takeOf(index)]
      reading.take(line, own)
      index += 1
    }
  }
  if (openings.mustRefill()) await openings.refill()
  if (!openings.atEnd)
    throw new PackageDefect('openings', `${paths.openings} has openings that belong to none of the entries, or not in their order.`)
  const missing = reading.missing.find((one) => reading.erasedBy(one) === undefined)
  if (missing !== undefined) {
    throw new PackageDefect(
      'openings',
      `The ${missing.slot} of entry #${missing.index} (${missing.kind}) is not in the package, and no entry says that it was erased.`,
    )
  }
  return reading
}

class OpeningCursor {
  readonly #lines: LineCursor
  readonly #text: TextTools | undefined
  #next: (Opening & { index: number }) | undefined
  #ended = false

  constructor(pieces: AsyncIterable<Uint8Array>, text: TextTools | undefined) {
    this.#text = text
    this.#lines = new LineCursor(readLines(paths.openings, pieces))
  }

  get atEnd(): boolean {
    return this.#ended && this.#next === undefined
  }

  mustRefill(): boolean {
    return !this.#ended && this.#next === undefined && this.#lines.peek() === undefined
  }

  async refill(): Promise<boolean> {
    if (await this.#lines.refill()) return true
    this.#ended = true
    return false
  }

  /** The openings of one entry, as far as they are at hand. */
  takeOf(index: number): Opening[] {
    const own: Opening[] = []
    for (;;) {
      const line = this.#next === undefined ? this.#lines.peek() : undefined
      if (line !== undefined) {
        this.#next = parseOpeningLine(line, this.#text)
        this.#lines.skip()
      }
      if (this.#next?.index !== index) return own
      own.push(this.#next)
      this.#next = undefined
    }
  }
}
