// Writes tables.generated.ts: what the migrated database says its tables are, as types for Kysely.
import type { Database } from './database.ts'

type Column = {
  table_name: string
  column_name: string
  type: string
  nullable: boolean
  has_default: boolean
}

/** Columns that are ids of a noun other than their name says. */
const idColumns: Record<string, string> = {
  org_id: 'OrganizationId',
  person_id: 'PersonId',
  session_id: 'SessionId',
  invitation_id: 'InvitationId',
  token_id: 'TokenId',
  source_id: 'SourceId',
  delivery_id: 'DeliveryId',
  alert_id: 'AlertId',
  review_id: 'ReviewId',
  gap_id: 'GapId',
  audit_id: 'AuditId',
  package_id: 'PackageId',
  anchor_id: 'AnchorId',
  destination_id: 'DestinationId',
  incident_id: 'IncidentId',
  reading_id: 'ReadingId',
  run_id: 'RunId',
  mark_id: 'MarkId',
  page_id: 'PageId',
  rotation_id: 'RotationId',
  path_id: 'PathId',
  evidence_id: 'EvidenceId',
  upload_id: 'UploadId',
  preservation_id: 'PreservationId',
  contract_id: 'ContractId',
  notice_id: 'NoticeId',
  update_id: 'UpdateId',
  post_incident_review_id: 'PostIncidentReviewId',
  action_id: 'ActionId',
  'incident.merged_into': 'IncidentId',
  'incident.split_from': 'IncidentId',
  'incident_clock.corrects': 'ReadingId',
  'step_mark.corrects': 'MarkId',
  'page.to_person': 'PersonId',
  'corrective_action.owner': 'PersonId',
  'delivery.repeats': 'DeliveryId',
  'review.corrects': 'ReviewId',
}

/** What is inside a jsonb, where the schema cannot say it. */
const jsonColumns: Record<string, string> = {
  'source.settings': 'JsonObject',
  'anchor_destination.settings': 'JsonObject',
  'delivery.headers': 'JsonObject',
  'alert.labels': 'Readonly<Record<string, string>>',
  'evidence_item.command': 'JsonObject',
  'incident_severity.answers': 'Readonly<Record<string, string | number>>',
  'incident_severity.because': 'readonly string[]',
  'rotation.people': 'readonly PersonId[]',
  'rotation.overrides': 'readonly { person: PersonId; from: Instant; to: Instant }[]',
  'escalation_path.levels': 'readonly StoredLevel[]',
  'obligation_interview.answers': 'JsonObject',
  'notice.fill': 'Readonly<Record<string, string>>',
  'notice.covers': 'readonly string[]',
  'notice.writers': "readonly { id: string; kind: 'person' | 'token'; name: string }[]",
  'document_act.said': 'JsonObject',
  'post_incident_review.impact': 'JsonObject',
  'post_incident_review.causes': "readonly { text: string; kind: 'event' | 'condition' | 'weakness' }[]",
  'post_incident_review.timeline_notes': 'Readonly<Record<string, string>>',
  'post_incident_review.writers': "readonly { id: string; kind: 'person' | 'token'; name: string }[]",
}

/** Columns whose words are a type of core; without an entry, the words of the check are written out. */
const wordColumns: Record<string, string> = {
  'person.role': 'Role',
  'invitation.role': 'Role',
  'api_token.role': 'Role',
}

const plainTypes: Record<string, string> = {
  text: 'string',
  uuid: 'string',
  date: 'string',
  int4: 'number',
  int2: 'number',
  int8: 'number',
  bool: 'boolean',
  bytea: 'Uint8Array',
  sha256: 'Uint8Array',
  timestamptz: 'Instant',
  tsvector: 'string',
}

async function readColumns(database: Database): Promise<Column[]> {
  const { rows } = await database.execute<Column>(`
    select c.relname as table_name, a.attname as column_name, t.typname as type,
      not a.attnotnull as nullable, a.atthasdef or a.attidentity <> '' as has_default
    from pg_class c
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    join pg_type t on t.oid = a.atttypid
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
    order by c.relname collate "C", a.attnum`)
  return rows
}

