// Connects a monitoring system: makes the source and the secret address it reports to.
import type { Actor } from '../../core/kernel/actor.ts'
import type { SourceId } from '../../core/kernel/ids.ts'
import type { Instant } from '../../core/kernel/instant.ts'
import { type SourceSetup, type SourceState, sourceEntry } from '../../core/source/source.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'
import { newSecret, secretHash } from '../http/secretToken.ts'
import { record } from '../ledger/record.ts'
import type { Services } from '../services.ts'
import { checkSetup } from './checkSetup.ts'
import { insertSource } from './sourceStore.ts'

export type NewSource = Omit<SourceSetup, 'signed'> & { secret: string | null }

/** `key` is shown once: only its hash is kept. */
export type CreatedSource = { sourceId: SourceId; key: string }

export async function createSource(
  tx: OrganizationTx,
  services: Pick<Services, 'newId' | 'secrets'>,
  by: Actor,
  { secret, ...setup }: NewSource,
  now: Instant,
): Promise<CreatedSource> {
  checkSetup(setup.integration, { ...setup, secret })
  const sourceId = services.newId('source')
  const key = newSecret()
  const source: SourceState = { ...setup, sourceId, signed: secret !== null, watchedSince: now, createdAt: now, retiredAt: null }
  const secretSealed = secret === null ? null : services.secrets.seal(secret, sourceId)
  await insertSource(tx, source, { keyHash: secretHash(key), secretSealed })
  await record(tx, [sourceEntry('source.created', source, by, now)], now)
  return { sourceId, key }
}
