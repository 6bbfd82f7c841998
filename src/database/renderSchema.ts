// Writes schema.sql: the schema as all migrations and guarantees together left it, for reading. Nothing runs it.
import type { Database } from './database.ts'

type Line = { table_name: string; line: string }

/** Each question answers lines of SQL, in an order that does not depend on when things were made. */
const questions = {
  columns: `
    select c.relname as table_name, '  ' || quote_ident(a.attname) || ' ' || format_type(a.atttypid, a.atttypmod)
      || case when a.attnotnull then ' not null' else '' end
      || case a.attidentity when 'a' then ' generated always as identity' else '' end
      || case when a.attgenerated = 's' then ' generated always as (' || pg_get_expr(d.adbin, d.adrelid) || ') stored'
        else coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '') end as line
    from pg_class c
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
    order by c.relname collate "C", a.attnum`,
  constraints: `
    select c.relname as table_name, '  ' || pg_get_constraintdef(k.oid) as line
    from pg_constraint k join pg_class c on c.oid = k.conrelid
    where c.relnamespace = 'public'::regnamespace and k.contype in ('p', 'u', 'f', 'c')
    order by c.relname collate "C", position(k.contype in 'pufc'), k.conname collate "C"`,
  indexes: `
    select c.relname as table_name, pg_get_indexdef(x.indexrelid) || ';' as line
    from pg_index x join pg_class c on c.oid = x.indrelid join pg_class i on i.oid = x.indexrelid
    where c.relnamespace = 'public'::regnamespace and not exists (select from pg_constraint k where k.conindid = x.indexrelid and k.contype in ('p', 'u'))
    order by c.relname collate "C", i.relname collate "C"`,
  policies: `
    select tablename as table_name, format('-- policy %s for %s: %s', policyname, array_to_string(roles, ', '), qual) as line
    from pg_policies where schemaname = 'public' order by tablename collate "C", policyname collate "C"`,
  triggers: `
    select c.relname as table_name, '-- ' || pg_get_triggerdef(t.oid) as line
    from pg_trigger t join pg_class c on c.oid = t.tgrelid
    where c.relnamespace = 'public'::regnamespace and not t.tgisinternal
    order by c.relname collate "C", t.tgname collate "C"`,
  rights: `
    select c.relname as table_name, format('-- %s may %s', x.grantee::regrole,
      lower(string_agg(x.privilege_type, ', ' order by array_position(array['SELECT', 'INSERT', 'UPDATE', 'DELETE'], x.privilege_type)))) as line
    from pg_class c, aclexplode(c.relacl) x
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and x.grantee = 'tickmark_app'::regrole
    group by c.relname, x.grantee order by c.relname collate "C"`,
}

async function linesByTable(database: Database, question: string): Promise<Map<string, string[]>> {
  const { rows } = await database.execute<Line>(question)
  const lines = new Map<string, string[]>()
  for (const { table_name: table, line } of rows) lines.set(table, [...(lines.get(table) ?? []), line])
  return lines
}

/** Expects a migrated embedded database: other versions of PostgreSQL print some expressions otherwise. */
export async function renderSchema(database: Database): Promise<string> {
  const answers = new Map<string, Map<string, string[]>>()
  for (const [name, question] of Object.entries(questions)) answers.set(name, await linesByTable(database, question))
  const of = (name: keyof typeof questions, table: string) => answers.get(name)?.get(table) ?? []
  const tables = [...(answers.get('columns')?.keys() ?? [])]
  const bodies = tables.map((table) =>
    [
      `create table ${table} (`,
      [...of('columns', table), ...of('constraints', table)].join(',\n'),
      ');',
      ...of('indexes', table),
      ...of('rights', table),
      ...of('policies', table),
      ...of('triggers', table),
      '',
    ].join('\n'),
  )
  return [
    '-- The schema as all migrations and guarantees together left it, for reading. Written by scripts/generateTables.ts: do not edit.',
    '-- Domains: `id` is text of the form abc_<32 hex digits>, compared byte by byte; `sha256` is 32 bytes.',
    '',
    ...bodies,
  ].join('\n')
}