/** `check (state in ('a', 'b'))`, as PostgreSQL prints it back: the words by `table.column`. */
async function readWords(database: Database): Promise<Map<string, string[]>> {
  const { rows } = await database.execute<{ column: string; definition: string }>(`
    select c.relname || '.' || a.attname as column, pg_get_constraintdef(k.oid) as definition
    from pg_constraint k
    join pg_class c on c.oid = k.conrelid
    join pg_attribute a on a.attrelid = c.oid and a.attnum = k.conkey[1]
    where k.contype = 'c' and cardinality(k.conkey) = 1 and c.relnamespace = 'public'::regnamespace`)
  const words = new Map<string, string[]>()
  for (const { column, definition } of rows) {
    if (!definition.includes('= ANY (ARRAY[')) continue
    words.set(
      column,
      [...definition.matchAll(/'((?:[^']|'')*)'::text/g)].map((match) => (match[1] ?? '').replaceAll("''", "'")),
    )
  }
  return words
}

function typeOf(column: Column, words: Map<string, string[]>): string {
  const full = `${column.table_name}.${column.column_name}`
  if (column.type === 'id') {
    const branded = idColumns[full] ?? idColumns[column.column_name]
    if (!branded) throw new Error(`${full} is an id of no known noun: name it in renderTables.ts`)
    return branded
  }
  if (column.type === 'jsonb') {
    const shape = jsonColumns[full]
    if (!shape) throw new Error(`${full} is jsonb of no known shape: name it in renderTables.ts`)
    return shape
  }
  const listed = words.get(full)
  if (listed) return wordColumns[full] ?? listed.map((word) => `'${word}'`).join(' | ')
  const plain = plainTypes[column.type]
  if (!plain) throw new Error(`${full} has the type ${column.type}, for which renderTables.ts knows no type in code`)
  return plain
}

function renderColumn(column: Column, words: Map<string, string[]>): string {
  const base = typeOf(column, words)
  const type = column.nullable ? `${base} | null` : base
  return `  ${column.column_name}: ${column.has_default ? `Generated<${type}>` : type}`
}

const className = (table: string) =>
  `${table
    .split('_')
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join('')}Table`

/** By name alone, because that is what the plugin sees: one name must mean one kind in every table. */
function renderKinds(columns: Column[]): string[] {
  const kindOf = (type: string) => (type === 'timestamptz' ? 'time' : type === 'jsonb' ? 'json' : undefined)
  const kinds = new Map<string, string | undefined>()
  for (const { column_name: name, type } of columns) {
    const kind = kindOf(type)
    if (kinds.has(name) && kinds.get(name) !== kind) {
      throw new Error(`A column named ${name} is ${type} in one table and something else in another: give one of them another name`)
    }
    kinds.set(name, kind)
  }
  return [...kinds].flatMap(([name, kind]) => (kind ? [`  ${name}: '${kind}',`] : [])).sort()
}

/** Expects a migrated database. */
export async function renderTables(database: Database): Promise<string> {
  const columns = await readColumns(database)
  const words = await readWords(database)
  const tables = [...new Set(columns.map(({ table_name: name }) => name))]
  const bodies = tables.map((table) => {
    const own = columns.filter(({ table_name: name }) => name === table)
    return [`export type ${className(table)} = {`, ...own.map((column) => renderColumn(column, words)), '}', ''].join('\n')
  })
  const ids = [...new Set(Object.values(idColumns))].sort().join(', ')
  return [
    '// The tables as Kysely sees them. Written by scripts/generateTables.ts from a migrated database: do not edit.',
    "import type { Generated } from 'kysely'",
    "import type { StoredLevel } from '../core/escalation/storedPath.ts'",
    "import type { Role } from '../core/kernel/actor.ts'",
    `import type { ${ids} } from '../core/kernel/ids.ts'`,
    "import type { Instant } from '../core/kernel/instant.ts'",
    "import type { Json } from '../core/ledger/entry.ts'",
    '',
    '/** What a jsonb column holds where nothing narrower is known. */',
    'export type JsonObject = { readonly [key: string]: Json }',
    '',
    ...bodies,
    'export type Tables = {',
    ...tables.map((table) => `  ${table}: ${className(table)}`),
    '}',
    '',
    '/** Columns whose values are written otherwise than they are held in code (columnPlugin.ts). */',
    "export const columnKinds: Readonly<Record<string, 'time' | 'json'>> = {",
    ...renderKinds(columns),
    '}',
    '',
  ].join('\n')
}
