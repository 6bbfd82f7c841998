// Reads what a batch of deliveries must be compared with, and writes what it came to: few statements, however many deliveries.
import { type RawBuilder, sql } from 'kysely'
import {
  type ArrivedDelivery,
  type EarlierDeliveries,
  earlierKey,
  type Intake,
  type KnownAlerts,
  type MadeObservation,
  type OpenedAlert,
} from '../../core/alert/decideIntake.ts'
import type { AlertState } from '../../core/alert/receive.ts'
import type { AlertId, DeliveryId, SourceId } from '../../core/kernel/ids.ts'
import type { Instant } from '../../core/kernel/instant.ts'
import { alertSearchWords } from '../../database/alertSearch.ts'
import { timestamps } from '../../database/columnPlugin.ts'
import { planOnce } from '../../database/database.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'

/**
 * Holds the organization's intake and the sources until the transaction ends, in an order that nobody reverses, and answers the next
 * alert's number. What is read afterwards, by statements of their own, is what the batch before left.
 */
export async function lockIntake(tx: OrganizationTx, sourceIds: readonly SourceId[]): Promise<number> {
  const org = tx.organizationId
  const lock = () =>
    sql<{ next: number | null }>`
      with intake as materialized (select next from counter where org_id = ${org} and noun = 'alert' for update),
      held as materialized (select source_id from source where org_id = ${org} and source_id = any(${[...sourceIds]}) order by source_id for no key update)
      select (select next from intake) as next, (select count(*) from held) as held`.execute(tx.db)
  const [first] = (await lock()).rows
  if (first?.next !== null && first?.next !== undefined) return first.next
  await sql`insert into counter (org_id, noun) values (${org}, 'alert') on conflict do nothing`.execute(tx.db)
  return (await lock()).rows[0]?.next ?? 1
}

type EarlierRow = { place: number; delivery_id: DeliveryId; received_at: Instant }

/**
 * The latest delivery of the same source that was accepted, or read again, under each name. `names` is the column of what is asked for, and
 * `column` what it must equal: nothing but a plain comparison may stand between them, else row-level security keeps the index out of it.
 */
async function latestBy(tx: OrganizationTx, asked: readonly ArrivedDelivery[], names: RawBuilder<unknown>, column: RawBuilder<unknown>) {
  if (asked.length === 0) return []
  const org = tx.organizationId
  const { rows } = await sql<EarlierRow>`
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
    join delivery d on d.org_id = i.org_id and d.delivery_id = i.delivery_id
    join asked on d.source_id = asked.source_id and ${column} = asked.name
    where i.org_id = ${org}`.execute(tx.db)
  return rows.flatMap(({ place, delivery_id, received_at }) => {
    const delivery = asked[place - 1]
    return delivery ? [{ delivery, found: { deliveryId: delivery_id, receivedAt: received_at } }] : []
  })
}

