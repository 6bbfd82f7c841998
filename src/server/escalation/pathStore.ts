// Escalation paths, and the webhooks of channels, in the database.
import type { StoredPath } from '../../core/escalation/storedPath.ts'
import type { PathId } from '../../core/kernel/ids.ts'
import type { Instant } from '../../core/kernel/instant.ts'
import { Refusal } from '../../core/kernel/refusal.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'

const columns = ['path_id as pathId', 'key', 'name', 'levels', 'changed_at as changedAt'] as const

export function listPaths({ db }: OrganizationTx): Promise<StoredPath[]> {
  return db.selectFrom('escalation_path').select(columns).orderBy('name').orderBy('path_id').execute()
}

export function pathByKey({ db }: OrganizationTx, key: string): Promise<StoredPath | undefined> {
  return db.selectFrom('escalation_path').select(columns).where('key', '=', key).executeTakeFirst()
}

export async function pathById({ db }: OrganizationTx, pathId: PathId, { lock = false } = {}): Promise<StoredPath> {
  const found = db.selectFrom('escalation_path').select(columns).where('path_id', '=', pathId)
  const row = await (lock ? found.forUpdate() : found).executeTakeFirst()
  if (row === undefined) throw new Refusal('not_found', 'There is no such escalation path.')
  return row
}

export async function insertPath({ db, organizationId }: OrganizationTx, path: StoredPath): Promise<void> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('escalation_path')
    .values({
      org_id: organizationId,
      path_id: path.pathId,
      key: path.key,
      name: path.name,
      levels: path.levels,
      changed_at: path.changedAt,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  if ((numInsertedOrUpdatedRows ?? 0n) === 0n)
    throw new Refusal('already_exists', `There is a path “${path.key}” already: change that one.`)
}

export async function updatePath({ db }: OrganizationTx, path: StoredPath): Promise<void> {
  await db
    .updateTable('escalation_path')
    .set({ name: path.name, levels: path.levels, changed_at: path.changedAt })
    .where('path_id', '=', path.pathId)
    .execute()
}

export type Channel = { name: string; urlSealed: Uint8Array; host: string; changedAt: Instant }

export async function listChannels({ db }: OrganizationTx): Promise<Channel[]> {
  const rows = await db.selectFrom('page_channel').select(['name', 'url_sealed', 'host', 'changed_at']).orderBy('name').execute()
  return rows.flatMap(({ name, url_sealed: urlSealed, host, changed_at: changedAt }) =>
    urlSealed === null || host === null ? [] : [{ name, urlSealed, host, changedAt }],
  )
}

export async function saveChannel({ db, organizationId }: OrganizationTx, { name, urlSealed, host, changedAt }: Channel): Promise<void> {
  const set = { url_sealed: urlSealed, host, changed_at: changedAt }
  await db
    .insertInto('page_channel')
    .values({ org_id: organizationId, name, ...set })
    .onConflict((conflict) => conflict.columns(['org_id', 'name']).doUpdateSet(set))
    .execute()
}

/** False where there was none. */
export async function forgetChannel({ db }: OrganizationTx, name: string, now: Instant): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('page_channel')
    .set({ url_sealed: null, host: null, changed_at: now })
    .where('name', '=', name)
    .where('url_sealed', 'is not', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}
