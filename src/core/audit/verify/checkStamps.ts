// The timestamps a package carries: each is the file its anchor entry committed to, is over the checkpoint it says, and is judged by the reader's authorities.
import type { Instant } from '../../kernel/instant.ts'
import { sameBytes } from '../../ledger/bytes.ts'
import { type OpenedCheckpoint, stampedBytes } from '../../ledger/checkpoint.ts'
import { LedgerFormatError } from '../../ledger/ledgerFormatError.ts'
import { parseTimestampResponse } from '../../ledger/timestampToken.ts'
import { PackageDefect } from '../packageDefect.ts'
import { evidencePath, stampedPath, stampPath } from '../packageLayout.ts'
import type { RangeReading, RecordedAnchor } from '../readRange.ts'
import type { Statement } from '../statement.ts'
import type { CheckedLog } from './checkLog.ts'
import { type PackageReader, readSmall, type VerifyOptions } from './packageReader.ts'

/** A checkpoint of `size` entries that an authority the reader trusts saw at `at`; the entry that says so has the index `entry`. */
export type TrustedStamp = { size: number; at: Instant; entry: number; authority: string }

export type CheckedStamps = {
  trusted: TrustedStamp[]
  /** Not judged, because no authority was named. */
  unjudged: number
  /** Not to be believed by the authorities named, with the first reason. */
  untrusted: { count: number; reason: string | null }
  /** Paths of the files that belong to the timestamps. */
  paths: Set<string>
}

export async function checkStamps(
  reader: PackageReader,
  { openingSize, closingSize }: Statement,
  reading: RangeReading,
  log: CheckedLog,
  options: VerifyOptions,
): Promise<CheckedStamps> {
  const stamps: CheckedStamps = { trusted: [], unjudged: 0, untrusted: { count: 0, reason: null }, paths: new Set() }
  const names = new Set(reader.members.map(({ name }) => name))
  for (const anchor of reading.anchors) {
    if (anchor.kind !== 'timestamp' || anchor.file === null || anchor.size === null) continue
    const path = evidencePath(anchor.file)
    if (!names.has(path)) throw new PackageDefect('timestamps', `The timestamp of entry #${anchor.index} (${path}) is not in the package.`)
    stamps.paths.add(path)
    // An anchor over a checkpoint from before the package says nothing about its entries.
    if (anchor.size < openingSize || anchor.size > closingSize) continue
    const checkpoint = log.stamped.get(anchor.size)
    if (checkpoint === undefined) {
      throw new PackageDefect(
        'timestamps',
        `The checkpoint of size ${anchor.size}, which entry #${anchor.index} says was stamped, is not in the package.`,
      )
    }
    stamps.paths.add(stampedPath(anchor.size))
    if (names.has(stampPath(anchor.size))) stamps.paths.add(stampPath(anchor.size))
    await judge(stamps, anchor, checkpoint, await readSmall(reader, path), options)
  }
  return stamps
}

async function judge(
  stamps: CheckedStamps,
  anchor: RecordedAnchor,
  checkpoint: OpenedCheckpoint,
  stamp: Uint8Array,
  { tools, checkStamp }: VerifyOptions,
): Promise<void> {
  const datas = checkpoint.signatures.map((signature) => stampedBytes(checkpoint.text, signature))
  const data = datas.find((one) => isOver(stamp, tools.sha256(one)))
  if (data === undefined) {
    throw new PackageDefect('timestamps', `The timestamp of entry #${anchor.index} is not over the checkpoint of size ${checkpoint.size}.`)
  }
  if (checkStamp === null) {
    stamps.unjudged += 1
    return
  }
  const checked = checkStamp(stamp, data)
  if (checked.ok) stamps.trusted.push({ size: checkpoint.size, at: checked.at, entry: anchor.index, authority: checked.authority })
  else {
    stamps.untrusted.count += 1
    stamps.untrusted.reason ??= checked.reason
  }
}

function isOver(stamp: Uint8Array, sha256: Uint8Array): boolean {
  try {
    const imprint = parseTimestampResponse(stamp).token?.imprint
    return imprint !== undefined && imprint.algorithm === 'sha256' && sameBytes(imprint.hash, sha256)
  } catch (error) {
    if (error instanceof LedgerFormatError) return false
    throw error
  }
}
