// After a restored copy stopped the signing: goes on, as before once it agrees again, or under a new name that says what was lost.
import { systemActor } from '../../core/kernel/actor.ts'
import type { OrganizationId } from '../../core/kernel/ids.ts'
import { Refusal } from '../../core/kernel/refusal.ts'
import { encodeBase64 } from '../../core/ledger/base64.ts'
import type { NewEntry } from '../../core/ledger/entry.ts'
import { formatVerifierKey } from '../../core/ledger/verifierKey.ts'
import { inOrganization, type OrganizationTx } from '../../database/inOrganization.ts'
import { checkHead } from './checkHead.ts'
import { learnHeads } from './learnHeads.ts'
import { type LedgerRow, lockLedger, saveHalt, saveOrigin } from './ledgerStore.ts'
import { newOrigin } from './openLedger.ts'
import { rootAt } from './proofViews.ts'
import { record } from './record.ts'
import { type GuardedHead, readGuardedHeads } from './restoreGuard.ts'
import { type SealServices, sealAll } from './sealLedger.ts'

const actor = systemActor('operator')

async function demandLedger(tx: OrganizationTx): Promise<LedgerRow> {
  const ledger = await lockLedger(tx)
  if (ledger === undefined) throw new Refusal('not_found', `There is no ledger of the organization ${tx.organizationId}.`)
  return ledger
}

/** Lifts a halt whose cause is gone: the right copy is back, or the right signing seed. Answers the size. */
export async function resumeLedger(services: SealServices, organizationId: OrganizationId): Promise<number> {
  await learnHeads(services, organizationId)
  const guarded = await readGuardedHeads(services.config.dataDirectory, organizationId)
  return inOrganization(services.database, organizationId, actor, async (tx) => {
    const ledger = await demandLedger(tx)
    if (ledger.halted === null) throw new Refusal('nothing_changed', `The log ${ledger.origin} is not halted.`)
    const checked = await checkHead(tx, ledger, guarded, services.ledgerKeys)
    if (!checked.ok) throw new Refusal('ledger_halted', checked.reason)
    await saveHalt(tx, null)
    return ledger.size
  })
}

export type Continued = { origin: string; verifierKey: string; before: { origin: string; size: number }; kept: number }

/** Names the head that was signed and is lost, and what is left of it; both roots, so that whoever holds either can compare. */
async function continuedEntry(
  tx: OrganizationTx,
  ledger: LedgerRow,
  lost: GuardedHead | undefined,
  next: { origin: string; generation: number },
  reason: string,
  now: SealServices['clock'],
): Promise<NewEntry> {
  return {
    kind: 'ledger.continued',
    act: 'system',
    obj: tx.organizationId,
    at: now(),
    ctl: [],
    detail: {
      origin: next.origin,
      generation: next.generation,
      old_origin: ledger.origin,
      old_generation: ledger.generation,
      old_size: lost?.size ?? ledger.size,
      old_root: encodeBase64(lost?.root ?? (await rootAt(tx, ledger.size))),
      kept_size: ledger.size,
      kept_root: encodeBase64(await rootAt(tx, ledger.size)),
      reason,
    },
  }
}

/**
 * The entries that are left stay where they are, and the log goes on behind them under a new origin and a new key: no checkpoint of the
 * new name can be taken for one that extends the old, and an auditor who pinned the old key is told by his verifier.
 */
export async function continueLedger(services: SealServices, organizationId: OrganizationId, reason: string): Promise<Continued> {
  const { database, config, ledgerKeys, clock } = services
  await learnHeads(services, organizationId)
  const guarded = await readGuardedHeads(config.dataDirectory, organizationId)
  const continued = await inOrganization<Continued>(database, organizationId, actor, async (tx) => {
    const ledger = await demandLedger(tx)
    const checked = await checkHead(tx, ledger, guarded, ledgerKeys)
    if (ledger.halted === null && checked.ok) {
      throw new Refusal('nothing_changed', `Nothing keeps the log ${ledger.origin} from being signed as it is.`)
    }
    const generation = Math.max(ledger.generation, ...guarded.map((head) => head.generation)) + 1
    const origin = newOrigin(config.publicUrl)
    const lost = guarded.find((head) => head.generation === ledger.generation && head.origin === ledger.origin)
    await record(tx, [await continuedEntry(tx, ledger, lost, { origin, generation }, reason, clock)], clock())
    await saveOrigin(tx, origin, generation)
    const { key } = ledgerKeys.signer({ organizationId, generation, origin })
    return {
      origin,
      verifierKey: formatVerifierKey(key),
      before: { origin: ledger.origin, size: lost?.size ?? ledger.size },
      kept: ledger.size,
    }
  })
  await sealAll(services, organizationId)
  return continued
}
