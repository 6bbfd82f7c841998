// A stream of bytes as lines, each ended by a line feed; handed on in groups, because waiting for each would cost more than reading it.
import { PackageDefect } from '../packageDefect.ts'
import type { TextTools } from '../textTools.ts'

/** A line without its line feed: as bytes, and as Latin-1, which is cut from one text for all lines of a group. */
export type Line = { bytes: Uint8Array; text: string }

const longestLine = 16_000_000
const lineFeed = 0x0a

export async function* readTextLines(
  name: string,
  pieces: AsyncIterable<Uint8Array>,
  { latin1 }: Pick<TextTools, 'latin1'>,
): AsyncGenerator<Line[]> {
  for await (const { bytes, ends } of readGroups(name, pieces)) {
    const text = latin1(bytes)
    yield cut(ends, (from, end) => ({ bytes: bytes.subarray(from, end), text: text.slice(from, end) }))
  }
}

/** Without their line feeds. */
export async function* readLines(name: string, pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array[]> {
  for await (const { bytes, ends } of readGroups(name, pieces)) yield cut(ends, (from, end) => bytes.subarray(from, end))
}

function cut<Line>(ends: readonly number[], line: (from: number, end: number) => Line): Line[] {
  return ends.map((end, place) => line(place === 0 ? 0 : (ends[place - 1] as number) + 1, end))
}

/** `ends`: where the line feeds of whole lines stand; what follows the last of them comes with the next group. */
async function* readGroups(
  name: string,
  pieces: AsyncIterable<Uint8Array>,
): AsyncGenerator<{ bytes: Uint8Array<ArrayBuffer>; ends: number[] }> {
  let rest = new Uint8Array(0)
  for await (const piece of pieces) {
    // A plain view: Node's own buffers are three times as slow to cut.
    const bytes = rest.length === 0 ? new Uint8Array(piece.buffer as ArrayBuffer, piece.byteOffset, piece.length) : join(rest, piece)
    const ends: number[] = []
    for (let end = bytes.indexOf(lineFeed, rest.length); end !== -1; end = bytes.indexOf(lineFeed, end + 1)) ends.push(end)
    rest = bytes.slice(ends.length === 0 ? 0 : (ends.at(-1) as number) + 1)
    if (rest.length > longestLine) throw new PackageDefect('files', `${name} has a line that is longer than any entry.`)
    if (ends.length > 0) yield { bytes, ends }
  }
  if (rest.length > 0) throw new PackageDefect('files', `The last line of ${name} does not end: something is cut off.`)
}

function join(left: Uint8Array, right: Uint8Array): Uint8Array<ArrayBuffer> {
  const joined = new Uint8Array(left.length + right.length)
  joined.set(left)
  joined.set(right, left.length)
  return joined
}

/** Lines one by one, with a look at the next: for walking two files side by side. */
export class LineCursor {
  readonly #groups: AsyncGenerator<Uint8Array[]>
  #lines: Uint8Array[] = []
  #at = 0

  constructor(groups: AsyncGenerator<Uint8Array[]>) {
    this.#groups = groups
  }

  /** Undefined at the end, or where `refill` must be awaited first. */
  peek(): Uint8Array | undefined {
    return this.#lines[this.#at]
  }

  advance(): void {
    this.#at += 1
  }

  /** False at the end. */
  async refill(): Promise<boolean> {
    const next = await this.#groups.next()
    this.#lines = next.done ? [] : next.value
    this.#at = 0
    return !next.done
  }
}
