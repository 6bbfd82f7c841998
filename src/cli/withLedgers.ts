// The database and the signing keys of the settings, for commands that work on ledgers: only what is there, nothing is made.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Database } from '../database/connect.ts'
import { organizationIds } from '../database/doors.ts'
import { type Config, readConfig } from '../server/config.ts'
import { type LedgerKeys, openLedgerKeys } from '../server/ledger/ledgerKeys.ts'
import { openOwnDatabase } from './openOwnDatabase.ts'

/** 3F000: no such schema; 42883: no such function. */
const notYetThere = new Set(['3F000', '42883'])

async function demandCurrent(database: Database): Promise<void> {
  try {
    await organizationIds(database)
  } catch (error) {
    if (!notYetThere.has(String((error as { code?: unknown }).code))) throw error
    throw new Error('The database is empty, or of an earlier version: start the server once, which brings it to this one.')
  }
}

export async function withLedgers(
  work: (house: { config: Config; database: Database; ledgerKeys: LedgerKeys }) => Promise<number>,
): Promise<number> {
  const config = readConfig(process.env)
  const embedded = join(config.dataDirectory, 'database')
  if (config.databaseUrl === null && !existsSync(embedded)) {
    throw new Error(`There is no database at ${embedded}: say with TICKMARK_DATA_DIR or DATABASE_URL which one is meant.`)
  }
  const ledgerKeys = openLedgerKeys(config.signingSeedFile, { mustExist: true })
  const database = await openOwnDatabase(config)
  try {
    await demandCurrent(database)
    return await work({ config, database, ledgerKeys })
  } finally {
    await database.close()
  }
}
