// Does every checkpoint state the root over its entries, signed by the key of its time?
import { sameBytes } from '../../../core/ledger/bytes.ts'
import { openCheckpoint } from '../../../core/ledger/checkpoint.ts'
import type { Frontier } from '../../../core/ledger/frontier.ts'
import { encodeHex } from '../../../core/ledger/hex.ts'
import { LedgerFormatError } from '../../../core/ledger/ledgerFormatError.ts'
import { slotInteger, slotText } from '../../../core/ledger/openedEntry.ts'
import { encodeUtf8 } from '../../../core/ledger/utf8.ts'
import type { VerifierKey } from '../../../core/ledger/verifierKey.ts'
import type { OrganizationTx } from '../../../database/inOrganization.ts'
import type { CheckpointRow } from '../checkpointViews.ts'
import type { LedgerKeys } from '../ledgerKeys.ts'
import type { LedgerRow } from '../ledgerStore.ts'
import { nodeCryptography } from '../nodeCryptography.ts'
import type { Disagreement } from './disagreement.ts'
import { checkpointsAbove, entriesOfKind } from './fsckViews.ts'
import { openEntry } from './openEntry.ts'
import { withOpenings } from './withOpenings.ts'

const pageSize = 1000

/** Under which name and key the log was signed from one size on. */
type Reign = { above: number; origin: string; key: VerifierKey }

/** A log that went on under a new name says so in an entry: checkpoints before it bear the old name, those over it the new one. */
export async function readReigns(tx: OrganizationTx, ledger: LedgerRow, keys: LedgerKeys): Promise<Reign[]> {
  const { organizationId } = tx
  const continued = (await withOpenings(tx, await entriesOfKind(tx, 'ledger.continued'))).map(([row, openings]) => openEntry(row, openings))
  const first = slotText(continued[0]?.slots.detail, 'old_origin') ?? ledger.origin
  const reign = (above: number, generation: number, origin: string): Reign => ({
    above,
    origin,
    key: keys.signer({ organizationId, generation, origin }).key,
  })
  const later = continued.map(({ index, slots: { detail } }) =>
    reign(index ?? 0, slotInteger(detail, 'generation') ?? ledger.generation, slotText(detail, 'origin') ?? ledger.origin),
  )
  return [
    reign(0, continued.length === 0 ? ledger.generation : (slotInteger(continued[0]?.slots.detail, 'old_generation') ?? 1), first),
    ...later,
  ]
}

function checkCheckpoint(row: CheckpointRow, tree: Frontier, reigns: readonly Reign[]): Disagreement[] {
  const found: Disagreement[] = []
  const say = (column: string, expected: string, says: string) =>
    found.push({ table: 'checkpoint', row: `size=${row.size}`, column, entry: null, expected, found: says })
  const root = tree.root()
  if (!sameBytes(row.root, root)) say('root', `${encodeHex(root)}, the root over its entries`, encodeHex(row.root))
  const reign = reigns.findLast(({ above }) => above < row.size)
  if (reign === undefined) return found
  try {
    const opened = openCheckpoint(nodeCryptography, encodeUtf8(row.note), [reign.key])
    if (opened.origin !== reign.origin) say('note', `a checkpoint of ${reign.origin}`, `one of ${opened.origin}`)
    if (opened.size !== row.size) say('note', `a checkpoint over ${row.size} entries`, `one over ${opened.size}`)
    if (!sameBytes(opened.root, root)) say('note', `the root ${encodeHex(root)}`, encodeHex(opened.root))
  } catch (error) {
    if (!(error instanceof LedgerFormatError)) throw error
    say('note', `a checkpoint signed by ${reign.origin}`, error.message)
  }
  return found
}

/** Checkpoints come in pages, each looked at when the tree has grown to its size. */
export class CheckpointWalk {
  readonly #tx: OrganizationTx
  readonly #reigns: readonly Reign[]
  #page: CheckpointRow[] = []
  #noMore = false
  /** Size of the last one that was passed. */
  passed = 0

  constructor(tx: OrganizationTx, reigns: readonly Reign[]) {
    this.#tx = tx
    this.#reigns = reigns
  }

  /** The first one that the tree has not reached. */
  async next(): Promise<CheckpointRow | undefined> {
    if (this.#page.length === 0 && !this.#noMore) {
      this.#page = await checkpointsAbove(this.#tx, this.passed, pageSize)
      this.#noMore = this.#page.length < pageSize
    }
    return this.#page[0]
  }

  /** Asked for every entry, and almost always no. */
  isDue(size: number): boolean {
    const [next] = this.#page
    return next === undefined ? !this.#noMore : next.size <= size
  }

  async *reach(tree: Frontier): AsyncGenerator<Disagreement> {
    for (let row = await this.next(); row !== undefined && row.size <= tree.size; row = await this.next()) {
      if (row.size === tree.size) yield* checkCheckpoint(row, tree, this.#reigns)
      this.passed = row.size
      this.#page.shift()
    }
  }
}
