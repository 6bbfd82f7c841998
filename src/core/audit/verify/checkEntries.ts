// What the entries are and say: all of them into the tree, every opening against its commitment, and into the populations.
import { type Opening, parseOpeningLine } from '../openingLine.ts'
import { PackageDefect } from '../packageDefect.ts'
import { paths } from '../packageLayout.ts'
import { RangeReading } from '../readRange.ts'
import type { TextTools } from '../textTools.ts'
import { readListed } from './checkBag.ts'
import { checkSeals, demandSealed, type Sealed, startSeals } from './checkSeals.ts'
import { LineCursor, readLines } from './readLines.ts'

/**
 * One pass over headers and openings side by side: the tree, the commitments, the populations. Should anything not hold, the headers are
 * looked at once more for their hashes alone: whoever drops an entry is to be told that and not what else follows from it, and what nobody sealed
 * is that, whatever reading it may have stumbled over.
 */
export async function checkEntries(sealed: Sealed): Promise<RangeReading> {
  try {
    return await readEntries(sealed)
  } catch (error) {
    await checkSeals(sealed)
    throw error
  }
}

async function readEntries({ reader, statement, log, listed, tools }: Sealed): Promise<RangeReading> {
  const { sha256, text } = tools
  const { openingSize, period } = statement
  const range = startSeals(statement, log, tools)
  const reading = new RangeReading({ sha256, text, openingSize, period })
  const openings = new OpeningCursor(readListed(reader, paths.openings, listed, tools), text)
  for await (const lines of readLines(paths.headers, readListed(reader, paths.headers, listed, tools), text)) {
    for (const line of lines) {
      const index = range.size
      range.append(line.bytes)
      if (openings.mustRefill()) await openings.refill()
      let own = openings.takeOf(index)
      // The last opening of a group may be followed by another one of the same entry.
      while (openings.mustRefill() && (await openings.refill())) own = [...own, ...openings.takeOf(index)]
      reading.take(line.bytes, own, line.text)
    }
    if (range.size > statement.closingSize) break
  }
  demandSealed(range, statement, log)
  if (openings.mustRefill()) await openings.refill()
  if (!openings.atEnd)
    throw new PackageDefect('openings', `${paths.openings} has openings that belong to none of the entries, or not in their order.`)
  demandOpened(reading)
  return reading
}

function demandOpened(reading: RangeReading): void {
  reading.incidents.demandClosed()
  const missing = reading.missing.find((one) => reading.excusedBy(one) === undefined)
  if (missing === undefined) return
  throw new PackageDefect(
    'openings',
    `The ${missing.slot} of entry #${missing.index} (${missing.kind}) is not in the package, and no entry says that it was erased${missing.obj.startsWith('inc_') ? ' or its incident made private' : ''}.`,
  )
}

class OpeningCursor {
  readonly #lines: LineCursor
  readonly #text: TextTools
  #next: (Opening & { index: number }) | undefined
  #ended = false

  constructor(pieces: AsyncIterable<Uint8Array>, text: TextTools) {
    this.#text = text
    this.#lines = new LineCursor(readLines(paths.openings, pieces, text))
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
        this.#next = parseOpeningLine(line.bytes, line.text, this.#text)
        this.#lines.advance()
      }
      if (this.#next?.index !== index) return own
      own.push(this.#next)
      this.#next = undefined
    }
  }
}
