// Opens the database the settings name, for commands that work on it while no server runs.
import { join } from 'node:path'
import { type Database, openDatabase } from '../database/connect.ts'
import { DirectoryInUse } from '../database/pglite/directoryLock.ts'
import type { Config } from '../server/config.ts'

/** The embedded database has one process: with a server on it the command says so instead of opening it. */
export async function openOwnDatabase(config: Config): Promise<Database> {
  if (config.databaseUrl !== null) return openDatabase({ kind: 'postgresql', url: config.databaseUrl, poolSize: 2 })
  try {
    return await openDatabase({ kind: 'pglite', directory: join(config.dataDirectory, 'database') })
  } catch (error) {
    if (!(error instanceof DirectoryInUse)) throw error
    throw new Error(`${error.message}\nStop the server, run this command, and start the server again. (On PostgreSQL it need not stop.)`)
  }
}
