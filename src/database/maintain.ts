// Keeps the embedded database's tables tidy: it has no background process that would (autovacuum). Gives full tables statistics on both engines.
import type { Database } from './database.ts'

/** As autovacuum has them: this many rows and this share of the table must have changed. */
const leastChanges = 500
const deadShare = 0.2
const changedShare = 0.1

/** Up to here the embedded database was measured to be comfortable; beyond it, questions that read much hold up everybody. */
const comfortableBytes = 1024 ** 3

/** A sentence for the operator where the embedded database has outgrown its purpose; null where it has not. */
export async function outgrown(database: Database): Promise<string | null> {
  if (database.engine !== 'pglite') return null
  const { rows } = await database.execute<{ bytes: number }>('select pg_database_size(current_database()) as bytes')
  const bytes = rows[0]?.bytes ?? 0
  if (bytes <= comfortableBytes) return null
  const size = (bytes / comfortableBytes).toFixed(1)
  return `The embedded database has grown to ${size} GiB. Move to PostgreSQL: \`tickmark backup\`, set DATABASE_URL, \`tickmark restore\`.`
}

type Untidy = { name: string; vacuum: boolean }

/**
 * Vacuums and analyses the tables that changed much since the last time; answers which. To be called every few seconds: it is one question
 * where there is nothing to do. Without statistics the planner guesses, and without vacuum the index over words grows slow.
 */
export async function maintain(database: Database): Promise<string[]> {
  return database.engine === 'pglite' ? tidyAll(database) : firstStatistics(database)
}

/**
 * Analyses the tables that were filled and never analysed; answers which. A burst into empty tables has plans made for tables without rows:
 * then any index that begins with the organization looks as good as the key, and each new observation goes through all alerts to find its own.
 * Autovacuum would look once a minute.
 */
export async function firstStatistics(database: Database): Promise<string[]> {
  await countNow(database)
  const { rows } = await database.execute<{ name: string }>(
    `select quote_ident(schemaname) || '.' || quote_ident(relname) as name from pg_stat_user_tables
     where schemaname = 'public' and n_mod_since_analyze > $1 and last_analyze is null and last_autoanalyze is null
     order by 1`,
    [leastChanges],
  )
  for (const { name } of rows) await database.execute(`analyze ${name}`)
  return rows.map(({ name }) => name)
}

/** What a connection changed is handed in once a second at most, and after this statement in any case; on the embedded database that is all. */
async function countNow(database: Database): Promise<void> {
  if (database.engine === 'pglite') await database.execute('select pg_stat_force_next_flush()')
}

async function tidyAll(database: Database): Promise<string[]> {
  await countNow(database)
  const { rows } = await database.execute<Untidy>(
    `select quote_ident(schemaname) || '.' || quote_ident(relname) as name,
       n_dead_tup > $1::int + $2::float8 * n_live_tup or n_ins_since_vacuum > $1::int + $2::float8 * n_live_tup as vacuum
     from pg_stat_user_tables
     where n_dead_tup > $1::int + $2::float8 * n_live_tup or n_ins_since_vacuum > $1::int + $2::float8 * n_live_tup
       or n_mod_since_analyze > $1::int + $3::float8 * n_live_tup
     order by 1`,
    [leastChanges, deadShare, changedShare],
  )
  for (const { name, vacuum } of rows) await database.execute(vacuum ? `vacuum (analyze) ${name}` : `analyze ${name}`)
  return rows.map(({ name }) => name)
}
