// Reads what a batch of deliveries must be compared with, and writes what it came to: few statements, however many deliveries.
import { sql } from 'kysely'
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
import { sameBytesWindow, sameIdWindow } from '../../core/alert/repeat.ts'
import type { AlertId, DeliveryId, SourceId } from '../../core/kernel/ids.ts'
import { type Instant, toInstant } from '../../core/kernel/instant.ts'
import { alertSearchWords } from '../../database/alertSearch.ts'
import { timestamp, timestamps } from '../../database/columnPlugin.ts'
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

type KeyRow = { source_id: SourceId; key: string; delivery_id: DeliveryId; received_at: Instant }

/** Where the tool names its deliveries its name counts, else the bytes. */
function repeatKey({ vendorId, file }: ArrivedDelivery): string {
  return vendorId === null ? `bytes ${file.sha256}` : `id ${vendorId}`
}

/** The latest accepted deliveries that these may repeat. */
export async function loadEarlier(tx: OrganizationTx, deliveries: readonly ArrivedDelivery[]): Promise<EarlierDeliveries> {
  const readable = deliveries.filter(({ refused }) => !refused)
  const earlier: EarlierDeliveries = { byId: new Map(), byBytes: new Map() }
  if (readable.length === 0) return earlier
  const { rows } = await sql<KeyRow>`
    select k.source_id, k.key, k.delivery_id, k.received_at
    from unnest(${readable.map(({ source }) => source.sourceId)}::text[], ${readable.map(repeatKey)}::text[]) as asked (source_id, key)
    join delivery_key k on k.org_id = ${tx.organizationId} and k.source_id = asked.source_id and k.key = asked.key`.execute(tx.db)
  for (const row of rows) {
    const found = { deliveryId: row.delivery_id, receivedAt: row.received_at }
    const [kind, name] = [row.key.startsWith('id ') ? earlier.byId : earlier.byBytes, row.key.slice(row.key.indexOf(' ') + 1)]
    kind.set(earlierKey(row.source_id, name), found)
  }
  return earlier
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

export async function saveDeliveries(
  tx: OrganizationTx,
  { deliveries }: Pick<Intake, 'deliveries'>,
  bytesOf: (deliveryId: DeliveryId) => KeptBytes,
): Promise<void> {
  const org = tx.organizationId
  const bodies = new Map(deliveries.map(({ arrived }) => [arrived.file.sha256, bytesOf(arrived.deliveryId).body]))
  await sql`
    with body as (
      insert into delivery_body (org_id, sha256, bytes)
      select ${org}, decode(sha256, 'hex'), bytes
      from unnest(${[...bodies.keys()]}::text[], ${[...bodies.values()]}::bytea[]) as body (sha256, bytes)
      on conflict do nothing
    )
    insert into delivery (
      org_id, delivery_id, source_id, received_at, state, reason, repeats, vendor_id, authentication, headers, content_type, size, sha256,
      observations, omitted)
    select ${org}, delivery_id, source_id, received_at, state, reason, repeats, vendor_id, authentication, headers::jsonb, content_type,
      size, decode(sha256, 'hex'), observations, omitted
    from unnest(
      ${deliveries.map(({ arrived }) => arrived.deliveryId)}::text[], ${deliveries.map(({ arrived }) => arrived.source.sourceId)}::text[],
      ${timestamps(deliveries.map(({ arrived }) => arrived.arrivedAt))}, ${deliveries.map(({ state }) => state)}::text[], ${deliveries.map(({ arrived }) => arrived.reason)}::text[],
      ${deliveries.map(({ repeats }) => repeats)}::text[], ${deliveries.map(({ arrived }) => arrived.vendorId)}::text[],
      ${deliveries.map(({ arrived }) => arrived.authentication)}::text[],
      ${deliveries.map(({ arrived }) => JSON.stringify(bytesOf(arrived.deliveryId).headers))}::text[],
      ${deliveries.map(({ arrived }) => arrived.file.type)}::text[], ${deliveries.map(({ arrived }) => arrived.file.size)}::integer[],
      ${deliveries.map(({ arrived }) => arrived.file.sha256)}::text[], ${deliveries.map(({ observations }) => observations)}::integer[],
      ${deliveries.map(({ arrived }) => arrived.omitted)}::integer[]
    ) as came (delivery_id, source_id, received_at, state, reason, repeats, vendor_id, authentication, headers, content_type, size, sha256, observations, omitted)
  `.execute(tx.db)
  const accepted = deliveries.flatMap(({ arrived, state }) => (state === 'accepted' ? [arrived] : []))
  if (accepted.length > 0) await rememberDeliveries(tx, accepted)
}

/** A key once accepted is not accepted again within its window, so the latest is also the first. */
export async function rememberDeliveries(tx: OrganizationTx, accepted: readonly ArrivedDelivery[]): Promise<void> {
  const byKey = new Map(accepted.map((arrived) => [`${arrived.source.sourceId} ${repeatKey(arrived)}`, arrived]))
  const latest = [...byKey.values()]
  await sql`
    insert into delivery_key (org_id, source_id, key, delivery_id, received_at)
    select ${tx.organizationId}, source_id, key, delivery_id, received_at
    from unnest(${latest.map(({ source }) => source.sourceId)}::text[], ${latest.map(repeatKey)}::text[],
      ${latest.map(({ deliveryId }) => deliveryId)}::text[], ${timestamps(latest.map(({ arrivedAt }) => arrivedAt))}
    ) as accepted (source_id, key, delivery_id, received_at)
    on conflict (org_id, source_id, key) do update set delivery_id = excluded.delivery_id, received_at = excluded.received_at`.execute(
    tx.db,
  )
}

/** Keys whose window is over: answers how many there were. */
export async function forgetKeys(tx: OrganizationTx, now: Instant): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from delivery_key where org_id = ${tx.organizationId} and (
      received_at < ${timestamp(toInstant(now - sameIdWindow))}
      or (key like 'bytes %' and received_at < ${timestamp(toInstant(now - sameBytesWindow))}))`.execute(tx.db)
  return Number(numAffectedRows ?? 0)
}

/** Nothing where the batch says nothing about alerts. */
export async function saveAlerts(tx: OrganizationTx, intake: Intake): Promise<void> {
  if (intake.observations.length === 0) return
  if (intake.opened.length > 0) await insertAlerts(tx, intake.opened)
  await insertObservations(tx, intake.observations)
  if (intake.spokenOf.length > 0) await updateAlerts(tx, intake.spokenOf)
}

async function insertAlerts(tx: OrganizationTx, opened: readonly OpenedAlert[]): Promise<void> {
  const org = tx.organizationId
  const words = opened.map(({ number, said }) => alertSearchWords({ number, ...said }))
  await sql`
    with taken as (
      update counter set next = next + ${opened.length} where org_id = ${org} and noun = 'alert'
    )
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
      ended_at, observations, target, words, received_at, resolved_at, observed_at)`.execute(tx.db)
}

async function insertObservations(tx: OrganizationTx, observations: readonly MadeObservation[]): Promise<void> {
  await sql`
    insert into observation (org_id, delivery_id, position, alert_id, recorded_at, status, severity, title, started_at, ended_at)
    select ${tx.organizationId}, delivery_id, position, alert_id, recorded_at, status, severity, title, started_at, ended_at
    from unnest(
      ${observations.map((made) => made.deliveryId)}::text[], ${observations.map((made) => made.position)}::integer[],
      ${observations.map((made) => made.alertId)}::text[], ${observations.map((made) => made.said.status)}::text[],
      ${observations.map((made) => made.said.severity)}::text[], ${observations.map((made) => made.said.title)}::text[],
      ${timestamps(observations.map((made) => made.said.startedAt))}, ${timestamps(observations.map((made) => made.said.endedAt))},
      ${timestamps(observations.map((made) => made.recordedAt))}
    ) as made (delivery_id, position, alert_id, status, severity, title, started_at, ended_at, recorded_at)`.execute(tx.db)
}

async function updateAlerts(tx: OrganizationTx, spokenOf: Intake['spokenOf']): Promise<void> {
  await sql`
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
    where a.org_id = ${tx.organizationId} and a.alert_id = s.alert_id`.execute(tx.db)
}
