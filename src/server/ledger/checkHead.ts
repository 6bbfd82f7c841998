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

/**
 * A log's name and its key belong together: a checkpoint of this name that our key did not sign means that the seed is another one now. One of
 * an earlier name (the log went on under a new one) need not be ours any more; its root was compared.
 */
function checkKey(tx: OrganizationTx, { origin, generation }: LedgerRow, note: string, keys: LedgerKeys): HeadCheck {
  if (!note.startsWith(`${origin}\n`)) return holds
  const { key } = keys.signer({ organizationId: tx.organizationId, generation, origin })
  try {
    openCheckpoint(nodeCryptography, encodeUtf8(note), [key])
    return holds
  } catch (error) {
    if (!(error instanceof LedgerFormatError)) throw error
    return fails(
      `The latest checkpoint of the log ${origin} is not signed by the key this server derives from its signing seed: put back the seed file that was used before (TICKMARK_SIGNING_SEED_FILE).`,
    )
  }
}

/** Signed by another server, or before this one remembered anything: its checkpoint must be there, over this root. */
async function checkUnfamiliar(tx: OrganizationTx, ledger: LedgerRow, root: Uint8Array, keys: LedgerKeys): Promise<HeadCheck> {
  const checkpoint = await readCheckpointAt(tx, ledger.size)
  if (checkpoint !== undefined && sameBytes(checkpoint.root, root)) return checkKey(tx, ledger, checkpoint.note, keys)
  return { ...fails(`The head of the log ${ledger.origin} does not agree with its latest checkpoint: run “tickmark fsck”.`), lasting: true }
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
    const judged = judgeHead(known, ledger.size, known.size === ledger.size ? root : undefined)
    return judged.ok ? checkKey(tx, ledger, known.note, keys) : { ...judged, lasting: true }
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
