// Does every table keep the rules that hold for all tables, also the one somebody adds tomorrow?
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { renderSchema } from '../../src/database/renderSchema.ts'
import { renderTables } from '../../src/database/renderTables.ts'
import { engines, openTestDatabase, type TestDatabase } from '../support/database.ts'

/** Tables that exist before or apart from any organization. */
const noOrganization = ['attempt', 'migration', 'setup_link']

const unguarded = `
  select c.relname as name from pg_class c
  where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
    and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'org_id' and not a.attisdropped)
    and not (c.relrowsecurity and c.relforcerowsecurity
      and exists (select from pg_policy p where p.polrelid = c.oid and p.polname = 'by_organization'
        and p.polpermissive and p.polcmd = '*' and 0 = any (p.polroles)
        and pg_get_expr(p.polqual, p.polrelid) like '%app.org_id%' and p.polwithcheck is null))
  order by 1`

const withoutOrganization = `
  select c.relname as name from pg_class c
  where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
    and not exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'org_id' and a.attnotnull)
  order by 1`

/** Primary and unique keys are unique indexes, so one question covers them and unique indexes made by hand. */
const keysElsewhere = `
  select c.relname || ': ' || i.relname as name from pg_index x
  join pg_class i on i.oid = x.indexrelid
  join pg_class c on c.oid = x.indrelid
  left join pg_attribute a on a.attrelid = c.oid and a.attnum = x.indkey[0]
  where c.relnamespace = 'public'::regnamespace and x.indisunique and a.attname is distinct from 'org_id'
    and not c.relname = any ($1)
  union all
  select c.relname || ': ' || k.conname from pg_constraint k
  join pg_class c on c.oid = k.conrelid
  join pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[1]
  join pg_attribute f on f.attrelid = k.confrelid and f.attnum = k.confkey[1]
  where k.contype = 'f' and c.relnamespace = 'public'::regnamespace and (a.attname <> 'org_id' or f.attname <> 'org_id')
  order by 1`

/** What a request could do beyond what by_organization.sql lists would come from PUBLIC or from owning something. */
const openToAll = `
  select c.relname || ': ' || x.privilege_type as name from pg_class c, aclexplode(c.relacl) x
  where c.relnamespace = 'public'::regnamespace and x.grantee = 0
  union all
  select 'owned by tickmark_app: ' || relname from pg_class where relowner = 'tickmark_app'::regrole
  order by 1`

const appRights = `
  select c.relname as name, array_agg(x.privilege_type::text order by x.privilege_type::text) as rights
  from pg_class c, aclexplode(c.relacl) x
  where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and x.grantee = 'tickmark_app'::regrole
  group by 1`

describe.each(engines)('on %s', (engine) => {
  let database: TestDatabase

  beforeAll(async () => {
    database = await openTestDatabase(engine)
  })
  afterAll(() => database.close())

  const names = async (question: string, values: unknown[] = []) => {
    const { rows } = await database.execute<{ name: string }>(question, values)
    return rows.map(({ name }) => name)
  }

  /** Asks inside a transaction in which somebody forgot something, and undoes it. */
  const namesAfter = (statements: string, question: string, values: unknown[] = []) =>
    database.session(async ({ query }) => {
      await query('begin')
      await query(statements)
      const { rows } = await query<{ name: string }>(question, values)
      await query('rollback')
      return rows.map(({ name }) => name)
    })

  test('every table with org_id has forced row-level security and its policy', async () => {
    expect(await names(unguarded)).toEqual([])
  })

  test('a table that somebody forgot to guard is named', async () => {
    expect(await namesAfter('create table forgotten (org_id id primary key)', unguarded)).toEqual(['forgotten'])
    expect(await namesAfter('alter table alert no force row level security', unguarded)).toEqual(['alert'])
    expect(await namesAfter('drop policy by_organization on review', unguarded)).toEqual(['review'])
  })

  test('every other table is one of those that exist before any organization', async () => {
    expect(await names(withoutOrganization)).toEqual(noOrganization)
  })

  test('every primary, unique and foreign key begins with org_id', async () => {
    expect(await names(keysElsewhere, [noOrganization])).toEqual([])
    expect(await namesAfter('create unique index on person (email)', keysElsewhere, [noOrganization])).toEqual(['person: person_email_idx'])
    const loose = 'create table loose (org_id id references organization, n int unique, primary key (org_id, n))'
    expect(await namesAfter(loose, keysElsewhere, [noOrganization])).toEqual(['loose: loose_n_key'])
  })

  test('no table is open to everybody, and no right to truncate, refer or trigger is given to requests', async () => {
    expect(await names(openToAll)).toEqual([])
    const { rows } = await database.execute<{ name: string; rights: string[] }>(appRights)
    const more = rows.filter(({ rights }) => rights.some((right) => !['SELECT', 'INSERT', 'UPDATE', 'DELETE'].includes(right)))
    expect(more).toEqual([])
    const deletable = rows.filter(({ rights }) => rights.includes('DELETE')).map(({ name }) => name)
    expect(deletable.sort()).toEqual(['document_line', 'ledger_inbox', 'performed_request', 'session'])
  })

  test('requests cannot make tables, nor use the guards themselves', async () => {
    const { rows } = await database.execute<{ makes: boolean; guards: boolean }>(`
      select has_schema_privilege('tickmark_app', 'public', 'create') as makes,
        has_schema_privilege('tickmark_app', 'guard', 'usage') as guards`)
    expect(rows).toEqual([{ makes: false, guards: false }])
  })

  test('the roles cannot sign in and stand above nothing', async () => {
    const { rows } = await database.execute(`
      select rolname, rolcanlogin, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb from pg_roles
      where rolname in ('tickmark_app', 'tickmark_door') order by 1`)
    const powerless = { rolcanlogin: false, rolsuper: false, rolbypassrls: false, rolcreaterole: false, rolcreatedb: false }
    expect(rows).toEqual([
      { rolname: 'tickmark_app', ...powerless },
      { rolname: 'tickmark_door', ...powerless },
    ])
  })

  test('the types of the tables are those of this schema (else: node scripts/generateTables.ts)', async () => {
    const written = readFileSync(new URL('../../src/database/tables.generated.ts', import.meta.url), 'utf8')
    expect(await renderTables(database)).toBe(written)
  })

  test.skipIf(engine !== 'pglite')(
    'schema.sql is this schema, printed by the embedded database (else: node scripts/generateTables.ts)',
    async () => {
      const written = readFileSync(new URL('../../src/database/schema.sql', import.meta.url), 'utf8')
      expect(await renderSchema(database)).toBe(written)
    },
  )
})
