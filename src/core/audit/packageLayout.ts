// What lies where in a package, and which slots it opens: the format's fixed names. A change here is a new format.
import type { EntryKind, Slot } from '../ledger/entry.ts'

/**
 * 2: with incidents, their threads, and the policies they are judged by. 3: with documents, and entries from before that they rest on. 4: with who
 * was asked to acknowledge them, by id.
 */
export const packageFormat = 'tickmark-package/4'

/** Files outside `data/`: BagIt's own, in the order in which they stand in the container, and the verifier. */
export const tagFiles = ['bagit.txt', 'bag-info.txt', 'manifest-sha256.txt', 'tagmanifest-sha256.txt', 'verify.mjs'] as const

export const paths = {
  bagit: 'bagit.txt',
  bagInfo: 'bag-info.txt',
  manifest: 'manifest-sha256.txt',
  tagManifest: 'tagmanifest-sha256.txt',
  verifier: 'verify.mjs',
  readme: 'data/README.html',
  reportPdf: 'data/report.pdf',
  reportHtml: 'data/report.html',
  statement: 'data/audit.json',
  headers: 'data/headers.jsonl',
  openings: 'data/openings.jsonl',
  openingCheckpoint: 'data/log/opening.checkpoint',
  closingCheckpoint: 'data/log/closing.checkpoint',
  finalCheckpoint: 'data/log/final.checkpoint',
  leftRange: 'data/log/left-range.json',
  /** Entries that documents rest on, from before the opening checkpoint; not there where the package begins with the log. */
  earlier: 'data/log/earlier.jsonl',
} as const

export function populationPath(name: string): string {
  return `data/populations/${name}`
}

export function receiptPath(population: string): string {
  return `data/receipts/${population}.json`
}

/** One readable page an incident. */
export function threadPath(name: string): string {
  return `data/threads/${name}.html`
}

/** The text of a policy, by its SHA-256. */
export function documentPath(sha256: string): string {
  return `data/documents/${sha256}.md`
}

export function evidencePath(sha256: string): string {
  return `data/files/${sha256}`
}

export function consistencyPath(from: number, to: number): string {
  return `data/log/consistency/${from}-${to}.json`
}

/** A checkpoint that was stamped, and for the two that decide the bracket of the period the stamp beside it. */
export function stampedPath(size: number): string {
  return `data/log/${size}.checkpoint`
}

export function stampPath(size: number): string {
  return `${stampedPath(size)}.tsr`
}

/** Tag files in their order, then the payload by name. */
export function inContainerOrder(names: readonly string[]): string[] {
  const place = new Map<string, number>(tagFiles.map((name, at) => [name, at]))
  return [...names].sort((one, other) => {
    const [left, right] = [place.get(one) ?? tagFiles.length, place.get(other) ?? tagFiles.length]
    return left - right || (one < other ? -1 : one > other ? 1 : 0)
  })
}

/** Names that people gave to programs are nobody's business here. */
const closedDetails: ReadonlySet<EntryKind> = new Set<EntryKind>(['token.created', 'token.revoked'])

/**
 * Which slots of an entry a package opens. Personal slots never: a package handed out cannot be called back. So of people it shows ids, roles and
 * since when, which say who was asked to acknowledge what; names and addresses, the directory, stay at home. Of the files that `file` slots
 * speak of, timestamps travel along; what sources sent stays at home, its hash is in the opening of the delivery.
 */
export function isOpened(kind: EntryKind, slot: Slot): boolean {
  return slot === 'file' || (slot === 'detail' && !closedDetails.has(kind))
}
