// Several hundred thousand alerts with their reviews, deliveries and days, straight into the tables: for measuring how they are read.
import type { Database } from '../src/database/connect.ts'

export type Seeded = { organizationId: string; sourceIds: string[] }

export const seededSources = 6

const id = (prefix: string, number: number) => `${prefix}_${number.toString(16).padStart(32, '0')}`

/** What the alerts say: a few common words, many rare ones. */
const titles = [
  'High latency',
  'Disk almost full',
  'Pod restarting',
  'Error rate high',
  'Certificate expires soon',
  'Unusual login',
  'Backup failed',
]

/**
 * One every 86 s over 400 days. Of the older ones 99 in 100 are reviewed, one in twenty of those late; of the newest 3,000 none is.
 * Numbers, times and words are functions of the row, so that two runs measure the same.
 */
export async function seedAlerts(database: Database, organizationId: string, count: number): Promise<Seeded> {
  const sourceIds = Array.from({ length: seededSources }, (_, at) => id('src', at + 1))
  const ask = (text: string, values: unknown[] = []) => database.execute(text, values)
  const org = `'${organizationId}'`
  for (const [at, sourceId] of sourceIds.entries()) {
    await ask(
      `insert into source (org_id, source_id, name, integration, key_hash, heartbeat_seconds, review_target_seconds, coverage_intent, created_at)
       values ($1, $2, $3::text, 'alertmanager', decode(md5($3::text) || md5($3::text), 'hex'), 600, 86400, '24x7', now() - interval '401 days')`,
      [organizationId, sourceId, `Source ${at + 1}`],
    )
  }
  const when = `now() - make_interval(secs => (${count} - i) * (400.0 * 86400 / ${count}))`
  const hex = (prefix: string) => `'${prefix}_' || lpad(to_hex(i), 32, '0')`
  const source = `'src_' || lpad(to_hex(1 + i % ${seededSources}), 32, '0')`
  const title = `(array[${titles.map((one) => `'${one}'`).join(', ')}])[1 + (i * 7 + i / 11) % ${titles.length}]`
  const reviewed = `(i < ${count} - 3000 and i % 100 <> 0)`
  const late = 'i % 20 = 1'
  const rows = (from: number, to: number) => `generate_series(${from}::bigint, ${to}::bigint) as i`
  await ask(`insert into delivery_body select ${org}, decode(md5('b') || md5('b'), 'hex'), 'x'`)
  // Many at once are sooner in the index by way of its list, which the vacuum below empties.
  await ask('alter index alert_search set (fastupdate = on, gin_pending_list_limit = 32768)')
  const step = 20_000
  for (let from = 1; from <= count; from += step) {
    const to = Math.min(count, from + step - 1)
    await ask(`insert into delivery (org_id, delivery_id, source_id, received_at, state, authentication, headers, content_type, size, sha256, observations)
      select ${org}, ${hex('dlv')}, ${source}, ${when}, case when i % 500 = 0 then 'refused' when i % 50 = 0 then 'repeated' else 'accepted' end, 'url_only', '{}',
        'application/json', 1, decode(md5('b') || md5('b'), 'hex'), 1 from ${rows(from, to)}`)
    await ask(`insert into alert (org_id, alert_id, number, source_id, fingerprint, episode, status, severity, title, is_test, labels, occurred_at, received_at,
        last_observed_at, observations, review_target_seconds, first_reviewed_at, disposition, review_id, resolved_at, search)
      select ${org}, ${hex('alr')}, i, ${source}, 'f' || i, 1, case when i % 40 = 0 then 'firing' else 'resolved' end,
        (array['critical', 'warning', 'info', 'page', 'rare' || i % 3])[case when i % 997 = 0 then 5 else 1 + i % 4 end],
        ${title} || ' on host-' || i % 4001, false, '{}', ${when}, ${when}, ${when}, 1, 86400,
        case when ${reviewed} then ${when} + case when ${late} then interval '30 hours' else interval '3 hours' end end,
        case when ${reviewed} then (array['benign', 'false-positive', 'true-positive-handled', 'expected-change', 'incident'])[case when i % 1999 = 0 then 5 else 1 + i % 4 end] end,
        case when ${reviewed} then ${hex('rev')} end, case when i % 40 = 0 then null else ${when} end,
        array_to_tsvector(array['alr' || i, i::text, 'host', (i % 4001)::text] || string_to_array(lower(${title}), ' '))
      from ${rows(from, to)}`)
    await ask(`insert into coverage_day as kept (org_id, source_id, day, alerts)
      select ${org}, ${source}, (${when})::date, count(*) from ${rows(from, to)} group by 2, 3
      on conflict (org_id, source_id, day) do update set alerts = kept.alerts + excluded.alerts`)
    await ask(`insert into observation (org_id, delivery_id, position, alert_id, recorded_at, status, title)
      select ${org}, ${hex('dlv')}, 0, ${hex('alr')}, ${when}, 'firing', ${title} from ${rows(from, to)}`)
    await ask(`insert into review (org_id, review_id, alert_id, disposition, reason, reviewer, reviewer_name, reviewed_at, entry_id)
      select ${org}, ${hex('rev')}, ${hex('alr')}, 'benign', 'Known and allowed activity.', 'per_' || repeat('0', 32), 'Ada', ${when} + interval '3 hours', gen_random_uuid()
      from ${rows(from, to)} where ${reviewed}`)
  }
  await ask(`insert into coverage_day (org_id, source_id, day, heartbeats, deliveries, first_heard_at, last_heard_at)
    select ${org}, 'src_' || lpad(to_hex(s), 32, '0'), current_date - d, 144, 166, now(), now() from generate_series(1, ${seededSources}) s, generate_series(0, 400) d on conflict (org_id, source_id, day) do update set heartbeats = 144, deliveries = 166`)
  await ask(
    `insert into source_signal (org_id, source_id, last_heard_at) select org_id, source_id, now() from source on conflict do nothing`,
  )
  await ask(
    `insert into counter (org_id, noun, next) values ($1, 'alert', ${count + 1}) on conflict (org_id, noun) do update set next = excluded.next`,
    [organizationId],
  )
  await ask('alter index alert_search set (fastupdate = off)')
  await ask('alter index alert_search reset (gin_pending_list_limit)')
  for (const table of ['alert', 'review', 'delivery', 'observation', 'coverage_day', 'source']) await ask(`vacuum (analyze) ${table}`)
  return { organizationId, sourceIds }
}
