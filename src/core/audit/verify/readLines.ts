// A stream of bytes as lines, each ended by a line feed; handed on in groups, because waiting for each would cost more than reading it.
import { PackageDefect } from '../packageDefect.ts'
import type { TextTools } from '../textTools.ts'

/** Without its line feed: as bytes, and as Latin-1, which is cut from one text for all lines of a group. */
export type Line = { bytes: Uint8Array; text: string }

const longestLine = 16_000_000
const lineFeed = 0x0a

export async function* readLines(
  name: string,
  pieces: AsyncIterable<Uint8Array>,
  { latin1 }: Pick<TextTools, 'latin1'>,
): AsyncGenerator<Line[]> {
  let rest = new Uint8Array(0)
  for await (const piece of pieces) {
    // A plain view: Node's own buffers are three times as slow to cut.
    const bytes = rest.length === 0 ? new Uint8Array(piece.buffer, piece.byteOffset, piece.length) : join(rest, piece)
    const text = latin1(bytes)
    const lines: Line[] = []
    let from = 0
    for (let end = bytes.indexOf(lineFeed, rest.length); end !== -1; end = bytes.indexOf(lineFeed, from)) {
      lines.push({ bytes: bytes.subarray(from, end), text: text.slice(from, end) })
      from = end + 1
    }
    rest = bytes.slice(from)
    if (rest.length > longestLine) throw new PackageDefect('files', `${name} has a line that is longer than any entry.`)
    if (lines.length > 0) yield lines
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
  readonly #groups: AsyncGenerator<Line[]>
  #lines: Line[] = []
  #at = 0

  constructor(groups: AsyncGenerator<Line[]>) {
    this.#groups = groups
  }

  /** Undefined at the end, or where `refill` must be awaited first. */
  peek(): Line | undefined {
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
