// Thousands of incidents with their severities, clocks, pages, updates, notices and actions, straight into the tables: for measuring how they are judged.
import type { Database } from '../src/database/connect.ts'

/** Of its levels the seeded incidents have the first three; nobody set one for every fortieth of them. */
export const seededPolicy = `---
kind: policy
id: seeded-response
title: Seeded policy
facts:
  leaking: { ask: Is data leaking?, answers: [yes, no] }
  spread: { ask: How far has it spread?, answers: [one, several, all] }
severities:
  - level: SEV1
    any: [{ leaking: yes }]
    acknowledge_within: PT15M
    contain_within: PT4H
    update_every: PT1H
    escalation: security-oncall
    review: required
    notify: [{ whom: management, within: PT1H, from: detection }]
  - { level: SEV2, any: [{ spread: all }], acknowledge_within: PT1H, contain_within: P1D, review: required }
  - { level: SEV3, acknowledge_within: P1D, contain_within: P5D, review: optional }
post_incident: { review_within: P5D, actions_due_within: P30D }
preservation: { collect_before_expiry_margin: P7D }
---

# Seeded policy

What is promised, in numbers.
`

const levels = `(array['SEV1', 'SEV2', 'SEV3'])[1 + i % 3]`

/**
 * Over the last ninety days, most of them closed; one in five acknowledged late, one in seven contained late. Numbers and times are functions
 * of the row, so that two runs measure the same.
 */
export async function seedIncidents(database: Database, organizationId: string, version: string, count: number): Promise<void> {
  const org = `'${organizationId}'`
  const hex = (prefix: string) => `'${prefix}_' || lpad(to_hex(i), 32, '0')`
  const declared = `date_trunc('second', now()) - make_interval(secs => (${count} + 1 - i) * (89.0 * 86400 / ${count}))`
  const after = (minutes: string) => `${declared} + make_interval(mins => ${minutes})`
  const isClosed = 'i % 50 <> 0'
  const rows = `generate_series(1::bigint, ${count}::bigint) as i`
  const insert = async (table: string, columns: string, values: string, where = 'true') => {
    await database.execute(`insert into ${table} (org_id, ${columns}) select ${org}, ${values} from ${rows} where ${where}`)
    // What refers to it is looked up by a plan for as many rows as there are now.
    await database.execute(`vacuum analyze ${table}`)
  }
  await insert(
    'incident',
    'incident_id, number, title, origin, state, is_private, declared_at, declared_by, acknowledged_at, contained_at, recovered_at, closed_at, severity, severity_certainty, policy_id, policy_version, changed_at',
    `${hex('inc')}, i, 'Incident ' || i, 'report', case when ${isClosed} then 'closed' else 'declared' end, i % 97 = 0, ${declared}, 'system',
      case when i % 5 = 0 then ${after('120')} else ${after('5')} end, case when ${isClosed} then ${after(`case when i % 7 = 0 then 9000 else 100 end`)} end,
      case when ${isClosed} then ${after('9500')} end, case when ${isClosed} then ${after('9600')} end,
      case when i % 40 = 0 then null else ${levels} end, case when i % 40 = 0 then null else 'exact' end, 'seeded-response', decode('${version}', 'hex'), ${declared}`,
  )
  await insert(
    'incident_severity',
    'incident_id, set_at, position, answers, computed, certainty, because, level, set_by, set_by_name',
    `${hex('inc')}, ${after('3')}, 0, '{}', ${levels}, 'exact', '[]', ${levels}, 'system', 'System'`,
    'i % 40 <> 0',
  )
  await insert(
    'incident_clock',
    'reading_id, incident_id, clock, at, time_zone, basis, read_by, read_by_name, recorded_at',
    `${hex('rdg')}, ${hex('inc')}, 'detection', ${after('-4')}, 'UTC', 'An alert', 'system', 'System', ${declared}`,
  )
  await insert(
    'page',
    'page_id, incident_id, channel, asked_at, asked_by, asked_by_name, recorded_at, outcome, ended_at, ended_by, ended_by_name',
    `${hex('pag')}, ${hex('inc')}, 'phone', ${after('4')}, 'system', 'System', ${declared}, 'answered', ${after('5')}, 'system', 'System'`,
    'i % 3 = 1',
  )
  await insert(
    'status_update',
    'update_id, incident_id, text, audience, sent_at, sent_by, sent_by_name',
    `${hex('upd')}, ${hex('inc')}, 'It goes on.', 'internal', ${after('40')}, 'system', 'System'`,
    'i % 2 = 0',
  )
  await insert(
    'corrective_action',
    'action_id, incident_id, title, detail, opened_at, opened_by, opened_by_name, closed_at, closed_by, closed_by_name, proof',
    `${hex('act')}, ${hex('inc')}, 'Mend ' || i, '', ${after('200')}, 'system', 'System', case when i % 4 = 0 then null else ${after('9900')} end, 'system', 'System', 'done'`,
  )
}
