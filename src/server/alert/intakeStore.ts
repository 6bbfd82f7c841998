// Locks the intake and reads what a batch of deliveries must be compared with: few statements, however many deliveries.
import { type RawBuilder, sql } from 'kysely'
import { type ArrivedDelivery, type EarlierDeliveries, earlierKey, type KnownAlerts } from '../../core/alert/decideIntake.ts'
import type { AlertState } from '../../core/alert/receive.ts'
import type { AlertId, DeliveryId, SourceId } from '../../core/kernel/ids.ts'
import type { Instant } from '../../core/kernel/instant.ts'
import { planOnce } from '../../database/database.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'
import { loadWatched, type WatchedSource } from '../coverage/watchStore.ts'

/**
 * Holds the organization's intake and the sources until the transaction ends, in an order that nobody reverses, and answers the next
 * alert's number; null where nothing counts them yet. What is read afterwards, by statements of their own, is what the batch before left.
 */
async function tryLockIntake(tx: OrganizationTx, sourceIds: readonly SourceId[]): Promise<number | null> {
  const org = tx.organizationId
  const { rows } = await sql<{ next: number | null }>`${sql.raw(planOnce)}
    with intake as materialized (select next from counter where org_id = ${org} and noun = 'alert' for update),
    held as materialized (select source_id from source where org_id = ${org} and source_id = any(${[...sourceIds]}) order by source_id for no key update)
    select (select next from intake) as next, (select count(*) from held) as held`.execute(tx.db)
  return rows[0]?.next ?? null
}

export type LockedIntake = { nextNumber: number; sources: WatchedSource[]; earlier: EarlierDeliveries; known: KnownAlerts }

/**
 * The locks, and all that deliveries must be compared with, asked for together: each statement sees what was committed when its own turn
 * came, and so after the locks are ours.
 */
export async function lockAndLoad(tx: OrganizationTx, asked: readonly AskedDelivery[]): Promise<LockedIntake> {
  const sourceIds = [...new Set(asked.map(({ source }) => source.sourceId))]
  const ask = () =>
    Promise.all([tryLockIntake(tx, sourceIds), loadWatched(tx, sourceIds), loadEarlier(tx, asked), loadAlertStates(tx, asked)])
  let [nextNumber, sources, earlier, known] = await ask()
  if (nextNumber === null) {
    // Without the row there was nothing to hold, and what was read may be old already.
    await sql`insert into counter (org_id, noun) values (${tx.organizationId}, 'alert') on conflict do nothing`.execute(tx.db)
    ;[nextNumber, sources, earlier, known] = await ask()
  }
  return { nextNumber: nextNumber ?? 1, sources, earlier, known }
}

/** What a delivery is compared by. */
export type AskedDelivery = Pick<ArrivedDelivery, 'refused' | 'vendorId' | 'observations'> & {
  source: { sourceId: SourceId }
  sha256: string
}

type EarlierRow = { place: number; delivery_id: DeliveryId; received_at: Instant }

/**
 * The latest delivery of the same source that was accepted, or read again, under each name. `names` is the column of what is asked for, and
 * `column` what it must equal: nothing but a plain comparison may stand between them, else row-level security keeps the index out of it.
 * Of those read again there are few, so the way leads from them (`offset 0` keeps it so): a plan made while all tables were empty once went
 * through every delivery of the source instead.
 */
async function latestBy(tx: OrganizationTx, asked: readonly AskedDelivery[], names: RawBuilder<unknown>, column: RawBuilder<unknown>) {
  if (asked.length === 0) return []
  const org = tx.organizationId
  const { rows } = await sql<EarlierRow>`${sql.raw(planOnce)}
    with asked as (
      select * from unnest(${asked.map(({ source }) => source.sourceId)}::text[], ${names}) with ordinality as asked (source_id, name, place)
    )
    select asked.place, found.delivery_id, found.received_at
    from asked
    cross join lateral (
      select d.delivery_id, d.received_at from delivery d
      where d.org_id = ${org} and d.state = 'accepted' and ${column} = asked.name and d.source_id || '' = asked.source_id
      order by d.received_at desc limit 1
    ) found
    union all
    select asked.place, d.delivery_id, i.reinterpreted_at
    from reinterpretation i
    cross join lateral (
      select d.* from delivery d where d.org_id = ${org} and d.delivery_id = i.delivery_id offset 0
    ) d
    join asked on d.source_id = asked.source_id and ${column} = asked.name
    where i.org_id = ${org}`.execute(tx.db)
  return rows.flatMap(({ place, delivery_id, received_at }) => {
    const delivery = asked[place - 1]
    return delivery ? [{ delivery, found: { deliveryId: delivery_id, receivedAt: received_at } }] : []
  })
}

