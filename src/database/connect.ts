// Opens the database: PGlite, or a PostgreSQL server. Everything above sees one type, `Database`.
import pg from 'pg'
import { columnReaders } from './columnValues.ts'
import { type Database, pooledDatabase } from './database.ts'
import { DatabaseUnavailable, nameDatabaseError } from './databaseUnavailable.ts'
import { listenerOn } from './listener.ts'
import { inProcessLocks, sessionLocks } from './locks.ts'
import { openPglite, type PgliteOptions } from './pglite/openPglite.ts'

export type { Database } from './database.ts'

/** `directory: null`: in memory, gone when closed. `contents`: a data directory to begin with, for tests. */
type EmbeddedOptions = { kind: 'pglite' } & PgliteOptions
/** `patience`: milliseconds a request waits for a connection before the database is called away. */
type ServerOptions = { kind: 'postgresql'; url: string; poolSize: number; patience?: number }

export type DatabaseOptions = EmbeddedOptions | ServerOptions

/** A request may wait this long for a connection before it is told that the database is away. */
const connectionTimeout = 15_000
/** No statement of ours takes a minute; one that does is a defect, and would hold its locks for as long. */
const statementTimeout = 60_000
/** A transaction that does nothing for this long was forgotten; it keeps vacuum from cleaning. */
const idleInTransactionTimeout = 60_000

/** What a transaction asks for without waiting goes out at once: a round trip less for each statement that needs no other's answer. */
const pipeline = true

export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  return options.kind === 'pglite' ? openEmbedded(options) : openServer(options)
}

async function openEmbedded(options: EmbeddedOptions): Promise<Database> {
  const embedded = await openPglite(options)
  const channels = new Map<string, Set<(payload: string) => void>>()
  // PGlite has one session for ever, so the pool holds one connection and its queue is the queue of leases.
  const pool = new pg.Pool({
    max: 1,
    idleTimeoutMillis: 0,
    connectionTimeoutMillis: connectionTimeout * 4,
    user: 'postgres',
    database: 'postgres',
    types: columnReaders,
    stream: embedded.socket,
    pipeline,
    onConnect: async (client) => {
      client.on('notification', ({ channel, payload }) => {
        for (const heard of channels.get(channel) ?? []) heard(payload ?? '')
      })
      for (const channel of channels.keys()) await client.query(`listen ${pg.escapeIdentifier(channel)}`)
    },
  })
  pool.on('error', () => undefined)
  return pooledDatabase({
    engine: 'pglite',
    pool,
    embedded,
    listen: async (channel, heard) => {
      const already = channels.get(channel)
      const set = already ?? new Set()
      set.add(heard)
      channels.set(channel, set)
      if (!already) await pool.query(`listen ${pg.escapeIdentifier(channel)}`)
      return async () => {
        set.delete(heard)
      }
    },
    tryLock: inProcessLocks(),
    close: async () => {
      await pool.end()
      await embedded.close()
    },
  })
}

async function openServer(options: ServerOptions): Promise<Database> {
  const connection = {
    connectionString: options.url,
    types: columnReaders,
    application_name: 'tickmark',
    // A network that fell silent is noticed within minutes instead of hours.
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    connectionTimeoutMillis: options.patience ?? connectionTimeout,
    // What is asked here takes milliseconds, and compiling a question takes longer than answering it.
    options: '-c timezone=UTC -c datestyle=ISO -c bytea_output=hex -c search_path=public -c jit=off',
  }
  const pool = new pg.Pool({
    ...connection,
    max: options.poolSize,
    pipeline,
    statement_timeout: statementTimeout,
    idle_in_transaction_session_timeout: idleInTransactionTimeout,
  })
  // An idle connection that breaks is dropped by the pool; who next asks gets a new one, or DatabaseUnavailable.
  pool.on('error', () => undefined)
  try {
    await refuseOldServer(pool)
  } catch (error) {
    await pool.end()
    throw error
  }
  const listener = listenerOn(() => new pg.Client(connection))
  return pooledDatabase({
    engine: 'postgresql',
    pool,
    listen: listener.listen,
    tryLock: sessionLocks(() => new pg.Client(connection)),
    close: async () => {
      await listener.close()
      await pool.end()
    },
  })
}

async function refuseOldServer(pool: pg.Pool) {
  let version: string
  try {
    const { rows } = await pool.query<{ server_version_num: string }>('show server_version_num')
    version = rows[0]?.server_version_num ?? '0'
  } catch (error) {
    const named = nameDatabaseError(error)
    if (!(named instanceof DatabaseUnavailable)) throw named
    const reason = error instanceof Error && error.message !== '' ? error.message : String((error as { code?: unknown }).code)
    throw new DatabaseUnavailable(`The PostgreSQL server cannot be reached: ${reason}`, error)
  }
  if (Number(version) < 150000) {
    throw new Error(`Tickmark needs PostgreSQL 15 or later; this server is version ${Math.floor(Number(version) / 10000)}.`)
  }
}
