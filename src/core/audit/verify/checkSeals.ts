// Do the headers, all of them and in their order, lead from the opening checkpoint to the closing one?
import { sameBytes } from '../../ledger/bytes.ts'
import { PackageDefect } from '../packageDefect.ts'
import { paths } from '../packageLayout.ts'
import { SealedRange } from '../sealedRange.ts'
import type { Statement } from '../statement.ts'
import { readListed } from './checkBag.ts'
import { type CheckedLog, contradicts } from './checkLog.ts'
import type { PackageReader, VerifierTools } from './packageReader.ts'
import { readLines } from './readLines.ts'

/** What the entries are read from, and what must be true of them. */
export type Sealed = {
  reader: PackageReader
  statement: Statement
  log: CheckedLog
  /** SHA-256 (hex) of every file. */
  listed: ReadonlyMap<string, string>
  tools: VerifierTools
}

/** The tree from the opening checkpoint on, watching every size for which somebody has a checkpoint. */
export function startSeals({ openingSize }: Statement, log: CheckedLog, { sha256 }: VerifierTools): SealedRange {
  return new SealedRange(sha256, openingSize, log.leftHashes, [
    ...log.heldInside.map(({ checkpoint }) => checkpoint.size),
    ...log.stamped.keys(),
  ])
}

/** Reads the headers for their hashes alone. */
export async function checkSeals({ reader, statement, log, listed, tools }: Sealed): Promise<void> {
  const range = startSeals(statement, log, tools)
  for await (const lines of readLines(paths.headers, readListed(reader, paths.headers, listed, tools))) {
    for (const line of lines) range.append(line)
    if (range.size > statement.closingSize) break
  }
  demandSealed(range, statement, log)
}

/** Before anything is believed that an entry says. */
export function demandSealed(range: SealedRange, { openingSize, closingSize }: Statement, log: CheckedLog): void {
  if (range.size !== closingSize) {
    const [has, wants] = [range.size - openingSize, closingSize - openingSize]
    const found = has > wants ? `more than the ${wants}` : `${has} of the ${wants}`
    throw new PackageDefect('entries', `${paths.headers} has ${found} entries that lie between the opening and the closing checkpoint.`)
  }
  if (!sameBytes(range.root(), log.closing.root)) {
    throw new PackageDefect(
      'entries',
      'The entries do not lead to the closing checkpoint: at least one was changed, put in, taken out, or moved, or the hashes left of them are not the log’s.',
    )
  }
  for (const { name, checkpoint } of log.heldInside) {
    const root = range.rootAt(checkpoint.size)
    if (root === undefined || !sameBytes(root, checkpoint.root)) {
      throw contradicts(name, `At size ${checkpoint.size} the entries of the package have another root.`)
    }
  }
  for (const [size, checkpoint] of log.stamped) {
    const root = range.rootAt(size)
    if (root === undefined || !sameBytes(root, checkpoint.root)) {
      throw new PackageDefect('log', `The checkpoint of size ${size} in the package has another root than its entries.`)
    }
  }
}
