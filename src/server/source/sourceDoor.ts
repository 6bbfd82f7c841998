// Which source a hook's key opens: one look-up by hash, remembered for a moment, so that a busy hook does not ask with every request.
import type { OrganizationId, SourceId } from '../../core/kernel/ids.ts'
import { sourceByKeyHash } from '../../database/doors.ts'
import type { Integration, SourceSettings } from '../../integrations/defineIntegration.ts'
import { integrationOf } from '../../integrations/registry.ts'
import { looksLikeSecret, secretHash } from '../http/secretToken.ts'
import type { Services } from '../services.ts'
import { isIntegrationId } from './integrationId.ts'
import { readSettings } from './sourceStore.ts'

export type OpenedSource = {
  organizationId: OrganizationId
  sourceId: SourceId
  name: string
  integration: Integration
  /** With the secret opened: never logged, never sent. */
  settings: SourceSettings
  keyHash: Uint8Array
}

/** A key that was renewed or retired is refused at once all the same: whoever writes holds it against the row. This is for strangers' floods. */
const rememberMilliseconds = 2000
const rememberAtMost = 2000

type Remembered = { until: number; source: Promise<OpenedSource | null> }

export type SourceDoor = (key: string) => Promise<OpenedSource | null>

type Needs = Pick<Services, 'database' | 'secrets'>

async function lookUp({ database, secrets }: Needs, key: string): Promise<OpenedSource | null> {
  const keyHash = secretHash(key)
  const found = await sourceByKeyHash(database, keyHash)
  if (!found || found.retiredAt !== null) return null
  if (!isIntegrationId(found.integration)) return null
  const { mapping, certificates } = readSettings(found.settings)
  const secret = found.secretSealed === null ? null : secrets.open(found.secretSealed, found.sourceId)
  return {
    organizationId: found.orgId,
    sourceId: found.sourceId,
    name: found.name,
    integration: integrationOf(found.integration),
    settings: { secret, certificates, mapping },
    keyHash,
  }
}

/** Null for a key that is unknown, retired or no key at all: the caller cannot tell which, and so neither can a stranger. */
export function sourceDoor(needs: Needs): SourceDoor {
  const remembered = new Map<string, Remembered>()
  return (key) => {
    if (!looksLikeSecret(key)) return Promise.resolve(null)
    const now = performance.now()
    const known = remembered.get(key)
    if (known && known.until > now) return known.source
    const source = lookUp(needs, key)
    // A failed look-up says nothing about the key: the next request asks again.
    source.catch(() => remembered.delete(key))
    remembered.delete(key)
    if (remembered.size >= rememberAtMost) remembered.delete(remembered.keys().next().value ?? '')
    remembered.set(key, { until: now + rememberMilliseconds, source })
    return source
  }
}
