// One file of a package on its way into the container: hashed, measured and packed as it comes, beside the others.
import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { finished } from 'node:stream/promises'
import { crc32, createDeflateRaw, deflateRawSync } from 'node:zlib'
import type { Member } from '../../core/audit/container.ts'

/** Measured on headers and openings, most of which is hashes: level 1 is half again as fast and 6 to 10 % larger, level 9 half again as slow for 1 to 2 %. */
export const packingLevel = 6

export type PackedMember = Member & {
  /** Hexadecimal, of the data as it is. */
  sha256: string
  /** The packed data: in a file, or at hand. */
  packed: string | Uint8Array
}

/** Large enough that handing a piece to the packing thread costs nothing beside packing it. */
const pieceLength = 262_144

/** For a file of any length: it is packed in another thread while the next entries are read, into a temporary file. */
export class MemberWriter {
  readonly #name: string
  readonly #path: string
  readonly #hash = createHash('sha256')
  readonly #deflate = createDeflateRaw({ level: packingLevel })
  readonly #done: Promise<void>
  /** Whoever waits for the packing to catch up. */
  #waiting: { resolve: () => void; reject: (error: unknown) => void } | undefined
  #piece = Buffer.allocUnsafe(pieceLength)
  #filled = 0
  #crc = 0
  #size = 0
  #packedSize = 0

  constructor(name: string, path: string) {
    this.#name = name
    this.#path = path
    const file = createWriteStream(path, { flags: 'wx', mode: 0o600 })
    this.#deflate.on('data', (packed: Buffer) => {
      this.#packedSize += packed.length
    })
    this.#deflate.on('error', (error) => file.destroy(error))
    this.#deflate.on('drain', () => this.#waiting?.resolve())
    this.#deflate.pipe(file)
    this.#done = finished(file)
    this.#done.catch((error: unknown) => this.#waiting?.reject(error))
  }

  get size(): number {
    return this.#size
  }

  /** Answers a promise only where the packing must be waited for. */
  write(bytes: Uint8Array): Promise<void> | undefined {
    let at = 0
    let waiting: Promise<void> | undefined
    while (at < bytes.length) {
      const part = bytes.subarray(at, at + pieceLength - this.#filled)
      this.#piece.set(part, this.#filled)
      this.#filled += part.length
      at += part.length
      if (this.#filled === pieceLength) waiting = this.#flush() ?? waiting
    }
    return waiting
  }

  #flush(): Promise<void> | undefined {
    const piece = this.#piece.subarray(0, this.#filled)
    this.#piece = Buffer.allocUnsafe(pieceLength)
    this.#filled = 0
    this.#hash.update(piece)
    this.#crc = crc32(piece, this.#crc)
    this.#size += piece.length
    if (this.#deflate.write(piece)) return undefined
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject }
    })
  }

  async finish(): Promise<PackedMember> {
    await this.#flush()
    this.#deflate.end()
    await this.#done
    const { size } = this
    return { name: this.#name, crc: this.#crc, size, packedSize: this.#packedSize, sha256: this.#hash.digest('hex'), packed: this.#path }
  }

  /** Lets go of the file when the package is given up. */
  abandon(): void {
    this.#deflate.destroy()
  }
}

export function packBytes(name: string, bytes: Uint8Array): PackedMember {
  const packed = deflateRawSync(bytes, { level: packingLevel })
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  return { name, crc: crc32(bytes), size: bytes.length, packedSize: packed.length, sha256, packed }
}
