// Fresh databases for tests, on both engines, and organizations in them.
import { randomBytes } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { inject } from 'vitest'
import { systemActor } from '../../src/core/kernel/actor.ts'
import { type IdNoun, makeId, type OrganizationId } from '../../src/core/kernel/ids.ts'
import { type Instant, toInstant } from '../../src/core/kernel/instant.ts'
import { type Database, openDatabase } from '../../src/database/connect.ts'
import { inOrganization } from '../../src/database/inOrganization.ts'
import { ownDirectory } from './postgresServer.ts'

export type Engine = 'pglite' | 'postgresql'

const provided = inject('engines')

/** The engines to be had in this run. Where one is missing the run has printed why. */
export const engines: Engine[] = 'missing' in provided.postgres ? ['pglite'] : ['pglite', 'postgresql']

/** The server of this run, for tests that need a database of their own making. */
export function postgresServer(): { url: string; template: string } {
  if ('missing' in provided.postgres) throw new Error(`no PostgreSQL: ${provided.postgres.missing}`)
  return provided.postgres
}

export function newId<N extends IdNoun>(noun: N) {
  return makeId(noun, Date.now(), randomBytes(10))
}

export function now(): Instant {
  return toInstant(Date.now())
}

export async function asAdmin<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client(postgresServer().url)
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

export type TestDatabase = Database & {
  /** For another connection to the same database; null for the embedded one, which nobody else can open. */
  readonly url: string | null
}

type Options = { poolSize?: number; empty?: boolean; directory?: string }

async function openTestPostgres({ poolSize = 4, empty = false }: Options): Promise<TestDatabase> {
  const name = `tickmark_test_${randomBytes(8).toString('hex')}`
  const { template, url: server } = postgresServer()
  await asAdmin((client) => client.query(`create database ${name} template ${empty ? 'template0' : template}`))
  const url = new URL(server)
  url.pathname = `/${name}`
  const database = await openDatabase({ kind: 'postgresql', url: url.href, poolSize })
  return {
    ...database,
    url: url.href,
    close: async () => {
      await database.close()
      await asAdmin((client) => client.query(`drop database if exists ${name} with (force)`))
    },
  }
}

let pgliteDump: Buffer | undefined

/** Brought there as a stopped server leaves it, unless there is one already. */
async function openInDirectory(directory: string): Promise<Database> {
  if (!existsSync(join(directory, 'PG_VERSION'))) {
    mkdirSync(directory, { recursive: true, mode: 0o700 })
    cpSync(provided.pglite.directory, directory, { recursive: true })
  }
  return openDatabase({ kind: 'pglite', directory })
}

function openInMemory(): Promise<Database> {
  pgliteDump ??= readFileSync(provided.pglite.dump)
  return openDatabase({ kind: 'pglite', directory: null, contents: new Uint8Array(pgliteDump).buffer })
}

const tmpfs = 0x01021994
/** Where files are kept in memory anyway, copying them takes half of what the engine needs to unpack them into a memory of its own. */
const filesAreInMemory = statfsSync(tmpdir()).type === tmpfs

async function openInOwnDirectory(): Promise<Database> {
  const folder = ownDirectory()
  const database = await openInDirectory(join(folder, 'database'))
  const close = async () => {
    await database.close()
    rmSync(folder, { recursive: true, force: true })
  }
  return { ...database, close }
}

async function openTestPglite({ empty = false, directory }: Options): Promise<TestDatabase> {
  if (empty) return { ...(await openDatabase({ kind: 'pglite', directory: directory ?? null })), url: null }
  if (directory !== undefined) return { ...(await openInDirectory(directory)), url: null }
  return { ...(await (filesAreInMemory ? openInOwnDirectory() : openInMemory())), url: null }
}

/** A database of this test's own: migrated unless `empty`, gone when closed (but for PGlite in a `directory`, whose files stay). */
export function openTestDatabase(engine: Engine, options: Options = {}): Promise<TestDatabase> {
  return engine === 'pglite' ? openTestPglite(options) : openTestPostgres(options)
}

/** An organization with nothing in it. Each test makes its own: no clean-up, and the walls between them are tried every time. */
export async function newOrganization(database: Database, options: { name?: string; timeZone?: string } = {}): Promise<OrganizationId> {
  const organizationId = newId('organization')
  await inOrganization(database, organizationId, systemActor('test'), ({ db }) =>
    db
      .insertInto('organization')
      .values({ org_id: organizationId, name: options.name ?? 'Example', time_zone: options.timeZone ?? 'UTC', created_at: now() })
      .execute(),
  )
  return organizationId
}
