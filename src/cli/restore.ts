// `tickmark restore <file>`: a backup into an empty database, on either engine.
import { createWriteStream, existsSync } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { parseArgs } from 'node:util'
import { hashing, readArchive } from '../database/backup/archive.ts'
import type { FileRecord, Manifest } from '../database/backup/manifest.ts'
import { restore } from '../database/backup/restore.ts'
import { migrate } from '../database/migrate.ts'
import { type Config, readConfig } from '../server/config.ts'
import { openOwnDatabase } from './openOwnDatabase.ts'

export const summary = 'puts a backup into an empty database, on either engine'

export const help = `tickmark restore <file> [--with-keys]

Puts a backup into an empty database (the one the settings name) and compares every table with the backup before it is committed.
A backup made on the embedded database restores on PostgreSQL, and the other way round: set DATABASE_URL to say where to.

  --with-keys   put the keys and kept files of the backup into the data directory, where there are none yet.
`

function placeOf(config: Config, path: string): string {
  if (path === 'keys/secret.key') return config.secretKeyFile
  if (path === 'keys/signing.seed') return config.signingSeedFile
  return join(config.dataDirectory, path)
}

/** Never over an existing file: a key that is there already may be the one other ledgers were signed with. */
async function placeFiles(config: Config, file: string, records: readonly FileRecord[]) {
  const archive = await readArchive(file)
  try {
    for (const { path, sha256 } of records) {
      const place = placeOf(config, path)
      const part = `${place}.part`
      await mkdir(dirname(place), { recursive: true, mode: 0o700 })
      const { pieces, result } = hashing(await archive.open(path))
      await pipeline(pieces, createWriteStream(part, { mode: 0o600, flush: true }))
      if (result().sha256 !== sha256) {
        await rm(part, { force: true })
        throw new Error(`The backup was changed: ${path} is not what its manifest says.`)
      }
      await rename(part, place)
    }
  } finally {
    archive.close()
  }
}

function refuseTaken(config: Config, records: readonly FileRecord[]) {
  const taken = records.map(({ path }) => placeOf(config, path)).filter((place) => existsSync(place))
  if (taken.length === 0) return
  const [first] = taken
  throw new Error(
    `${first}${taken.length > 1 ? ` and ${taken.length - 1} more` : ''} exists already. Move it away first, or restore without --with-keys.`,
  )
}

function sayWhatIsNext(manifest: Manifest, withKeys: boolean) {
  const hasKeys = manifest.files.some(({ path }) => path.startsWith('keys/'))
  if (withKeys && hasKeys) console.log('The keys of the backup are in place.')
  else {
    console.log('No keys were put in place. Copy the secret key and the signing seed of the old server before you start this one:')
    console.log('without them it makes new ones, cannot read what sources sign with, and seals no ledger that another key began.')
  }
  console.log('Start the server, then run `tickmark fsck` to hold the tables against the ledger.')
}

async function restoreFrom(file: string, withKeys: boolean): Promise<void> {
  const config = readConfig(process.env)
  const database = await openOwnDatabase(config)
  try {
    await migrate(database)
    const manifest = await restore(database, {
      file,
      check: (found) => {
        if (withKeys) refuseTaken(config, found.files)
      },
      progress: (line) => console.log(`  ${line}`),
    })
    if (withKeys) await placeFiles(config, file, manifest.files)
    const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0)
    console.log(`${rows} rows of ${manifest.tables.length} tables restored, from a backup of ${manifest.madeAt}; every table was compared.`)
    sayWhatIsNext(manifest, withKeys)
  } finally {
    await database.close()
  }
}

export async function run(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { 'with-keys': { type: 'boolean', default: false } },
  })
  const [file] = positionals
  if (file === undefined || positionals.length > 1) {
    console.error(help)
    return 2
  }
  try {
    await restoreFrom(file, values['with-keys'])
    return 0
  } catch (error) {
    console.error(`Nothing was restored: ${error instanceof Error ? error.message : String(error)}`)
    return 1
  }
}
