// Keeps the embedded database's tables tidy: it has no background process that would (autovacuum).
import type { Database } from './database.ts'

/** As autovacuum has them: this many rows and this share of the table must have changed. */
const leastChanges = 500
const deadShare = 0.2
const changedShare = 0.1

type Untidy = { name: string; vacuum: boolean }

/**
 * Vacuums and analyses the tables that changed much since the last time; answers which. To be called now and then, say every ten minutes.
 * Without statistics the planner guesses, and without vacuum the index over words grows slow. On PostgreSQL it does nothing.
 */
export async function maintain(database: Database): Promise<string[]> {
  if (database.engine !== 'pglite') return []
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
