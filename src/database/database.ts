// The database as the rest of the house holds it: one type over both engines.
import { AsyncLocalStorage } from 'node:async_hooks'
import type pg from 'pg'
import { parameterOf } from './arrayLiteral.ts'
import { nameDatabaseError } from './databaseUnavailable.ts'
import type { EmbeddedDatabase } from './pglite/openPglite.ts'

export type QueryResult<R> = { rows: R[]; rowCount: number; command: string }

/** One connection, held for the length of a piece of work. */
export type Session = {
  /** One statement with values; or, without values, several statements at once: then the rows of all of them. */
  query<R = Record<string, unknown>>(text: string, values?: readonly unknown[]): Promise<QueryResult<R>>
}

/** A name this server alone holds, as long as `isHeld`: a broken connection to a PostgreSQL server loses it. */
export type HeldLock = { isHeld(): boolean; release(): Promise<void> }

export type Database = {
  readonly engine: 'pglite' | 'postgresql'
  /** Outside any organization, as the connecting user: for migrations, doors and the job queue. Rows of organizations are not seen here. */
  execute<R = Record<string, unknown>>(text: string, values?: readonly unknown[]): Promise<QueryResult<R>>
  /** Holds one connection, for session locks and transactions. On PGlite there is one: nobody else gets a word in meanwhile. */
  session<T>(work: (session: Session) => Promise<T>): Promise<T>
  /** Hears what is notified on a channel; answers how to stop. After a broken connection it listens again, and misses what came between. */
  listen(channel: string, heard: (payload: string) => void): Promise<() => Promise<void>>
  notify(channel: string, payload: string): Promise<void>
  /** Takes a name that only one server at a time may hold, and does not wait for it: null where somebody else holds it. */
  tryLock(name: string): Promise<HeldLock | null>
  /** Null but for the embedded database. */
  readonly embedded: EmbeddedDatabase | null
  /** Waits for what is running, then lets go of everything. */
  close(): Promise<void>
}

type Parts = {
  engine: Database['engine']
  pool: pg.Pool
  embedded?: EmbeddedDatabase
  listen: Database['listen']
  tryLock: Database['tryLock']
  close: () => Promise<void>
}

/** Several statements in one text give several results: the rows of all, and how the last one ended. */
function oneResult<R>(result: pg.QueryResult | pg.QueryResult[]): QueryResult<R> {
  const results = Array.isArray(result) ? result : [result]
  const last = results.at(-1)
  const rows = results.length === 1 ? last?.rows : results.flatMap((one) => one.rows ?? [])
  return { rows: (rows ?? []) as R[], rowCount: last?.rowCount ?? 0, command: last?.command ?? '' }
}

/**
 * Texts that begin so are parsed and planned once for each connection. For the inserts and the look-ups by key of the hot path, which have
 * one plan whatever is in the tables; any other query would keep the plan that was right when they were smaller.
 */
export const planOnce = '/* plan once */'

const planNames = new Map<string, string>()

/** Undefined: planned anew each time, with the values at hand. */
function planName(text: string): string | undefined {
  if (!text.startsWith(planOnce)) return undefined
  const known = planNames.get(text)
  if (known !== undefined) return known
  const name = `tickmark_${planNames.size}`
  planNames.set(text, name)
  return name
}

async function ask<R>(client: pg.PoolClient, text: string, values?: readonly unknown[]): Promise<QueryResult<R>> {
  try {
    // Without values it must be the simple protocol: only that takes several statements.
    return oneResult<R>(
      values === undefined || values.length === 0 ? await client.query(text) : await client.query(withValues(text, values)),
    )
  } catch (error) {
    throw nameDatabaseError(error)
  }
}

function withValues(text: string, values: readonly unknown[]): pg.QueryConfig {
  const name = planName(text)
  return { text, values: values.map(parameterOf), ...(name === undefined ? {} : { name }) }
}

/** A connection that is in a transaction still, or broken, must not go back to the pool. */
function giveBack(client: pg.PoolClient) {
  const { _queryable: usable, _txStatus: status } = client as unknown as { _queryable: boolean; _txStatus: string | null }
  client.release(!usable || status !== 'I')
}

export function pooledDatabase(parts: Parts): Database {
  const { pool } = parts
  /** Marks the work that holds a connection: asking for a second one inside it waits for itself, for ever on PGlite. */
  const held = new AsyncLocalStorage<{ open: boolean }>()

  async function session<T>(work: (session: Session) => Promise<T>): Promise<T> {
    if (held.getStore()?.open) {
      throw new Error('This work holds a database connection already: use the transaction it was given, or wait until it is over.')
    }
    let client: pg.PoolClient
    try {
      client = await pool.connect()
    } catch (error) {
      throw nameDatabaseError(error)
    }
    // Without a listener, a connection that breaks between two queries would end the process.
    const broken = () => undefined
    client.on('error', broken)
    const holding = { open: true }
    try {
      return await held.run(holding, () => work({ query: (text, values) => ask(client, text, values) }))
    } finally {
      holding.open = false
      client.off('error', broken)
      giveBack(client)
    }
  }

  return {
    engine: parts.engine,
    embedded: parts.embedded ?? null,
    session,
    execute: (text, values) => session(({ query }) => query(text, values)),
    listen: parts.listen,
    tryLock: parts.tryLock,
    notify: async (channel, payload) => {
      await session(({ query }) => query('select pg_notify($1, $2)', [channel, payload]))
    },
    close: parts.close,
  }
}
