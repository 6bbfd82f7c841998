// Reads and writes sources.
import type { SourceId } from '../../core/kernel/ids.ts'
import { type Instant, isInstant } from '../../core/kernel/instant.ts'
import { Refusal } from '../../core/kernel/refusal.ts'
import type { Json } from '../../core/ledger/entry.ts'
import type { SourceState } from '../../core/source/source.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'
import type { JsonObject } from '../../database/tables.generated.ts'

/** What `source.settings` holds. */
export type KeptSettings = Pick<SourceState, 'mapping' | 'certificates'> & { watchedSince: Instant | null }

function asObject(value: Json | undefined): JsonObject | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : null
}

export function readSettings(settings: JsonObject): KeptSettings {
  const { watched_since: since } = settings
  return {
    mapping: asObject(settings.mapping),
    certificates: (asObject(settings.certificates) ?? {}) as Record<string, string>,
    watchedSince: typeof since === 'number' && isInstant(since) ? since : null,
  }
}

function writeSettings(source: SourceState): JsonObject {
  return {
    watched_since: source.watchedSince,
    ...(source.mapping ? { mapping: source.mapping as JsonObject } : {}),
    ...(Object.keys(source.certificates).length > 0 ? { certificates: source.certificates } : {}),
  }
}

/** What a source's key and secret are kept as; undefined: as they are. */
export type SourceSecrets = { keyHash?: Uint8Array; secretSealed?: Uint8Array | null }

/** Holds the row until the transaction ends, so that two changes come one after the other. */
export async function lockSource(tx: OrganizationTx, sourceId: SourceId): Promise<SourceState> {
  const row = await tx.db
    .selectFrom('source')
    .selectAll()
    .where('org_id', '=', tx.organizationId)
    .where('source_id', '=', sourceId)
    .forNoKeyUpdate()
    .executeTakeFirst()
  if (!row) throw new Refusal('not_found', 'There is no such source.')
  const settings = readSettings(row.settings)
  return {
    sourceId: row.source_id,
    name: row.name,
    integration: row.integration,
    heartbeatSeconds: row.heartbeat_seconds,
    reviewTargetSeconds: row.review_target_seconds,
    coverageIntent: row.coverage_intent,
    signed: row.secret_sealed !== null,
    mapping: settings.mapping,
    certificates: settings.certificates,
    watchedSince: settings.watchedSince ?? row.created_at,
    createdAt: row.created_at,
    retiredAt: row.retired_at,
  }
}

/** The index decides, also when two ask in the same moment; its error is named here and nowhere else. */
async function refusingTakenNames<T>(name: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    const { code, constraint } = error as { code?: unknown; constraint?: unknown }
    if (code === '23505' && constraint === 'source_name') {
      throw new Refusal(
        'already_exists',
        `There is a source named “${name}” already: give this one another name, so that people can tell them apart.`,
        {
          fields: [{ path: '/name', message: 'is taken' }],
        },
      )
    }
    throw error
  }
}

function columnsOf(source: SourceState) {
  return {
    name: source.name,
    settings: writeSettings(source),
    heartbeat_seconds: source.heartbeatSeconds,
    review_target_seconds: source.reviewTargetSeconds,
    coverage_intent: source.coverageIntent,
    retired_at: source.retiredAt,
  }
}

export async function insertSource(tx: OrganizationTx, source: SourceState, secrets: Required<SourceSecrets>): Promise<void> {
  await refusingTakenNames(source.name, () =>
    tx.db
      .insertInto('source')
      .values({
        org_id: tx.organizationId,
        source_id: source.sourceId,
        integration: source.integration,
        key_hash: secrets.keyHash,
        secret_sealed: secrets.secretSealed,
        created_at: source.createdAt,
        ...columnsOf(source),
      })
      .execute(),
  )
}

export async function updateSource(tx: OrganizationTx, source: SourceState, secrets: SourceSecrets = {}): Promise<void> {
  await refusingTakenNames(source.name, () =>
    tx.db
      .updateTable('source')
      .set({
        ...columnsOf(source),
        ...(secrets.keyHash ? { key_hash: secrets.keyHash } : {}),
        ...(secrets.secretSealed === undefined ? {} : { secret_sealed: secrets.secretSealed }),
      })
      .where('org_id', '=', tx.organizationId)
      .where('source_id', '=', source.sourceId)
      .execute(),
  )
}

/** What it takes to read what a source sends, with its secret still sealed. */
export type SourceForReading = { integration: string; secretSealed: Uint8Array | null; settings: KeptSettings }

export async function sourceForReading(tx: OrganizationTx, sourceId: SourceId): Promise<SourceForReading> {
  const row = await tx.db
    .selectFrom('source')
    .select(['integration', 'secret_sealed', 'settings'])
    .where('org_id', '=', tx.organizationId)
    .where('source_id', '=', sourceId)
    .executeTakeFirst()
  if (!row) throw new Refusal('not_found', 'There is no such source.')
  return { integration: row.integration, secretSealed: row.secret_sealed, settings: readSettings(row.settings) }
}
