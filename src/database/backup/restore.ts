// Puts a backup into an empty database, on either engine, and proves that what is there now is what was backed up.
import { createHash } from 'node:crypto'
import { text } from 'node:stream/consumers'
import type { Database, Session } from '../database.ts'
import { type ArchiveReader, hashing, linesOf, readArchive } from './archive.ts'
import { agree, checkBackup } from './backup.ts'
import { type Manifest, manifestName, readManifest, type TableRecord, tableFile } from './manifest.ts'
import { type AppliedMigration, readMigrations, readOrganizations, readStoredTables, type StoredTable } from './storedTables.ts'
import { continueNumbering, enterOrganization, insertRows, lineOf, pagesOf, type RowText, readInOrder, rowOf } from './tableRows.ts'

export type RestoreOptions = {
  file: string
  /** Called with a manifest that was checked, before anything is written; what it throws stops the restore. */
  check?: (manifest: Manifest) => void
  progress?: (line: string) => void
}

/** A page is written at either of these. */
const pageRows = 2_000
const pageBytes = 4 * 1024 * 1024

function refuseOtherSchema(backup: AppliedMigration[], here: AppliedMigration[]) {
  const same =
    backup.length === here.length && backup.every((one, place) => one.name === here[place]?.name && one.sha256 === here[place]?.sha256)
  if (same) return
  throw new Error(
    `The backup was made by another version of Tickmark (its last migration is ${backup.at(-1)?.name}, here it is ${here.at(-1)?.name}). ` +
      'Restore it with that version, then start this one on it.',
  )
}

function refuseOtherTables(manifest: Manifest, tables: StoredTable[]) {
  const names = (list: { name: string }[]) => list.map(({ name }) => name).sort()
  if (JSON.stringify(names(manifest.tables)) !== JSON.stringify(names(tables))) {
    throw new Error('The backup was changed: its manifest does not name the tables of its version.')
  }
}

async function restoreTable(session: Session, archive: ArchiveReader, table: StoredTable, record: TableRecord) {
  const { pieces, result } = hashing(await archive.open(tableFile(table.name)))
  const organizationPlace = table.columns.findIndex(({ name }) => name === 'org_id')
  let organization: string | null = null
  let page: RowText[] = []
  let bytes = 0
  let rows = 0
  const numbered = table.columns.findIndex(({ isNumbered }) => isNumbered)
  let highest = 0
  const flush = async () => {
    await insertRows(session, table, page)
    page = []
    bytes = 0
  }
  for await (const line of linesOf(pieces)) {
    const row = rowOf(line, table)
    const owner = row[organizationPlace] ?? null
    if (owner === null) throw new Error(`The backup was changed: a row of ${table.name} belongs to nobody.`)
    if (owner !== organization) {
      await flush()
      await enterOrganization(session, owner)
      organization = owner
    }
    page.push(row)
    if (numbered >= 0) highest = Math.max(highest, Number(row[numbered]))
    bytes += line.length
    rows++
    if (page.length >= pageRows || bytes >= pageBytes) await flush()
  }
  await flush()
  if (numbered >= 0) await continueNumbering(session, table, table.columns[numbered]?.name ?? '', highest)
  agree(table.name, record, { rows, sha256: result().sha256 })
}

/** Reads the table back out of the database, in the same transaction, and compares. */
async function checkTable(session: Session, table: StoredTable, record: TableRecord, organizations: string[]) {
  const hash = createHash('sha256')
  let rows = 0
  for (const organization of organizations) {
    await enterOrganization(session, organization)
    for await (const page of pagesOf(session, table, organization)) {
      rows += page.length
      hash.update(page.map(lineOf).join(''))
    }
  }
  const sha256 = hash.digest('hex')
  if (rows !== record.rows || sha256 !== record.sha256) {
    throw new Error(`${table.name} is not in the database as it is in the backup (${rows} rows of ${record.rows}). Nothing was restored.`)
  }
}

async function restoreAll(session: Session, archive: ArchiveReader, manifest: Manifest, progress: (line: string) => void) {
  if ((await readOrganizations(session)).length > 0) {
    throw new Error('There are organizations in this database already. A backup is restored into an empty one only.')
  }
  refuseOtherSchema(manifest.migrations, await readMigrations(session))
  const tables = await readStoredTables(session)
  refuseOtherTables(manifest, tables)
  const recordOf = (table: StoredTable) => manifest.tables.find(({ name }) => name === table.name) as TableRecord
  await session.query('set constraints all deferred')
  for (const table of tables) {
    await restoreTable(session, archive, table, recordOf(table))
    progress(`${table.name}: ${recordOf(table).rows} rows`)
  }
  await session.query('set constraints all immediate')
  const organizations = await readOrganizations(session)
  for (const table of tables) await checkTable(session, table, recordOf(table), organizations)
}

/** All or nothing: the database is empty still when this throws. Expects it to be migrated. */
export async function restore(database: Database, options: RestoreOptions): Promise<Manifest> {
  // Read through once before anything is written, so that a broken file is known at once.
  const manifest = await checkBackup(options.file)
  options.check?.(manifest)
  const archive = await readArchive(options.file)
  try {
    const again = readManifest(await text(await archive.open(manifestName)))
    if (JSON.stringify(again) !== JSON.stringify(manifest)) throw new Error('The backup changed while it was read.')
    await database.session(async (session) => {
      await session.query('begin')
      try {
        await readInOrder(session)
        await restoreAll(session, archive, manifest, options.progress ?? (() => undefined))
        await session.query('commit')
      } catch (error) {
        await session.query('rollback').catch(() => undefined)
        throw error
      }
      for (const { name } of manifest.tables) await session.query(`analyze "${name}"`)
    })
    return manifest
  } finally {
    archive.close()
  }
}