/** What these may repeat: where the tool names its deliveries its name counts, else the bytes. */
export async function loadEarlier(tx: OrganizationTx, deliveries: readonly ArrivedDelivery[]): Promise<EarlierDeliveries> {
  const readable = deliveries.filter(({ refused }) => !refused)
  const named = readable.filter(({ vendorId }) => vendorId !== null)
  const unnamed = readable.filter(({ vendorId }) => vendorId === null)
  const ids = sql`${named.map(({ vendorId }) => vendorId)}::text[]`
  const hashes = sql`${unnamed.map(({ file }) => Buffer.from(file.sha256, 'hex'))}::bytea[]`
  const byId = await latestBy(tx, named, ids, sql`d.vendor_id`)
  const byBytes = await latestBy(tx, unnamed, hashes, sql`d.vendor_id is null and d.sha256`)
  return {
    byId: new Map(byId.map(({ delivery, found }) => [earlierKey(delivery.source.sourceId, delivery.vendorId ?? ''), found])),
    byBytes: new Map(byBytes.map(({ delivery, found }) => [earlierKey(delivery.source.sourceId, delivery.file.sha256), found])),
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

function keysOf(deliveries: readonly ArrivedDelivery[]): { sourceIds: SourceId[]; fingerprints: string[] } {
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
 * The latest episode of everything the batch speaks of. Found first and then locked in the order of their ids, as reviews lock them:
 * no new episode can come in between, because the intake is ours, and a review that was quicker is seen.
 */
export async function loadAlertStates(tx: OrganizationTx, deliveries: readonly ArrivedDelivery[]): Promise<KnownAlerts> {
  const known: KnownAlerts = new Map()
  const { sourceIds, fingerprints } = keysOf(deliveries)
  if (fingerprints.length === 0) return known
  const org = tx.organizationId
  const { rows: found } = await sql<{ alert_id: AlertId }>`
    select latest.alert_id
    from unnest(${sourceIds}::text[], ${fingerprints}::text[]) as asked (source_id, fingerprint)
    cross join lateral (
      select a.alert_id from alert a
      where a.org_id = ${org} and a.source_id = asked.source_id and a.fingerprint = asked.fingerprint
      order by a.episode desc limit 1
    ) latest`.execute(tx.db)
  if (found.length === 0) return known
  const { rows } = await sql<StateRow>`
    select alert_id, source_id, fingerprint, episode, status, occurred_at, ended_at, first_reviewed_at from alert
    where org_id = ${org} and alert_id = any(${found.map((row) => row.alert_id)})
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

/** What is kept of a delivery beside what was decided. */
export type KeptBytes = { headers: Readonly<Record<string, string>>; body: Uint8Array }

/** Everything the batch came to in one statement: a transaction's round trips are what it costs. */
export async function saveIntake(tx: OrganizationTx, intake: Intake, bytesOf: (deliveryId: DeliveryId) => KeptBytes): Promise<void> {
  const { deliveries } = intake
  if (deliveries.length === 0) return
  const bodies = new Map(deliveries.map(({ arrived }) => [arrived.file.sha256, bytesOf(arrived.deliveryId).body]))
  await saveParts(tx, [['body', bodyInsert(tx, bodies)], ['came', deliveryInsert(tx, deliveries, bytesOf)], ...alertChanges(tx, intake)])
}

/** The alerts of a delivery that is kept already. */
export async function saveReadAgain(tx: OrganizationTx, intake: Intake): Promise<void> {
  await saveParts(tx, alertChanges(tx, intake))
}

async function saveParts(tx: OrganizationTx, parts: readonly Part[]): Promise<void> {
  if (parts.length === 0) return
  await sql`${sql.raw(planOnce)} with ${sql.join(parts.map(([name, statement]) => sql`${sql.raw(name)} as (${statement})`))} select 1`.execute(
    tx.db,
  )
}

type Part = readonly [name: string, statement: RawBuilder<unknown>]

function bodyInsert(tx: OrganizationTx, bodies: ReadonlyMap<string, Uint8Array>): RawBuilder<unknown> {
  return sql`
    insert into delivery_body (org_id, sha256, bytes)
    select ${tx.organizationId}, decode(sha256, 'hex'), bytes
    from unnest(${[...bodies.keys()]}::text[], ${[...bodies.values()]}::bytea[]) as body (sha256, bytes)
    on conflict do nothing`
}

function deliveryInsert(
  tx: OrganizationTx,
  deliveries: Intake['deliveries'],
  bytesOf: (deliveryId: DeliveryId) => KeptBytes,
): RawBuilder<unknown> {
  const arrived = deliveries.map((delivery) => delivery.arrived)
  return sql`
    insert into delivery (
      org_id, delivery_id, source_id, received_at, state, reason, repeats, vendor_id, authentication, headers, content_type, size, sha256,
      observations, omitted)
    select ${tx.organizationId}, delivery_id, source_id, received_at, state, reason, repeats, vendor_id, authentication, headers::jsonb,
      content_type, size, decode(sha256, 'hex'), observations, omitted
    from unnest(
      ${arrived.map(({ deliveryId }) => deliveryId)}::text[], ${arrived.map(({ source }) => source.sourceId)}::text[],
      ${timestamps(arrived.map(({ arrivedAt }) => arrivedAt))}, ${deliveries.map(({ state }) => state)}::text[],
      ${arrived.map(({ reason }) => reason)}::text[], ${deliveries.map(({ repeats }) => repeats)}::text[],
      ${arrived.map(({ vendorId }) => vendorId)}::text[], ${arrived.map(({ authentication }) => authentication)}::text[],
      ${arrived.map(({ deliveryId }) => JSON.stringify(bytesOf(deliveryId).headers))}::text[], ${arrived.map(({ file }) => file.type)}::text[],
      ${arrived.map(({ file }) => file.size)}::integer[], ${arrived.map(({ file }) => file.sha256)}::text[],
      ${deliveries.map(({ observations }) => observations)}::integer[], ${arrived.map(({ omitted }) => omitted)}::integer[]
    ) as came (delivery_id, source_id, received_at, state, reason, repeats, vendor_id, authentication, headers, content_type, size, sha256,
      observations, omitted)`
}

/** Nothing where the batch says nothing about alerts. */
function alertChanges(tx: OrganizationTx, { opened, observations, spokenOf }: Intake): Part[] {
  const next = sql`update counter set next = next + ${opened.length} where org_id = ${tx.organizationId} and noun = 'alert'`
  return [
    ...(opened.length > 0
      ? ([
          ['numbered', next],
          ['opened', alertInsert(tx, opened)],
          ['counted', dayUpsert(tx, opened)],
        ] as const)
      : []),
    ...(observations.length > 0 ? [['observed', observationInsert(tx, observations)] as const] : []),
    ...(spokenOf.length > 0 ? [['spoken_of', alertUpdate(tx, spokenOf)] as const] : []),
  ]
}

function alertInsert(tx: OrganizationTx, opened: readonly OpenedAlert[]): RawBuilder<unknown> {
  const org = tx.organizationId
  const words = opened.map(({ number, said }) => alertSearchWords({ number, ...said }))
  return sql`
    insert into alert (
      org_id, alert_id, number, source_id, fingerprint, episode, status, severity, title, summary, link, is_test, labels, occurred_at,
      ended_at, received_at, resolved_at, last_observed_at, observations, review_target_seconds, search)
    select ${org}, alert_id, number, source_id, fingerprint, episode, status, severity, title, summary, link, is_test, labels::jsonb, occurred_at,
      ended_at, received_at, resolved_at, observed_at, observations, target,
      array_to_tsvector(string_to_array(words, ' '))
    from unnest(
      ${opened.map((alert) => alert.alertId)}::text[], ${opened.map((alert) => alert.number)}::bigint[],
      ${opened.map((alert) => alert.source.sourceId)}::text[], ${opened.map((alert) => alert.said.fingerprint)}::text[],
      ${opened.map((alert) => alert.episode)}::integer[], ${opened.map((alert) => alert.status)}::text[],
      ${opened.map((alert) => alert.said.severity)}::text[], ${opened.map((alert) => alert.said.title)}::text[],
      ${opened.map((alert) => alert.said.summary)}::text[], ${opened.map((alert) => alert.said.link)}::text[],
      ${opened.map((alert) => alert.said.isTest)}::boolean[], ${opened.map((alert) => JSON.stringify(alert.said.labels))}::text[],
      ${timestamps(opened.map((alert) => alert.said.startedAt))}, ${timestamps(opened.map((alert) => alert.endedAt))},
      ${opened.map((alert) => alert.observations)}::integer[], ${opened.map((alert) => alert.source.reviewTargetSeconds)}::integer[],
      ${words}::text[], ${timestamps(opened.map((alert) => alert.receivedAt))}, ${timestamps(opened.map((alert) => alert.resolvedAt))},
      ${timestamps(opened.map((alert) => alert.observedAt))}
    ) as opened (alert_id, number, source_id, fingerprint, episode, status, severity, title, summary, link, is_test, labels, occurred_at,
      ended_at, observations, target, words, received_at, resolved_at, observed_at)`
}

/** The calendar's count of alerts, by the UTC day they were received on. */
function dayUpsert(tx: OrganizationTx, opened: readonly OpenedAlert[]): RawBuilder<unknown> {
  return sql`
    insert into coverage_day as kept (org_id, source_id, day, alerts)
    select ${tx.organizationId}, source_id, (received_at at time zone 'UTC')::date, count(*)
    from unnest(${opened.map(({ source }) => source.sourceId)}::text[], ${timestamps(opened.map(({ receivedAt }) => receivedAt))})
      as opened (source_id, received_at)
    group by 1, 2, 3
    on conflict (org_id, source_id, day) do update set alerts = kept.alerts + excluded.alerts`
}

function observationInsert(tx: OrganizationTx, observations: readonly MadeObservation[]): RawBuilder<unknown> {
  return sql`
    insert into observation (org_id, delivery_id, position, alert_id, recorded_at, status, severity, title, started_at, ended_at)
    select ${tx.organizationId}, delivery_id, position, alert_id, recorded_at, status, severity, title, started_at, ended_at
    from unnest(
      ${observations.map((made) => made.deliveryId)}::text[], ${observations.map((made) => made.position)}::integer[],
      ${observations.map((made) => made.alertId)}::text[], ${observations.map((made) => made.said.status)}::text[],
      ${observations.map((made) => made.said.severity)}::text[], ${observations.map((made) => made.said.title)}::text[],
      ${timestamps(observations.map((made) => made.said.startedAt))}, ${timestamps(observations.map((made) => made.said.endedAt))},
      ${timestamps(observations.map((made) => made.recordedAt))}
    ) as made (delivery_id, position, alert_id, status, severity, title, started_at, ended_at, recorded_at)`
}

function alertUpdate(tx: OrganizationTx, spokenOf: Intake['spokenOf']): RawBuilder<unknown> {
  return sql`
    update alert a set
      observations = a.observations + s.observations,
      last_observed_at = greatest(a.last_observed_at, s.observed_at),
      status = case when s.resolved then 'resolved' else a.status end,
      resolved_at = case when s.resolved then s.resolved_at else a.resolved_at end,
      ended_at = case when s.resolved then s.ended_at else a.ended_at end
    from unnest(
      ${spokenOf.map((alert) => alert.alertId)}::text[], ${spokenOf.map((alert) => alert.observations)}::integer[],
      ${spokenOf.map((alert) => alert.resolved !== null)}::boolean[], ${timestamps(spokenOf.map((alert) => alert.resolved?.endedAt ?? null))},
      ${timestamps(spokenOf.map((alert) => alert.resolved?.resolvedAt ?? null))}, ${timestamps(spokenOf.map((alert) => alert.observedAt))}
    ) as s (alert_id, observations, resolved, ended_at, resolved_at, observed_at)
    where a.org_id = ${tx.organizationId} and a.alert_id = s.alert_id`
}
