// What kind of file do these first bytes begin? By magic numbers, never by the name; when in doubt, bytes and nothing more.
import { textTypeOf } from './textType.ts'

/** Bytes of a file's beginning that are worth reading: enough for the marks below and a fair look at text. */
export const headLength = 64 * 1024

/** A media type from this module's own list. `application/octet-stream` where nothing is certain. */
export type SniffedType = string

export const unknownType: SniffedType = 'application/octet-stream'

type Mark = { type: SniffedType; at?: number; bytes: readonly number[] | string; and?: (head: Uint8Array) => boolean }

function bytesOf(mark: readonly number[] | string): readonly number[] {
  return typeof mark === 'string' ? [...mark].map((character) => character.charCodeAt(0)) : mark
}

function startsWith(head: Uint8Array, mark: readonly number[] | string, at = 0): boolean {
  const bytes = bytesOf(mark)
  return head.length >= at + bytes.length && bytes.every((byte, index) => head[at + index] === byte)
}

const follows = (mark: readonly number[] | string, at: number) => (head: Uint8Array) => startsWith(head, mark, at)

/** The first that fits. A mark shorter than four bytes says more with `and`: two letters alone begin too many texts. */
const marks: readonly Mark[] = [
  { type: 'image/png', bytes: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a], and: follows('IHDR', 12) },
  { type: 'image/jpeg', bytes: [0xff, 0xd8, 0xff], and: (head) => (head[3] ?? 0) >= 0xc0 },
  { type: 'image/gif', bytes: 'GIF87a' },
  { type: 'image/gif', bytes: 'GIF89a' },
  { type: 'image/webp', bytes: 'RIFF', and: follows('WEBPVP8', 8) },
  { type: 'image/tiff', bytes: [0x49, 0x49, 0x2a, 0x00] },
  { type: 'image/tiff', bytes: [0x4d, 0x4d, 0x00, 0x2a] },
  { type: 'image/heic', bytes: 'ftyphei', at: 4 },
  { type: 'image/avif', bytes: 'ftypavif', at: 4 },
  { type: 'video/mp4', bytes: 'ftyp', at: 4, and: (head) => head[0] === 0 },
  { type: 'video/x-matroska', bytes: [0x1a, 0x45, 0xdf, 0xa3] },
  { type: 'audio/wav', bytes: 'RIFF', and: follows('WAVE', 8) },
  { type: 'application/pdf', bytes: '%PDF-' },
  { type: 'application/postscript', bytes: '%!PS' },
  { type: 'application/rtf', bytes: '{\\rtf' },
  { type: 'application/zip', bytes: [0x50, 0x4b, 0x03, 0x04] },
  { type: 'application/zip', bytes: [0x50, 0x4b, 0x05, 0x06] },
  { type: 'application/gzip', bytes: [0x1f, 0x8b, 0x08] },
  { type: 'application/x-7z-compressed', bytes: [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c] },
  { type: 'application/x-xz', bytes: [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00] },
  { type: 'application/zstd', bytes: [0x28, 0xb5, 0x2f, 0xfd] },
  { type: 'application/x-bzip2', bytes: 'BZh', and: follows([0x31, 0x41, 0x59, 0x26, 0x53, 0x59], 4) },
  { type: 'application/vnd.rar', bytes: [0x52, 0x61, 0x72, 0x21, 0x1a, 0x07] },
  { type: 'application/x-tar', bytes: 'ustar', at: 257 },
  { type: 'application/vnd.sqlite3', bytes: 'SQLite format 3\0' },
  { type: 'application/vnd.apache.parquet', bytes: 'PAR1' },
  { type: 'application/x-cfb', bytes: [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1] },
  // What incident responders bring home: captures, event logs, memory, programs.
  { type: 'application/vnd.tcpdump.pcap', bytes: [0xd4, 0xc3, 0xb2, 0xa1] },
  { type: 'application/vnd.tcpdump.pcap', bytes: [0xa1, 0xb2, 0xc3, 0xd4] },
  { type: 'application/vnd.tcpdump.pcap', bytes: [0x4d, 0x3c, 0xb2, 0xa1] },
  { type: 'application/x-pcapng', bytes: [0x0a, 0x0d, 0x0d, 0x0a] },
  { type: 'application/x-windows-event-log', bytes: 'ElfFile\0' },
  { type: 'application/x-lime-memory', bytes: [0x45, 0x4d, 0x69, 0x4c] },
  { type: 'application/x-elf', bytes: [0x7f, 0x45, 0x4c, 0x46] },
  { type: 'application/vnd.microsoft.portable-executable', bytes: 'MZ', and: (head) => head.subarray(2, 64).includes(0) },
  { type: 'application/x-mach-binary', bytes: [0xcf, 0xfa, 0xed, 0xfe] },
  { type: 'application/x-mach-binary', bytes: [0xca, 0xfe, 0xba, 0xbe] },
  { type: 'application/wasm', bytes: [0x00, 0x61, 0x73, 0x6d] },
]

/**
 * `head` is the file's beginning, up to `headLength` bytes; `whole` says that the file ends with it, so that a character may not be cut.
 * Markup is called what it is (`text/html`, `image/svg+xml`, `application/xml`), because it must not be shown.
 */
export function sniffType(head: Uint8Array, whole: boolean): SniffedType {
  const mark = marks.find(({ bytes, at, and }) => startsWith(head, bytes, at) && (and === undefined || and(head)))
  return mark?.type ?? textTypeOf(head, whole) ?? unknownType
}
