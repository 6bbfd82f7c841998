// `tickmark backup <file>`: everything in the database, at one instant, in one file.
import { existsSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { parseArgs } from 'node:util'
import { toInstant } from '../core/kernel/instant.ts'
import { backUp } from '../database/backup/backup.ts'
import { type Config, readConfig } from '../server/config.ts'
import { openOwnDatabase } from './openOwnDatabase.ts'

export const summary = 'writes everything in the database, at one instant, into one file'

export const help = `tickmark backup <file> [--with-keys]

Writes every organization's rows, as they are at this instant, into <file>, and reads it back to check it.
The database is the one the settings name (DATABASE_URL, else the embedded one in TICKMARK_DATA_DIR).

  --with-keys   take along the server's keys and the kept files. Whoever has such a backup can sign as this server.
`

const leftOut = (withKeys: boolean) => [
  ...(withKeys ? [] : ['the signing seed and the secret key (keys/), and kept files (files/): --with-keys takes them along']),
  'the ledger heads this server remembers (ledger-heads/): they are what notices a database that was set back',
  'built audit packages: they can be built again',
  'jobs that wait in the queue, set-up links, and counts of failed sign-ins',
]

/** Where a key or kept file is, and what it is called in a backup. */
async function filesOf(config: Config): Promise<{ source: string; path: string }[]> {
  const keys = [
    { source: config.secretKeyFile, path: 'keys/secret.key' },
    { source: config.signingSeedFile, path: 'keys/signing.seed' },
  ].filter(({ source }) => existsSync(source))
  const folder = join(config.dataDirectory, 'files')
  if (!existsSync(folder)) return keys
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const kept = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((source) => ({ source, path: `files/${relative(folder, source)}` }))
    // What is being written is in nobody's name yet.
    .filter(({ path }) => !path.startsWith('files/drafts/'))
  return [...keys, ...kept.sort((a, b) => (a.path < b.path ? -1 : 1))]
}

async function backUpInto(file: string, withKeys: boolean): Promise<void> {
  const config = readConfig(process.env)
  const embedded = join(config.dataDirectory, 'database')
  if (config.databaseUrl === null && !existsSync(embedded)) {
    throw new Error(`there is no database at ${embedded}. Say with TICKMARK_DATA_DIR or DATABASE_URL which one is meant.`)
  }
  const database = await openOwnDatabase(config)
  try {
    const manifest = await backUp(database, {
      file,
      madeAt: toInstant(Date.now()),
      files: withKeys ? await filesOf(config) : [],
      progress: (line) => console.log(`  ${line}`),
    })
    const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0)
    console.log(`${file}: ${rows} rows of ${manifest.tables.length} tables and ${manifest.files.length} files, read back and checked.`)
    console.log(
      `Not in it:\n${leftOut(withKeys)
        .map((line) => `  - ${line}`)
        .join('\n')}`,
    )
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
    await backUpInto(file, values['with-keys'])
    return 0
  } catch (error) {
    console.error(`No backup was made: ${error instanceof Error ? error.message : String(error)}`)
    return 1
  }
}
