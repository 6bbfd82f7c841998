// Entries whose hashes were checked, on their way to whoever reads what they say: few long byte strings, so that a thread can hand them over.
import { type Slot, slots } from '../../ledger/entry.ts'
import type { Opened } from '../openingLine.ts'
import type { RangeReading } from '../readRange.ts'
import type { TextTools } from '../textTools.ts'

export type ProvenEntries = {
  /** Of one entry after another, each ended by a line feed, which no header contains. */
  headers: Uint8Array<ArrayBuffer>
  /** What their opened slots hold, end to end. */
  values: Uint8Array<ArrayBuffer>
  /** Three numbers for each of those: its entry (counted from 0 here), its slot (the place in `slots`), how many bytes. */
  opened: Int32Array<ArrayBuffer>
}

const lineFeed = 0x0a
const usualLength = 384 * 1024

export class ProvenWriter {
  readonly #headers = new GrowingBytes(usualLength)
  readonly #values = new GrowingBytes(usualLength)
  readonly #opened: number[] = []
  #count = 0

  addHeader(line: Uint8Array): void {
    this.#headers.append(line)
    this.#headers.appendByte(lineFeed)
    this.#count += 1
  }

  /** Of the header that was added last. */
  addOpened({ slot, bytes }: Opened): void {
    this.#values.append(bytes)
    this.#opened.push(this.#count - 1, slots.indexOf(slot), bytes.length)
  }

  finish(): ProvenEntries {
    return { headers: this.#headers.written(), values: this.#values.written(), opened: Int32Array.from(this.#opened) }
  }
}

/** Every entry, in order, into the reading. */
export function readProven(
  { headers, values, opened }: ProvenEntries,
  reading: Pick<RangeReading, 'takeProven'>,
  { latin1 }: Pick<TextTools, 'latin1'>,
): void {
  const valueText = latin1(values)
  let [from, place, next, at] = [0, 0, 0, 0]
  for (let end = headers.indexOf(lineFeed); end !== -1; end = headers.indexOf(lineFeed, from)) {
    const own: Opened[] = []
    for (; opened[next] === place; next += 3) {
      const until = at + (opened[next + 2] as number)
      own.push({ slot: slots[opened[next + 1] as number] as Slot, bytes: values.subarray(at, until), latin1: valueText.slice(at, until) })
      at = until
    }
    reading.takeProven(headers.subarray(from, end), own)
    from = end + 1
    place += 1
  }
}

class GrowingBytes {
  #bytes: Uint8Array<ArrayBuffer>
  #length = 0

  constructor(length: number) {
    this.#bytes = new Uint8Array(length)
  }

  append(bytes: Uint8Array): void {
    this.#demandRoom(bytes.length)
    this.#bytes.set(bytes, this.#length)
    this.#length += bytes.length
  }

  appendByte(byte: number): void {
    this.#demandRoom(1)
    this.#bytes[this.#length] = byte
    this.#length += 1
  }

  #demandRoom(more: number): void {
    if (this.#length + more <= this.#bytes.length) return
    const larger = new Uint8Array(Math.max(2 * this.#bytes.length, this.#length + more))
    larger.set(this.#bytes.subarray(0, this.#length))
    this.#bytes = larger
  }

  written(): Uint8Array<ArrayBuffer> {
    return this.#bytes.subarray(0, this.#length)
  }
}
