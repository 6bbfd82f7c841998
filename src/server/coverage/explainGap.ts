// Records why a source was silent.
import { decideExplanation } from '../../core/coverage/explainGap.ts'
import type { PersonActor, TokenActor } from '../../core/kernel/actor.ts'
import type { GapId } from '../../core/kernel/ids.ts'
import type { Instant } from '../../core/kernel/instant.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'
import { record } from '../ledger/record.ts'
import { lockGap, saveExplanation } from './gapStore.ts'

export async function explainGap(
  tx: OrganizationTx,
  by: PersonActor | TokenActor,
  gapId: GapId,
  explanation: string,
  now: Instant,
): Promise<void> {
  const gap = await lockGap(tx, gapId)
  const entry = decideExplanation(gap, by, explanation, now)
  await saveExplanation(tx, gapId, { explanation, by, at: now })
  await record(tx, [entry], now)
}
