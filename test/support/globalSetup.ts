// Once per test run, before the tests that need a database: one PostgreSQL server, and one migrated database to copy from on each engine.
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { openDatabase } from '../../src/database/connect.ts'
import { migrate } from '../../src/database/migrate.ts'
import { findServer, ownDirectory, type PostgresServer, sweep } from './postgresServer.ts'

export type ProvidedEngines = {
  pgliteTemplate: string
  postgres: { url: string; template: string; where: string } | { missing: string }
}

declare module 'vitest' {
  export interface ProvidedContext {
    engines: ProvidedEngines
  }
}

async function migratedPglite(directory: string): Promise<string> {
  const database = await openDatabase({ kind: 'pglite', directory: null })
  try {
    await migrate(database)
    const contents = await database.embedded?.dump()
    if (!contents) throw new Error('the embedded database gave no dump')
    const file = join(directory, 'pglite.tar')
    writeFileSync(file, new Uint8Array(contents))
    return file
  } finally {
    await database.close()
  }
}

async function migratedPostgres(
  server: PostgresServer,
): Promise<{ url: string; template: string; where: string; drop: () => Promise<void> }> {
  const template = `tickmark_template_${process.pid}_${Math.trunc(performance.timeOrigin)}`
  const admin = new pg.Client(server.url)
  await admin.connect()
  await admin.query(`create database ${template} template template0`)
  const url = new URL(server.url)
  url.pathname = `/${template}`
  const database = await openDatabase({ kind: 'postgresql', url: url.href, poolSize: 2 })
  await migrate(database)
  await database.close()
  const drop = async () => {
    await admin.query(`drop database if exists ${template} with (force)`)
    await admin.end()
  }
  return { url: server.url, template, where: server.where, drop }
}

export async function setup(project: TestProject) {
  sweep()
  const directory = ownDirectory()
  const [pgliteTemplate, server] = await Promise.all([migratedPglite(directory), findServer()])
  if ('missing' in server) {
    console.warn(`PostgreSQL is skipped in this run: ${server.missing}`)
    project.provide('engines', { pgliteTemplate, postgres: server })
    return () => rmSync(directory, { recursive: true, force: true })
  }
  const { drop, ...postgres } = await migratedPostgres(server)
  project.provide('engines', { pgliteTemplate, postgres })
  return async () => {
    await drop()
    await server.stop()
    rmSync(directory, { recursive: true, force: true })
  }
}
