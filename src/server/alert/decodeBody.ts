// Undoes the content encoding of a delivery, within a limit: a few kilobytes may unfold to gigabytes.
import { promisify } from 'node:util'
import { brotliDecompress, gunzip, type InputType, inflate } from 'node:zlib'

type Unfold = (bytes: InputType, options: { maxOutputLength: number }) => Promise<Buffer>

const encodings: Record<string, Unfold> = {
  gzip: promisify(gunzip),
  'x-gzip': promisify(gunzip),
  deflate: promisify(inflate),
  br: promisify(brotliDecompress),
}

export type Decoded = { ok: true; body: Uint8Array } | { ok: false; reason: string }

/** A sender may name several encodings; nobody has a reason to name more than this. */
const mostEncodings = 3

function named(header: string | undefined): string[] {
  return (header ?? '')
    .split(',')
    .map((name) => name.trim().toLowerCase())
    .filter((name) => name !== '' && name !== 'identity')
}

/** The bytes as the tool wrote them; or in a sentence why they cannot be had, with which the delivery is kept as it came. */
export async function decodeBody(body: Uint8Array, contentEncoding: string | undefined, maxBytes: number): Promise<Decoded> {
  const names = named(contentEncoding)
  if (names.length > mostEncodings) return { ok: false, reason: 'The body is encoded more often than anybody has reason to.' }
  let bytes = body
  for (const name of names.reverse()) {
    const unfold = encodings[name]
    if (!unfold)
      return {
        ok: false,
        reason: `The content encoding ${JSON.stringify(name.slice(0, 30))} is not understood: send gzip, deflate, br or none.`,
      }
    try {
      bytes = await unfold(bytes, { maxOutputLength: maxBytes })
    } catch (error) {
      if ((error as { code?: unknown }).code === 'ERR_BUFFER_TOO_LARGE') {
        return { ok: false, reason: `The body unfolds to more than ${maxBytes} bytes, which is as much as is read.` }
      }
      return { ok: false, reason: `The body is not what its content encoding (${name}) says.` }
    }
  }
  return { ok: true, body: bytes }
}
