// The checkpoints of a package: signed by the reader's key, in order, and agreeing with every checkpoint the reader kept.
import { sameBytes } from '../../ledger/bytes.ts'
import { type OpenedCheckpoint, openCheckpoint } from '../../ledger/checkpoint.ts'
import { LedgerFormatError } from '../../ledger/ledgerFormatError.ts'
import { emptyRoot, foldNodes, popcount } from '../../ledger/merkleTree.ts'
import { checkConsistency } from '../../ledger/treeProof.ts'
import { parseConsistency, parseLeftRange } from '../logFiles.ts'
import { PackageDefect } from '../packageDefect.ts'
import { consistencyPath, paths, stampedPath } from '../packageLayout.ts'
import type { Statement } from '../statement.ts'
import { type HeldCheckpoint, type PackageReader, readSmall, type VerifyOptions } from './packageReader.ts'

export type Held = { name: string; checkpoint: OpenedCheckpoint }

export type CheckedLog = {
  leftHashes: Uint8Array[]
  closing: OpenedCheckpoint
  final: OpenedCheckpoint
  /** Those the reader kept, within the entries of the package: their roots must be met on the way. */
  heldInside: Held[]
  /** Older than the package, and connected to it by a proof. */
  heldBefore: Held[]
  /** As new as, or newer than, its last checkpoint. */
  heldAfter: Held[]
  /** Sizes for which the package carries a checkpoint that was stamped. */
  stamped: Map<number, OpenedCheckpoint>
}

export async function checkLog(reader: PackageReader, statement: Statement, options: VerifyOptions): Promise<CheckedLog> {
  const { openingSize, closingSize } = statement
  const open = (path: string) => openOwn(reader, path, options)
  const closing = await open(paths.closingCheckpoint)
  if (closing.size !== closingSize || closing.origin !== statement.origin) {
    throw new PackageDefect('log', 'The closing checkpoint is not the one that data/audit.json names.')
  }
  const leftHashes = await checkOpening(reader, openingSize, options)
  const openingRoot = foldNodes(options.tools.sha256, leftHashes)
  const final = await checkFinal(reader, closing, options)
  const stamped = await openStamped(reader, statement, options)
  const held = options.held.map((one) => openHeld(one, options))
  const heldBefore = held.filter(({ checkpoint }) => checkpoint.size < openingSize)
  for (const one of heldBefore) await checkHeldBefore(reader, one, { size: openingSize, root: openingRoot }, options)
  const heldAfter = held.filter(({ checkpoint }) => checkpoint.size > closingSize)
  for (const one of heldAfter) checkHeldAfter(one, final)
  const heldInside = held.filter(({ checkpoint: { size } }) => size >= openingSize && size <= closingSize)
  return { leftHashes, closing, final, heldInside, heldBefore, heldAfter, stamped }
}

async function openOwn(reader: PackageReader, path: string, { tools, keys }: VerifyOptions): Promise<OpenedCheckpoint> {
  try {
    const checkpoint = openCheckpoint(tools, await readSmall(reader, path), keys)
    if (checkpoint.extensions.length > 0) throw new PackageDefect('log', `${path} says more than a checkpoint of Tickmark does.`)
    return checkpoint
  } catch (error) {
    if (error instanceof LedgerFormatError)
      throw new PackageDefect('log', `${path} is not to be believed. ${error.message}`, { cause: error })
    throw error
  }
}

/** The tree up to the opening checkpoint as the few hashes it is folded from; none where the package begins with the log itself. */
async function checkOpening(reader: PackageReader, openingSize: number, options: VerifyOptions): Promise<Uint8Array[]> {
  const { size, hashes } = parseLeftRange(paths.leftRange, await readSmall(reader, paths.leftRange))
  if (size !== openingSize || hashes.length !== popcount(openingSize)) {
    throw new PackageDefect('log', `${paths.leftRange} does not hold the hashes left of the opening checkpoint.`)
  }
  if (openingSize === 0) return []
  const opening = await openOwn(reader, paths.openingCheckpoint, options)
  if (opening.size !== openingSize) throw new PackageDefect('log', 'The opening checkpoint is not the one that data/audit.json names.')
  if (!sameBytes(foldNodes(options.tools.sha256, hashes), opening.root)) {
    throw new PackageDefect('log', `${paths.leftRange} does not lead to the root of the opening checkpoint.`)
  }
  return hashes
}

