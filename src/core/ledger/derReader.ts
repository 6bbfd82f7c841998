// Reads DER (X.690), the byte format of certificates and timestamps, strictly: one length form, nothing left over, bounded depth.
import { LedgerFormatError } from './ledgerFormatError.ts'
import { decodeUtf8, textOfUnits } from './utf8.ts'

export const derTag = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  null: 0x05,
  oid: 0x06,
  utf8String: 0x0c,
  printableString: 0x13,
  teletexString: 0x14,
  ia5String: 0x16,
  utcTime: 0x17,
  generalizedTime: 0x18,
  bmpString: 0x1e,
  sequence: 0x30,
  set: 0x31,
} as const

/** `[n]` as it stands in a definition: constructed (a value inside) or primitive (the bytes of an implicitly tagged simple type). */
export function contextTag(number: number, form: 'constructed' | 'primitive' = 'constructed'): number {
  return (form === 'constructed' ? 0xa0 : 0x80) | number
}

/** `content` without tag and length, `whole` with them: what hashes and comparisons are made of. */
export type DerValue = { tag: number; content: Uint8Array; whole: Uint8Array }

/** A cursor over the values that stand one after another in some bytes. */
export class DerReader {
  readonly #bytes: Uint8Array
  readonly #what: string
  #at = 0

  /** `what` names the thing that is read, for the sentence when it is not that. */
  constructor(bytes: Uint8Array, what: string) {
    this.#bytes = bytes
    this.#what = what
  }

  get atEnd(): boolean {
    return this.#at === this.#bytes.length
  }

  nextIs(tag: number): boolean {
    return this.#bytes[this.#at] === tag
  }

  next(tag?: number): DerValue {
    const start = this.#at
    const found = this.#byte()
    if (tag !== undefined && found !== tag) this.fail(`tag ${hex(tag)} is missing`)
    // All tags in certificates and timestamps are below 31; the longer form would give one tag two spellings.
    if ((found & 0x1f) === 0x1f) this.fail('a tag has the long form')
    const length = this.#length()
    if (length > this.#bytes.length - this.#at) this.fail('it ends too early')
    const content = this.#bytes.subarray(this.#at, this.#at + length)
    this.#at += length
    return { tag: found, content, whole: this.#bytes.subarray(start, this.#at) }
  }

  optional(tag: number): DerValue | undefined {
    return this.nextIs(tag) ? this.next(tag) : undefined
  }

  /** The values inside the next one, which must have this tag. */
  enter(tag: number): DerReader {
    return new DerReader(this.next(tag).content, this.#what)
  }

  sequence(): DerReader {
    return this.enter(derTag.sequence)
  }

  all(): DerValue[] {
    const values: DerValue[] = []
    while (!this.atEnd) values.push(this.next())
    return values
  }

  /** Demands that nothing follows: bytes nobody looks at could say anything. */
  end(): void {
    if (!this.atEnd) this.fail('something follows its end')
  }

  oid(): string {
    return parseOid(this.next(derTag.oid).content)
  }

  integer(tag: number = derTag.integer): bigint {
    return parseInteger(this.next(tag).content)
  }

  /** For versions, lengths and other numbers that are small whatever happens. */
  smallInteger(tag: number = derTag.integer): number {
    const value = this.integer(tag)
    if (value < 0n || value > 0x7fffffffn) this.fail('a number is out of range')
    return Number(value)
  }

  boolean(): boolean {
    const { content } = this.next(derTag.boolean)
    if (content.length !== 1 || (content[0] !== 0 && content[0] !== 0xff)) this.fail('a boolean is neither true nor false')
    return content[0] === 0xff
  }

  octets(): Uint8Array {
    return this.next(derTag.octetString).content
  }

  fail(reason: string): never {
    throw new LedgerFormatError(`This is not ${this.#what}: ${reason}.`)
  }

  #byte(): number {
    const byte = this.#bytes[this.#at]
    if (byte === undefined) this.fail('it ends too early')
    this.#at += 1
    return byte
  }

  #length(): number {
    const first = this.#byte()
    if (first < 0x80) return first
    const count = first & 0x7f
    if (count === 0 || count > 4) this.fail('a length is indefinite or too long')
    let length = 0
    for (let at = 0; at < count; at++) length = length * 256 + this.#byte()
    if (length < 0x80 || length < 256 ** (count - 1)) this.fail('a length is not in its shortest form')
    return length
  }
}

/** The one value that the bytes consist of. */
export function readDer(bytes: Uint8Array, what: string): DerReader {
  const outer = new DerReader(bytes, what)
  const inner = outer.sequence()
  outer.end()
  return inner
}

function hex(tag: number): string {
  return `0x${tag.toString(16).padStart(2, '0')}`
}

export function parseOid(content: Uint8Array): string {
  const numbers: bigint[] = []
  let value = 0n
  let begun = false
  for (const byte of content) {
    if (!begun && byte === 0x80) throw new LedgerFormatError('An object identifier is not in its shortest form.')
    value = (value << 7n) | BigInt(byte & 0x7f)
    begun = (byte & 0x80) !== 0
    if (begun) continue
    numbers.push(value)
    value = 0n
  }
  const [first, ...rest] = numbers
  if (begun || first === undefined || content.length > 64) throw new LedgerFormatError('An object identifier is incomplete or too long.')
  const top = first < 80n ? first / 40n : 2n
  return [top, first - top * 40n, ...rest].join('.')
}

export function parseInteger(content: Uint8Array): bigint {
  const [first, second] = content
  const padded = second !== undefined && ((first === 0 && second < 0x80) || (first === 0xff && second >= 0x80))
  if (first === undefined || padded || content.length > 1024)
    throw new LedgerFormatError('An integer is not in its shortest form, or too long.')
  let value = first >= 0x80 ? -1n : 0n
  for (const byte of content) value = (value << 8n) | BigInt(byte)
  return value
}

/** Text of a name or a status, as far as it is one of the kinds of text in use; undefined otherwise. */
export function parseText({ tag, content }: DerValue): string | undefined {
  switch (tag) {
    case derTag.utf8String:
      return decodeUtf8(content)
    case derTag.printableString:
    case derTag.ia5String:
    case derTag.teletexString:
      return textOfUnits(content)
    case derTag.bmpString:
      return textOfUnits(
        Uint16Array.from({ length: content.length >> 1 }, (_, at) => ((content[at * 2] ?? 0) << 8) | (content[at * 2 + 1] ?? 0)),
      )
    default:
      return undefined
  }
}
