// Every change somebody with the database in hand could make to evidence, and the place fsck must name for each.

/** What the database's owner does, triggers and walls out of the way; and how it is undone, so that the next change starts clean. */
export type Tampering = { table: string; do: string; undo: string }

function changed(table: string, column: string, to: string, where: string): Tampering {
  return {
    table,
    do: `create table fsck_undo as select * from ${table} where ${where}; update ${table} set ${column} = ${to} where ${where}`,
    undo: `update ${table} t set ${column} = u.${column} from fsck_undo u where t.org_id = u.org_id and t.${keyOf(table)} = u.${keyOf(table)}${moreKeys(table)}`,
  }
}

/** What the database makes of other columns by itself, and takes from nobody. They stand last in their table. */
const generated: Record<string, string[]> = { alert: ['review_due_at', 'severity_step'] }

function removed(table: string, where: string): Tampering {
  const without = (generated[table] ?? []).map((column) => `; alter table fsck_undo drop column ${column}`).join('')
  return {
    table,
    do: `create table fsck_undo as select * from ${table} where ${where}; delete from ${table} where ${where}${without}`,
    undo: `insert into ${table} ${table === 'ledger_inbox' ? 'overriding system value ' : ''}select * from fsck_undo`,
  }
}

const keys: Record<string, string[]> = {
  ledger: ['org_id'],
  ledger_entry: ['index'],
  ledger_node: ['level', 'position'],
  ledger_opening: ['entry_id', 'slot'],
  checkpoint: ['size'],
  organization: ['org_id'],
  alert: ['alert_id'],
  review: ['review_id'],
  delivery: ['delivery_id'],
  delivery_body: ['sha256'],
  source: ['source_id'],
  coverage_day: ['source_id', 'day'],
  coverage_gap: ['gap_id'],
  person: ['person_id'],
  api_token: ['token_id'],
  anchor: ['anchor_id'],
  audit: ['audit_id'],
  audit_package: ['package_id'],
}
const keyOf = (table: string) => keys[table]?.[0] ?? 'org_id'
const moreKeys = (table: string) =>
  (keys[table] ?? [])
    .slice(1)
    .map((key) => ` and t.${key} = u.${key}`)
    .join('')

/** Every table that has entries behind it. */
export const tamperedTables: readonly string[] = Object.keys(keys)

export type NamedPlace = { table: string; column: string | null; found?: RegExp; expected?: RegExp }

const first = (table: string, more = 'true') =>
  `${keyOf(table)} = (select ${keyOf(table)} from ${table} where org_id = $org and ${more} order by ${keyOf(table)} limit 1)`
const one = (table: string, more = 'true') => `org_id = $org and ${more} and ${first(table, more)}`

