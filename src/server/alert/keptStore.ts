// Writes what a batch of deliveries came to: two statements, however many they are.
import { setImmediate as nextTurn } from 'node:timers/promises'
import { type RawBuilder, sql } from 'kysely'
import type { Intake, MadeObservation, OpenedAlert } from '../../core/alert/decideIntake.ts'
import type { DeliveryId } from '../../core/kernel/ids.ts'
import { alertSearchWords } from '../../database/alertSearch.ts'
import { timestamps } from '../../database/columnPlugin.ts'
import { planOnce } from '../../database/database.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'

/** What is kept of a delivery beside what was decided. */
export type KeptBytes = { headers: Readonly<Record<string, string>>; body: Uint8Array }

/**
 * Sent one behind the other without waiting: a transaction's round trips are what it costs. The deliveries go first, so that the database is at
 * them while what they opened is still being put together.
 */
export async function saveIntake(tx: OrganizationTx, intake: Intake, bytesOf: (deliveryId: DeliveryId) => KeptBytes): Promise<void> {
  const { deliveries } = intake
  if (deliveries.length === 0) return
  const bodies = new Map(deliveries.map(({ arrived }) => [arrived.file.sha256, bytesOf(arrived.deliveryId).body]))
  await Promise.all([
    saveParts(tx, [
      ['body', bodyInsert(tx, bodies)],
      ['came', deliveryInsert(tx, deliveries, bytesOf)],
    ]),
    nextTurn().then(() => saveParts(tx, alertChanges(tx, intake))),
  ])
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
