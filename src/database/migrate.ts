// Brings a database to this version: each migration once, then the guarantees, every time.
import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import type { Database, Session } from './database.ts'
import { ensureRoles } from './roles.ts'
import { splitStatements } from './splitStatements.ts'

const migrationsDirectory = new URL('./migrations/', import.meta.url)
const guaranteesDirectory = new URL('./guarantees/', import.meta.url)

/** The order matters: roles are granted what the later files speak of. */
const guarantees = ['roles.sql', 'by_organization.sql', 'append_only.sql', 'doors.sql']

/** The advisory lock that one migrating server holds: "tickmark" in ASCII, as far as a bigint goes. */
const lockKey = '8388065862518235505'
const lockPatience = 10 * 60_000

export type MigrationReport = {
  /** Files applied by this call; empty where the database was up to date. */
  applied: string[]
}

type SqlFile = { name: string; text: string; sha256: Uint8Array }

async function readSql(directory: URL, name: string): Promise<SqlFile> {
  const text = await readFile(new URL(name, directory), 'utf8')
  return { name, text, sha256: new Uint8Array(createHash('sha256').update(text).digest()) }
}

async function readMigrations(): Promise<SqlFile[]> {
  const names = (await readdir(migrationsDirectory)).filter((name) => /^\d{4}_\w+\.sql$/.test(name)).sort()
  return Promise.all(names.map((name) => readSql(migrationsDirectory, name)))
}

/** A session's lock, polled for: waiting in the database would run into the statement timeout. */
async function lock(session: Session) {
  const giveUp = performance.now() + lockPatience
  for (;;) {
    const { rows } = await session.query<{ locked: boolean }>('select pg_try_advisory_lock($1::bigint) as locked', [lockKey])
    if (rows[0]?.locked) return
    if (performance.now() > giveUp)
      throw new Error('Another server has been migrating this database for ten minutes. Look at that one first.')
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
}

async function runAll(session: Session, file: SqlFile) {
  for (const statement of splitStatements(file.text)) {
    try {
      await session.query(statement)
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      throw new Error(`${file.name}: ${reason}\n${statement.slice(0, 400)}`, { cause: error })
    }
  }
}

async function inTransaction(session: Session, work: () => Promise<void>) {
  await session.query('begin')
  try {
    await work()
    await session.query('commit')
  } catch (error) {
    await session.query('rollback')
    throw error
  }
}

const createMigrationTable = `create table if not exists migration (
  name text collate "C" primary key,
  sha256 bytea not null,
  applied_at timestamptz not null default now()
)`

type Applied = { name: string; sha256: Uint8Array }

/** What was applied is history: it must be there still, unchanged, and before everything that is new. */
function pending(files: SqlFile[], applied: Applied[]): SqlFile[] {
  const known = new Map(files.map((file) => [file.name, file]))
  for (const { name, sha256 } of applied) {
    const file = known.get(name)
    if (!file)
      throw new Error(`This database was migrated by a newer Tickmark (${name} is unknown here). Start that version, or restore a backup.`)
    if (Buffer.compare(file.sha256, sha256) !== 0) {
      throw new Error(`${name} was changed after it had been applied to this database. Undo the change; put what is new into a new file.`)
    }
  }
  const done = new Set(applied.map(({ name }) => name))
  return files.filter(({ name }) => !done.has(name))
}

async function applyMigrations(session: Session): Promise<string[]> {
  await session.query(createMigrationTable)
  const { rows } = await session.query<Applied>('select name, sha256 from migration order by name')
  const todo = pending(await readMigrations(), rows)
  for (const file of todo) {
    await inTransaction(session, async () => {
      await runAll(session, file)
      await session.query('insert into migration (name, sha256) values ($1, $2)', [file.name, file.sha256])
    })
  }
  return todo.map(({ name }) => name)
}

/** All or nothing, so that no server ever sees a table between two states of its guard. */
async function applyGuarantees(session: Session) {
  const files = await Promise.all(guarantees.map((name) => readSql(guaranteesDirectory, name)))
  await inTransaction(session, async () => {
    for (const file of files) await runAll(session, file)
  })
}

/** Safe when several servers start at once: one does it, the others wait and find it done. */
export async function migrate(database: Database): Promise<MigrationReport> {
  return database.session(async (session) => {
    await lock(session)
    try {
      await session.query('set statement_timeout = 0')
      const applied = await applyMigrations(session)
      await ensureRoles(session)
      await applyGuarantees(session)
      return { applied }
    } finally {
      await session.query('reset statement_timeout')
      await session.query('select pg_advisory_unlock($1::bigint)', [lockKey])
    }
  })
}