export const tamperings: readonly [string, Tampering, NamedPlace][] = [
  [
    'an alert’s title',
    changed('alert', 'title', "'Nothing to see here'", one('alert')),
    { table: 'alert', column: 'title', found: /Nothing to see/ },
  ],
  [
    'an alert’s severity',
    changed('alert', 'severity', "'info'", one('alert')),
    { table: 'alert', column: 'severity', expected: /warning/ },
  ],
  [
    'when an alert was received',
    changed('alert', 'received_at', "received_at - interval '1 hour'", one('alert')),
    { table: 'alert', column: 'received_at' },
  ],
  [
    'the promise it is judged by',
    changed('alert', 'review_target_seconds', '999999', one('alert')),
    { table: 'alert', column: 'review_target_seconds' },
  ],
  [
    'that it ended',
    changed('alert', 'resolved_at', 'null', one('alert', 'resolved_at is not null')),
    { table: 'alert', column: 'resolved_at', found: /nothing/ },
  ],
  [
    'when it was first reviewed',
    changed('alert', 'first_reviewed_at', "first_reviewed_at - interval '1 minute'", one('alert', 'first_reviewed_at is not null')),
    { table: 'alert', column: 'first_reviewed_at' },
  ],
  ['an alert, taken out', removed('alert', one('alert')), { table: 'alert', column: null, found: /no such row/ }],
  [
    'a review’s disposition',
    changed('review', 'disposition', "'incident'", one('review')),
    { table: 'review', column: 'disposition', found: /incident/ },
  ],
  ['a review’s reason', changed('review', 'reason', "'Looked into it thoroughly'", one('review')), { table: 'review', column: 'reason' }],
  [
    'the reviewer’s name',
    changed('review', 'reviewer_name', "'Somebody else'", one('review')),
    { table: 'review', column: 'reviewer_name', found: /Somebody else/ },
  ],
  [
    'when it was reviewed',
    changed('review', 'reviewed_at', "reviewed_at - interval '1 day'", one('review')),
    { table: 'review', column: 'reviewed_at' },
  ],
  ['a review, taken out', removed('review', one('review')), { table: 'review', column: null, found: /no such row/ }],
  [
    'what became of a delivery',
    changed('delivery', 'state', "'accepted'", one('delivery', "state = 'refused'")),
    { table: 'delivery', column: 'state', expected: /refused/ },
  ],
  [
    'which source sent it',
    changed(
      'delivery',
      'source_id',
      '(select source_id from source where org_id = $org and retired_at is not null limit 1)',
      one('delivery'),
    ),
    { table: 'delivery', column: 'source_id' },
  ],
  [
    'a delivery’s body',
    changed('delivery_body', 'bytes', "'other bytes'::bytea", one('delivery_body')),
    { table: 'delivery_body', column: 'bytes' },
  ],
  [
    'a source’s review target',
    changed('source', 'review_target_seconds', '60', one('source')),
    { table: 'source', column: 'review_target_seconds' },
  ],
  [
    'that a source was retired',
    changed('source', 'retired_at', 'null', one('source', 'retired_at is not null')),
    { table: 'source', column: 'retired_at' },
  ],
  [
    'how often a source was heard',
    changed('coverage_day', 'deliveries', 'deliveries + 7', one('coverage_day', 'recorded_at is not null')),
    { table: 'coverage_day', column: 'deliveries' },
  ],
  [
    'a day of coverage, taken out',
    removed('coverage_day', one('coverage_day', 'recorded_at is not null')),
    { table: 'coverage_day', column: null },
  ],
  [
    'when a gap began',
    changed('coverage_gap', 'started_at', "started_at + interval '20 hours'", one('coverage_gap')),
    { table: 'coverage_gap', column: 'started_at' },
  ],
  [
    'what explains a gap',
    changed('coverage_gap', 'explanation', "'Planned maintenance'", one('coverage_gap', 'explanation is not null')),
    { table: 'coverage_gap', column: 'explanation', expected: /power/ },
  ],
  ['a gap, taken out', removed('coverage_gap', one('coverage_gap')), { table: 'coverage_gap', column: null }],
  [
    'a person’s role',
    changed('person', 'role', "'admin'", one('person', "role = 'viewer'")),
    { table: 'person', column: 'role', expected: /viewer/ },
  ],
  [
    'that access ended',
    changed('person', 'active_until', 'null', one('person', 'active_until is not null')),
    { table: 'person', column: 'active_until' },
  ],
  ['a person’s name', changed('person', 'name', "'Another'", one('person')), { table: 'person', column: 'name' }],
  ['a token’s role', changed('api_token', 'role', "'admin'", one('api_token')), { table: 'api_token', column: 'role' }],
  [
    'that a token was revoked',
    changed('api_token', 'revoked_at', 'null', one('api_token', 'revoked_at is not null')),
    { table: 'api_token', column: 'revoked_at' },
  ],
  [
    'the organization’s time zone',
    changed('organization', 'time_zone', "'Asia/Tokyo'", 'org_id = $org'),
    { table: 'organization', column: 'time_zone', found: /Tokyo/ },
  ],
  [
    'an audit’s period',
    changed('audit', 'period_end', "period_end + interval '1 day'", one('audit')),
    { table: 'audit', column: 'period_end' },
  ],
  [
    'a package’s hash',
    changed('audit_package', 'sha256', "sha256('another file'::bytea)", one('audit_package')),
    { table: 'audit_package', column: 'sha256' },
  ],
  [
    'when a checkpoint was anchored',
    changed('anchor', 'anchored_at', "anchored_at - interval '1 day'", one('anchor')),
    { table: 'anchor', column: 'anchored_at' },
  ],
  [
    'an entry’s header',
    changed(
      'ledger_entry',
      'header',
      "convert_to(replace(convert_from(header, 'UTF8'), '\"at\":1', '\"at\":2'), 'UTF8')",
      one('ledger_entry'),
    ),
    { table: 'ledger_entry', column: 'leaf_hash' },
  ],
  [
    'an entry’s kind beside its header',
    changed('ledger_entry', 'kind', "'alert.resolved'", one('ledger_entry', "kind = 'alert.received'")),
    { table: 'ledger_entry', column: 'kind', expected: /alert\.received/ },
  ],
  [
    'when an entry was recorded, beside its header',
    changed('ledger_entry', 'recorded_at', "recorded_at - interval '1 day'", one('ledger_entry')),
    { table: 'ledger_entry', column: 'recorded_at' },
  ],
  [
    'an entry, taken out',
    removed('ledger_entry', `org_id = $org and index = 7`),
    { table: 'ledger_entry', column: null, found: /no such row/ },
  ],
  [
    'what an entry said in detail',
    changed('ledger_opening', 'bytes', 'convert_to(\'{"role":"admin"}\', \'UTF8\')', one('ledger_opening')),
    { table: 'ledger_opening', column: 'bytes' },
  ],
  [
    'an opening, taken out without an entry about it',
    removed('ledger_opening', one('ledger_opening')),
    { table: 'ledger_opening', column: null, found: /none/ },
  ],
  [
    'a node of the tree',
    changed('ledger_node', 'hash', "sha256('x'::bytea)", 'org_id = $org and level = 2 and position = 1'),
    { table: 'ledger_node', column: 'hash' },
  ],
  [
    'a node of the tree, taken out',
    removed('ledger_node', 'org_id = $org and level = 1 and position = 3'),
    { table: 'ledger_node', column: null },
  ],
  ['a checkpoint’s root', changed('checkpoint', 'root', "sha256('x'::bytea)", one('checkpoint')), { table: 'checkpoint', column: 'root' }],
  [
    'a checkpoint’s signature',
    changed('checkpoint', 'note', "overlay(note placing 'AAAA' from length(note) - 12 for 4)", one('checkpoint')),
    { table: 'checkpoint', column: 'note' },
  ],
  [
    'the last checkpoint, taken out',
    removed('checkpoint', 'org_id = $org and size = (select max(size) from checkpoint where org_id = $org)'),
    { table: 'checkpoint', column: null },
  ],
  ['the stored frontier', changed('ledger', 'frontier', 'substr(frontier, 33)', 'org_id = $org'), { table: 'ledger', column: 'frontier' }],
]
