// Columns for hundreds of thousands of rows: plain numbers and UTF-8 bytes instead of objects, so that memory stays small and flat.
import { decodeUtf8, encodeUtf8, textOfUnits } from '../ledger/utf8.ts'
import type { TextTools } from './textTools.ts'

/** Numbers; NaN stands for "not known". */
export class NumberColumn {
  #values = new Float64Array(1024)
  #length = 0

  get length(): number {
    return this.#length
  }

  push(value: number | null): void {
    if (this.#length === this.#values.length) {
      const larger = new Float64Array(this.#length * 2)
      larger.set(this.#values)
      this.#values = larger
    }
    this.#values[this.#length++] = value ?? Number.NaN
  }

  get(row: number): number | null {
    const value = this.#values[row] as number
    return Number.isNaN(value) ? null : value
  }

  set(row: number, value: number | null): void {
    this.#values[row] = value ?? Number.NaN
  }

  add(row: number, value: number): void {
    this.#values[row] = (this.#values[row] as number) + value
  }
}

/** A text kept elsewhere; 0 is null. */
export type TextHandle = number

const pageSize = 1 << 20
/** A package of a small company needs no more: a page of the whole size would have to be cleared for each store of each package. */
const firstPageSize = 1 << 14
const mostShared = 20_000
const longestShared = 256
/** In a text's length: it is ASCII alone, so its bytes are its characters. */
const asciiMark = 0x80000000

/** Texts by handle. Short ones that come again (sources, rules, reasons given in bulk) are kept once. */
export class TextStore {
  readonly #tools: Pick<TextTools, 'latin1' | 'utf8'>
  #pages: Uint8Array[] = []
  #used = pageSize
  #shared = new Map<string, TextHandle>()

  constructor(tools: Pick<TextTools, 'latin1' | 'utf8'> = { latin1: textOfUnits, utf8: encodeUtf8 }) {
    this.#tools = tools
  }

  put(text: string | null): TextHandle {
    if (text === null) return 0
    const known = this.#shared.get(text)
    if (known !== undefined) return known
    const bytes = this.#tools.utf8(text)
    const handle = this.#append(bytes, bytes.length === text.length)
    if (text.length <= longestShared && this.#shared.size < mostShared) this.#shared.set(text, handle)
    return handle
  }

  get(handle: TextHandle): string | null {
    if (handle === 0) return null
    const page = this.#pages[Math.floor((handle - 1) / pageSize)] as Uint8Array
    const at = (handle - 1) % pageSize
    const marked = new DataView(page.buffer).getUint32(at, true)
    const bytes = page.subarray(at + 4, at + 4 + (marked & ~asciiMark))
    return marked >= asciiMark ? this.#tools.latin1(bytes) : decodeUtf8(bytes)
  }

  #append(bytes: Uint8Array, isAscii: boolean): TextHandle {
    const needed = bytes.length + 4
    const page = this.#pageFor(needed)
    const at = this.#used
    new DataView(page.buffer).setUint32(at, isAscii ? bytes.length + asciiMark : bytes.length, true)
    page.set(bytes, at + 4)
    this.#used += needed
    return (this.#pages.length - 1) * pageSize + at + 1
  }

  /** A text longer than a page gets a page of its own, numbered as if it were of the usual size; the first grows until it is of that size. */
  #pageFor(needed: number): Uint8Array {
    const last = this.#pages.at(-1)
    if (last === undefined || this.#used + needed > pageSize) {
      const page = new Uint8Array(Math.max(last === undefined ? firstPageSize : pageSize, needed))
      this.#pages.push(page)
      this.#used = 0
      return page
    }
    if (this.#used + needed <= last.length) return last
    const larger = new Uint8Array(Math.min(pageSize, Math.max(2 * last.length, this.#used + needed)))
    larger.set(last)
    this.#pages[this.#pages.length - 1] = larger
    return larger
  }
}

/** A column of texts in a shared store. */
export class TextColumn {
  readonly #store: TextStore
  readonly #handles = new NumberColumn()

  constructor(store: TextStore) {
    this.#store = store
  }

  push(text: string | null): void {
    this.#handles.push(this.#store.put(text))
  }

  get(row: number): string | null {
    return this.#store.get(this.#handles.get(row) ?? 0)
  }

  set(row: number, text: string | null): void {
    this.#handles.set(row, this.#store.put(text))
  }
}
