// Entries from before the opening checkpoint that the documents of the period rest on: does each lie under it, and does it say what it committed to?
import { encodeBase64 } from '../../ledger/base64.ts'
import { parseCanonical } from '../../ledger/canonicalJson.ts'
import { commitment } from '../../ledger/commitment.ts'
import type { EntryHeader, Slot, SlotValue } from '../../ledger/entry.ts'
import { LedgerFormatError } from '../../ledger/ledgerFormatError.ts'
import { foldNodes, leafHash } from '../../ledger/merkleTree.ts'
import { parseHeader } from '../../ledger/parseHeader.ts'
import { checkInclusion } from '../../ledger/treeProof.ts'
import { bearsOnDocuments } from '../bearsOnDocuments.ts'
import { type EarlierEntry, parseEarlierLine } from '../earlierLine.ts'
import { PackageDefect } from '../packageDefect.ts'
import { isOpened, paths } from '../packageLayout.ts'
import type { RangeReading } from '../readRange.ts'
import type { Statement } from '../statement.ts'
import type { CheckedLog } from './checkLog.ts'
import type { PackageReader, VerifierTools } from './packageReader.ts'
import { readLines } from './readLines.ts'

type Earlier = { reader: PackageReader; statement: Statement; log: CheckedLog; tools: VerifierTools; reading: RangeReading }

export async function checkEarlier({ reader, statement: { openingSize: size }, log, tools, reading }: Earlier): Promise<void> {
  if (size === 0) return
  if (!reader.members.some(({ name }) => name === paths.earlier))
    throw new PackageDefect('files', `${paths.earlier} is not in the package.`)
  const { sha256 } = tools
  const root = foldNodes(sha256, log.leftHashes)
  let before = -1
  for await (const lines of readLines(paths.earlier, reader.read(paths.earlier))) {
    for (const line of lines) {
      const entry = readEarlier(line)
      const { index, header: bytes, proof } = entry
      if (index <= before || index >= size)
        throw defect(`Entry #${index} does not stand in its order, or not before the opening checkpoint.`)
      const leaf = leafHash(sha256, bytes)
      const checked = checkInclusion(sha256, { index, size, leaf, proof, root })
      if (!checked.ok) throw defect(`Entry #${index} is not shown to lie under the opening checkpoint. ${checked.reason}`)
      const header = headerOf(index, bytes)
      if (!bearsOnDocuments(header)) throw defect(`Entry #${index} (${header.kind}) is not one that documents rest on.`)
      reading.documents.takeEarlier({ index, header, leafHash: encodeBase64(leaf), slots: opened(entry, header, tools) })
      before = index
    }
  }
}

function readEarlier(line: Uint8Array): EarlierEntry {
  try {
    return parseEarlierLine(line)
  } catch (error) {
    if (error instanceof LedgerFormatError) throw defect(`A line of ${paths.earlier} is not an earlier entry. ${error.message}`, error)
    throw error
  }
}

function headerOf(index: number, bytes: Uint8Array): EntryHeader {
  try {
    return parseHeader(bytes)
  } catch (error) {
    if (error instanceof LedgerFormatError) throw defect(`Entry #${index} cannot be read. ${error.message}`, error)
    throw error
  }
}

function opened({ index, openings }: EarlierEntry, header: EntryHeader, { text }: VerifierTools): Partial<Record<Slot, SlotValue>> {
  const slots: Partial<Record<Slot, SlotValue>> = {}
  for (const { slot, salt, bytes } of openings) {
    const isWanted = isOpened(header.kind, slot) && slots[slot] === undefined
    if (!isWanted || salt.length !== 32 || header.c[slot] !== commitment(text.sha256Base64, slot, salt, bytes)) {
      throw defect(`What entry #${index} (${header.kind}) is said to hold is not what was committed to: its ${slot} was altered.`)
    }
    slots[slot] = parseCanonical(bytes) as SlotValue
  }
  return slots
}

function defect(message: string, cause?: unknown): PackageDefect {
  return new PackageDefect('entries', message, cause === undefined ? undefined : { cause })
}