/** What these may repeat: where the tool names its deliveries its name counts, else the bytes. */
async function loadEarlier(tx: OrganizationTx, deliveries: readonly AskedDelivery[]): Promise<EarlierDeliveries> {
  const readable = deliveries.filter(({ refused }) => !refused)
  const named = readable.filter(({ vendorId }) => vendorId !== null)
  const unnamed = readable.filter(({ vendorId }) => vendorId === null)
  const ids = sql`${named.map(({ vendorId }) => vendorId)}::text[]`
  const hashes = sql`${unnamed.map(({ sha256 }) => Buffer.from(sha256, 'hex'))}::bytea[]`
  const [byId, byBytes] = await Promise.all([
    latestBy(tx, named, ids, sql`d.vendor_id`),
    latestBy(tx, unnamed, hashes, sql`d.vendor_id is null and d.sha256`),
  ])
  return {
    byId: new Map(byId.map(({ delivery, found }) => [earlierKey(delivery.source.sourceId, delivery.vendorId ?? ''), found])),
    byBytes: new Map(byBytes.map(({ delivery, found }) => [earlierKey(delivery.source.sourceId, delivery.sha256), found])),
  }
}

type StateRow = {
  alert_id: AlertId
  source_id: SourceId
  fingerprint: string
  episode: number
  status: 'firing' | 'resolved'
  occurred_at: Instant | null
  ended_at: Instant | null
  first_reviewed_at: Instant | null
}

function keysOf(deliveries: readonly AskedDelivery[]): { sourceIds: SourceId[]; fingerprints: string[] } {
  const seen = new Set<string>()
  const sourceIds: SourceId[] = []
  const fingerprints: string[] = []
  for (const { source, observations } of deliveries) {
    for (const { fingerprint } of observations) {
      const key = `${source.sourceId} ${fingerprint}`
      if (seen.has(key)) continue
      seen.add(key)
      sourceIds.push(source.sourceId)
      fingerprints.push(fingerprint)
    }
  }
  return { sourceIds, fingerprints }
}

/**
 * The latest episode of everything the batch speaks of. Found first (a subquery that is computed once) and then locked in the order of their
 * ids, as reviews lock them: no new episode can come in between, because the intake is ours, and of a review that was quicker the lock shows
 * the row as it left it.
 */
async function loadAlertStates(tx: OrganizationTx, deliveries: readonly AskedDelivery[]): Promise<KnownAlerts> {
  const known: KnownAlerts = new Map()
  const { sourceIds, fingerprints } = keysOf(deliveries)
  if (fingerprints.length === 0) return known
  const org = tx.organizationId
  const { rows } = await sql<StateRow>`${sql.raw(planOnce)}
    select alert_id, source_id, fingerprint, episode, status, occurred_at, ended_at, first_reviewed_at from alert
    where org_id = ${org} and alert_id = any(array(
      select latest.alert_id
      from unnest(${sourceIds}::text[], ${fingerprints}::text[]) as asked (source_id, fingerprint)
      cross join lateral (
        select a.alert_id from alert a
        where a.org_id = ${org} and a.source_id = asked.source_id and a.fingerprint = asked.fingerprint
        order by a.episode desc limit 1
      ) latest))
    order by alert_id for no key update`.execute(tx.db)
  for (const row of rows) {
    const latest = known.get(row.source_id) ?? new Map<string, AlertState>()
    known.set(row.source_id, latest)
    latest.set(row.fingerprint, {
      alertId: row.alert_id,
      episode: row.episode,
      status: row.status,
      occurredAt: row.occurred_at,
      endedAt: row.ended_at,
      firstReviewedAt: row.first_reviewed_at,
    })
  }
  return known
}
