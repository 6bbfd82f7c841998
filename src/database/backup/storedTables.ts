// Which tables a backup holds, in an order in which rows can be put back, as the database itself describes them.
import type { Session } from '../database.ts'

export type StoredColumn = {
  name: string
  /** As a cast writes it: `id`, `timestamptz`, `text`. */
  type: string
  /** Compared by a locale, which differs from machine to machine; in backups byte by byte. */
  collatable: boolean
  /** Bytes of any length: what makes a row big. */
  isBytes: boolean
  /** Numbered by a sequence of its own, which must go on behind the restored rows. */
  isNumbered: boolean
}

export type StoredTable = {
  name: string
  columns: StoredColumn[]
  /** Names of the primary key's columns; the first is `org_id`. */
  key: string[]
}

type ColumnRow = {
  table_name: string
  name: string
  type: string
  collatable: boolean
  is_bytes: boolean
  is_numbered: boolean
  key_place: number | null
}

/** Everything that belongs to an organization. What does not (set-up links, counts of failed attempts) is short-lived and left out. */
async function readColumns(session: Session): Promise<ColumnRow[]> {
  const { rows } = await session.query<ColumnRow>(`
    select c.relname as table_name, a.attname as name, format_type(a.atttypid, a.atttypmod) as type,
      a.attcollation not in (0, '"C"'::regcollation) as collatable, a.atttypid = 'bytea'::regtype as is_bytes, a.attidentity <> '' as is_numbered,
      array_position(k.conkey, a.attnum) as key_place
    from pg_class c
    join pg_constraint k on k.conrelid = c.oid and k.contype = 'p'
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
      and exists (select from pg_attribute o where o.attrelid = c.oid and o.attname = 'org_id' and not o.attisdropped)
    order by c.relname collate "C", a.attnum`)
  return rows
}

async function readReferences(session: Session): Promise<{ from: string; to: string }[]> {
  const { rows } = await session.query<{ from: string; to: string }>(`
    select distinct conrelid::regclass::text as "from", confrelid::regclass::text as "to"
    from pg_constraint where contype = 'f' and conrelid <> confrelid`)
  return rows
}

/** Referenced tables first. Rows of one table may refer to each other: that is checked at the end of the restore. */
function inOrderOfReference(names: string[], references: { from: string; to: string }[]): string[] {
  const ordered: string[] = []
  const visit = (name: string, trail: string[]) => {
    if (ordered.includes(name)) return
    if (trail.includes(name)) throw new Error(`Tables refer to each other in a circle: ${[...trail, name].join(' → ')}`)
    for (const { from, to } of references) if (from === name && names.includes(to)) visit(to, [...trail, name])
    ordered.push(name)
  }
  for (const name of names) visit(name, [])
  return ordered
}

export async function readStoredTables(session: Session): Promise<StoredTable[]> {
  const columns = await readColumns(session)
  const names = [...new Set(columns.map((column) => column.table_name))]
  return inOrderOfReference(names, await readReferences(session)).map((name) => {
    const own = columns.filter((column) => column.table_name === name)
    const key = own.filter((column) => column.key_place !== null).sort((a, b) => Number(a.key_place) - Number(b.key_place))
    if (key[0]?.name !== 'org_id') throw new Error(`The primary key of ${name} does not begin with org_id`)
    return {
      name,
      columns: own.map(({ name: column, type, collatable, is_bytes: isBytes, is_numbered: isNumbered }) => {
        return { name: column, type, collatable, isBytes, isNumbered }
      }),
      key: key.map((column) => column.name),
    }
  })
}

export type AppliedMigration = { name: string; sha256: string }

export async function readMigrations(session: Session): Promise<AppliedMigration[]> {
  const { rows } = await session.query<AppliedMigration>(`select name, encode(sha256, 'hex') as sha256 from migration order by name`)
  return rows
}

/** As the door tells them: in byte order, which is the order of `org_id` in every table. */
export async function readOrganizations(session: Session): Promise<string[]> {
  const { rows } = await session.query<{ id: string }>('select id from door.organization_ids() as id')
  return rows.map(({ id }) => id)
}