async function checkFinal(reader: PackageReader, closing: OpenedCheckpoint, options: VerifyOptions): Promise<OpenedCheckpoint> {
  if (!reader.members.some(({ name }) => name === paths.finalCheckpoint)) return closing
  const final = await openOwn(reader, paths.finalCheckpoint, options)
  if (final.size <= closing.size) throw new PackageDefect('log', 'The final checkpoint is not later than the closing one.')
  const path = consistencyPath(closing.size, final.size)
  const { from, to, hashes } = parseConsistency(path, await readSmall(reader, path))
  if (from !== closing.size || to !== final.size) throw new PackageDefect('log', `${path} is about other checkpoints than its name says.`)
  const checked = checkConsistency(options.tools.sha256, {
    ...{ size1: closing.size, root1: closing.root, size2: final.size, root2: final.root },
    proof: hashes,
  })
  if (!checked.ok) throw new PackageDefect('log', `The final checkpoint does not extend the closing one. ${checked.reason}`)
  return final
}

const stampedName = /^data\/log\/(\d+)\.checkpoint$/

async function openStamped(reader: PackageReader, statement: Statement, options: VerifyOptions): Promise<Map<number, OpenedCheckpoint>> {
  const stamped = new Map<number, OpenedCheckpoint>()
  for (const { name } of reader.members) {
    const size = Number(stampedName.exec(name)?.[1] ?? Number.NaN)
    if (Number.isNaN(size)) continue
    const checkpoint = await openOwn(reader, name, options)
    if (checkpoint.size !== size || name !== stampedPath(size) || size < statement.openingSize || size > statement.closingSize) {
      throw new PackageDefect('log', `${name} is not the checkpoint that its name says.`)
    }
    stamped.set(size, checkpoint)
  }
  return stamped
}

function openHeld({ name, note }: HeldCheckpoint, { tools, keys }: VerifyOptions): Held {
  try {
    return { name, checkpoint: openCheckpoint(tools, note, keys) }
  } catch (error) {
    if (error instanceof LedgerFormatError) {
      throw new PackageDefect(
        'held',
        `The checkpoint you hold (${name}) is none of this log, or not signed by the given key. ${error.message}`,
        { cause: error },
      )
    }
    throw error
  }
}

async function checkHeldBefore(
  reader: PackageReader,
  { name, checkpoint }: Held,
  opening: { size: number; root: Uint8Array },
  { tools }: VerifyOptions,
): Promise<void> {
  if (checkpoint.size === 0) {
    if (sameBytes(checkpoint.root, emptyRoot(tools.sha256))) return
    throw new PackageDefect('held', `The checkpoint you hold (${name}) is of size 0 and has a root that no empty log has.`)
  }
  const path = consistencyPath(checkpoint.size, opening.size)
  if (!reader.members.some((member) => member.name === path)) {
    throw new PackageDefect(
      'held',
      `The checkpoint you hold (${name}, size ${checkpoint.size}) is older than the package’s first one, and the package has no proof that leads from it to there. Ask for the consistency proof from ${checkpoint.size} to ${opening.size}, or for a package whose period begins earlier.`,
    )
  }
  const { from, to, hashes } = parseConsistency(path, await readSmall(reader, path))
  const claim = { size1: checkpoint.size, root1: checkpoint.root, size2: opening.size, root2: opening.root, proof: hashes }
  const checked = checkConsistency(tools.sha256, claim)
  if (from !== checkpoint.size || to !== opening.size || !checked.ok) {
    throw contradicts(name, checked.ok ? `${path} is about other checkpoints than its name says.` : checked.reason)
  }
}

function checkHeldAfter({ name, checkpoint }: Held, final: OpenedCheckpoint): void {
  if (checkpoint.size === final.size) {
    if (!sameBytes(checkpoint.root, final.root)) throw contradicts(name, 'Two trees of one size have different roots.')
    return
  }
  throw new PackageDefect(
    'held',
    `The checkpoint you hold (${name}, size ${checkpoint.size}) is not covered by the package, whose last checkpoint is of size ${final.size}: the package is older than what you hold. Ask for one that was built later.`,
  )
}

export function contradicts(name: string, reason: string): PackageDefect {
  return new PackageDefect(
    'held',
    `The log of this package contradicts the checkpoint you hold (${name}): one of the two was not always so. ${reason}`,
  )
}
