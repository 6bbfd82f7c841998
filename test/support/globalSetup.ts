// Once per test run, before the tests that need a database: one PostgreSQL server, and one prepared database to copy from on each engine.
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { pino } from 'pino'
import type { TestProject } from 'vitest/node'
import { type Database, openDatabase } from '../../src/database/connect.ts'
import { migrate } from '../../src/database/migrate.ts'
import { startJobs } from '../../src/server/jobs/startJobs.ts'
import { findServer, ownDirectory, type PostgresServer, sweep } from './postgresServer.ts'

export type ProvidedEngines = {
  /** The same twice: to be read into memory, and to be copied to where a server will look for it. */
  pglite: { dump: string; directory: string }
  postgres: { url: string; template: string; where: string } | { missing: string }
}

declare module 'vitest' {
  export interface ProvidedContext {
    engines: ProvidedEngines
  }
}

/** As a server that started and stopped leaves it: its tables and those of its job queue, and not a row of anybody's. */
async function prepare(database: Database): Promise<void> {
  await migrate(database)
  const jobs = await startJobs({ database, log: pino({ level: 'silent' }), shutdownTimeout: 1_000 })
  await jobs.stop()
}

async function preparedPglite(directory: string): Promise<ProvidedEngines['pglite']> {
  const paths = { dump: join(directory, 'pglite.tar'), directory: join(directory, 'pglite') }
  const database = await openDatabase({ kind: 'pglite', directory: paths.directory })
  try {
    await prepare(database)
    const contents = await database.embedded?.dump()
    if (!contents) throw new Error('the embedded database gave no dump')
    writeFileSync(paths.dump, new Uint8Array(contents))
    return paths
  } finally {
    await database.close()
  }
}

async function preparedPostgres(
  server: PostgresServer,
): Promise<{ url: string; template: string; where: string; drop: () => Promise<void> }> {
  const template = `tickmark_template_${process.pid}_${Math.trunc(performance.timeOrigin)}`
  const admin = new pg.Client(server.url)
  await admin.connect()
  await admin.query(`create database ${template} template template0`)
  const url = new URL(server.url)
  url.pathname = `/${template}`
  const database = await openDatabase({ kind: 'postgresql', url: url.href, poolSize: 2 })
  await prepare(database)
  await database.close()
  const drop = async () => {
    await admin.query(`drop database if exists ${template} with (force)`)
    await admin.end()
  }
  return { url: server.url, template, where: server.where, drop }
}

type Engines = { provided: ProvidedEngines; stop: () => Promise<void> }

async function startEngines(): Promise<Engines> {
  sweep()
  const directory = ownDirectory()
  const clear = () => rmSync(directory, { recursive: true, force: true })
  const [pglite, server] = await Promise.all([preparedPglite(directory), findServer()])
  if ('missing' in server) {
    console.warn(`PostgreSQL is skipped in this run: ${server.missing}`)
    return { provided: { pglite, postgres: server }, stop: async () => clear() }
  }
  const { drop, ...postgres } = await preparedPostgres(server)
  const stop = async () => {
    await drop()
    await server.stop()
    clear()
  }
  return { provided: { pglite, postgres }, stop }
}

/** Every project loads this file for itself; what they share hangs on the run they belong to, and lasts until its end. */
const ofThisRun = Symbol.for('tickmark.test.engines')
type Run = { [ofThisRun]?: Promise<Engines> }

export async function setup(project: TestProject) {
  const run = project.vitest as Run
  const isFirst = run[ofThisRun] === undefined
  run[ofThisRun] ??= startEngines()
  const { provided, stop } = await run[ofThisRun]
  project.provide('engines', provided)
  return isFirst ? stop : undefined
}
