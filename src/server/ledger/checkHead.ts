// Before each signature: does the database still hold what was signed before, and by the key that is at hand?
import { sameBytes } from '../../core/ledger/bytes.ts'
import { type Checked, fails, holds } from '../../core/ledger/checked.ts'
import { openCheckpoint } from '../../core/ledger/checkpoint.ts'
import { storedRoot } from '../../core/ledger/growTree.ts'
import { judgeHead } from '../../core/ledger/judgeHead.ts'
import { LedgerFormatError } from '../../core/ledger/ledgerFormatError.ts'
import { encodeUtf8 } from '../../core/ledger/utf8.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'
import { readCheckpointAt } from './checkpointViews.ts'
import type { LedgerKeys } from './ledgerKeys.ts'
import type { LedgerRow } from './ledgerStore.ts'
import { nodeCryptography } from './nodeCryptography.ts'
import { rootAt } from './proofViews.ts'
import type { GuardedHead } from './restoreGuard.ts'

const { sha256 } = nodeCryptography

/** `lasting`: the history itself is in doubt, so every server must stop. Otherwise only this server is set up wrongly. */
export type HeadCheck = Checked & { lasting?: boolean }

/** Signed by another server, or before this one started: its checkpoint must be there, over this root, under our key. */
async function checkUnfamiliar(tx: OrganizationTx, ledger: LedgerRow, root: Uint8Array, keys: LedgerKeys): Promise<HeadCheck> {
  const { organizationId } = tx
  const checkpoint = await readCheckpointAt(tx, ledger.size)
  if (checkpoint === undefined || !sameBytes(checkpoint.root, root)) {
    return {
      ...fails(`The head of the log ${ledger.origin} does not agree with its latest checkpoint: run “tickmark fsck”.`),
      lasting: true,
    }
  }
  const signers = Array.from({ length: ledger.generation }, (_, before) => before + 1).map((generation) =>
    keys.signer({ organizationId, generation, origin: checkpointOrigin(checkpoint.note) }),
  )
  try {
    openCheckpoint(
      nodeCryptography,
      encodeUtf8(checkpoint.note),
      signers.map(({ key }) => key),
    )
    return holds
  } catch (error) {
    if (!(error instanceof LedgerFormatError)) throw error
    return fails(
      `The latest checkpoint of the log ${ledger.origin} is not signed by the key this server derives from its signing seed: put back the seed file that was used before (TICKMARK_SIGNING_SEED_FILE).`,
    )
  }
}

function checkpointOrigin(note: string): string {
  return note.slice(0, note.indexOf('\n'))
}

/** `guarded` was read before the transaction began. */
export async function checkHead(
  tx: OrganizationTx,
  ledger: LedgerRow,
  guarded: readonly GuardedHead[],
  keys: LedgerKeys,
): Promise<HeadCheck> {
  const root = rootOrNull(ledger)
  if (root === null) {
    return { ...fails(`The stored frontier of the log ${ledger.origin} does not fit its size: run “tickmark fsck”.`), lasting: true }
  }
  const known = guarded.find(({ generation, origin }) => generation === ledger.generation && origin === ledger.origin)
  if (known !== undefined && known.size >= ledger.size) {
    return { ...judgeHead(known, ledger.size, known.size === ledger.size ? root : undefined), lasting: true }
  }
  if (ledger.size > 0) {
    const checked = await checkUnfamiliar(tx, ledger, root, keys)
    if (!checked.ok) return checked
  }
  return known === undefined ? holds : { ...judgeHead(known, ledger.size, await rootAt(tx, known.size)), lasting: true }
}

function rootOrNull(ledger: LedgerRow): Uint8Array | null {
  try {
    return storedRoot(sha256, ledger)
  } catch (error) {
    if (error instanceof LedgerFormatError) return null
    throw error
  }
}
