// Changes how a source is set up, gives it a new key, or retires it.
import type { Actor } from '../../core/kernel/actor.ts'
import type { SourceId } from '../../core/kernel/ids.ts'
import type { Instant } from '../../core/kernel/instant.ts'
import { decideSourceChange, refuseRetired, type SourceChange, sourceEntry } from '../../core/source/source.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'
import { newSecret, secretHash } from '../http/secretToken.ts'
import { record } from '../ledger/record.ts'
import type { Services } from '../services.ts'
import { checkSetup } from './checkSetup.ts'
import { lockSource, type SourceSecrets, updateSource } from './sourceStore.ts'

export async function changeSource(
  tx: OrganizationTx,
  services: Pick<Services, 'secrets'>,
  by: Actor,
  sourceId: SourceId,
  change: SourceChange,
  now: Instant,
): Promise<void> {
  const before = await lockSource(tx, sourceId)
  const { source, changed } = decideSourceChange(before, change, now)
  checkSetup(source.integration, change)
  await updateSource(tx, source, sealed(services, sourceId, change.secret))
  await record(tx, [sourceEntry('source.changed', source, by, now, { changed })], now)
}

function sealed(services: Pick<Services, 'secrets'>, sourceId: SourceId, secret: string | null | undefined): SourceSecrets {
  if (secret === undefined) return {}
  return { secretSealed: secret === null ? null : services.secrets.seal(secret, sourceId) }
}

/** The old address stops working with the commit: the intake holds every key against the row it locks. */
export async function renewKey(
  tx: OrganizationTx,
  by: Actor,
  sourceId: SourceId,
  now: Instant,
): Promise<{ integration: string; key: string }> {
  const source = await lockSource(tx, sourceId)
  refuseRetired(source)
  const key = newSecret()
  await updateSource(tx, source, { keyHash: secretHash(key) })
  await record(tx, [sourceEntry('source.changed', source, by, now, { changed: ['key'] })], now)
  return { integration: source.integration, key }
}

/** Its hook closes; what it sent stays, and so does the key's hash, so that it is never given out again. */
export async function retireSource(tx: OrganizationTx, by: Actor, sourceId: SourceId, reason: string, now: Instant): Promise<void> {
  const before = await lockSource(tx, sourceId)
  refuseRetired(before)
  const source = { ...before, retiredAt: now }
  await updateSource(tx, source)
  await record(tx, [sourceEntry('source.retired', source, by, now, { reason })], now)
}
