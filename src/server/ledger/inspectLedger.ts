// Looks at one ledger as if to sign it, without sealing anything: may it be signed, and if not, why?
import { systemActor } from '../../core/kernel/actor.ts'
import type { OrganizationId } from '../../core/kernel/ids.ts'
import { type Checked, fails, holds } from '../../core/ledger/checked.ts'
import { inOrganization } from '../../database/inOrganization.ts'
import { checkHead } from './checkHead.ts'
import { learnHeads } from './learnHeads.ts'
import { lockLedger, saveHalt } from './ledgerStore.ts'
import { readGuardedHeads } from './restoreGuard.ts'
import type { SealServices } from './sealLedger.ts'

/** At the start, and when an operator asks to go on as before. Whatever lasts is kept with the ledger, so that every server stops. */
export async function inspectLedger(services: SealServices, organizationId: OrganizationId): Promise<Checked> {
  const { database, config, ledgerKeys } = services
  await learnHeads(services, organizationId)
  const guarded = await readGuardedHeads(config.dataDirectory, organizationId)
  return inOrganization<Checked>(database, organizationId, systemActor('sealing'), async (tx) => {
    const ledger = await lockLedger(tx)
    if (ledger === undefined) return holds
    if (ledger.halted !== null) return fails(ledger.halted)
    const checked = await checkHead(tx, ledger, guarded, ledgerKeys)
    if (!checked.ok && checked.lasting) await saveHalt(tx, checked.reason)
    return checked
  })
}
