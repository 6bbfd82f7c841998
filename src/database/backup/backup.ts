// Writes every organization's rows, as they were at one instant, into one file that can be restored on either engine.
import { createReadStream, existsSync } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { text } from 'node:stream/consumers'
import { formatInstant, type Instant } from '../../core/kernel/instant.ts'
import type { Database, Session } from '../database.ts'
import { type ArchiveWriter, hashing, linesOf, readArchive, writeArchive } from './archive.ts'
import { type FileRecord, type Manifest, manifestName, newManifest, readManifest, type TableRecord, tableFile } from './manifest.ts'
import { readMigrations, readOrganizations, readStoredTables, type StoredTable } from './storedTables.ts'
import { enterOrganization, lineOf, pagesOf, readInOrder } from './tableRows.ts'

export type BackupOptions = {
  file: string
  madeAt: Instant
  /** Files of the data directory to take along: where they are, and their path in the backup (`keys/…`, `files/…`). */
  files?: readonly { source: string; path: string }[]
  progress?: (line: string) => void
}

async function* linesOfTable(
  session: Session,
  table: StoredTable,
  organizations: string[],
  count: (rows: number) => void,
): AsyncGenerator<string> {
  for (const organization of organizations) {
    await enterOrganization(session, organization)
    for await (const page of pagesOf(session, table, organization)) {
      count(page.length)
      yield page.map(lineOf).join('')
    }
  }
}

async function writeTables(session: Session, archive: ArchiveWriter, progress: (line: string) => void): Promise<TableRecord[]> {
  const organizations = await readOrganizations(session)
  const records: TableRecord[] = []
  for (const table of await readStoredTables(session)) {
    let rows = 0
    const lines = linesOfTable(session, table, organizations, (more) => {
      rows += more
    })
    const { sha256 } = await archive.add(tableFile(table.name), lines)
    records.push({ name: table.name, columns: table.columns.map(({ name }) => name), rows, sha256 })
    progress(`${table.name}: ${rows} rows`)
  }
  return records
}

async function writeFiles(archive: ArchiveWriter, files: BackupOptions['files'] = []): Promise<FileRecord[]> {
  const records: FileRecord[] = []
  for (const { source, path } of files) records.push({ path, ...(await archive.add(path, createReadStream(source))) })
  return records
}

async function* once(piece: string) {
  yield piece
}

async function writeAll(database: Database, archive: ArchiveWriter, options: BackupOptions): Promise<Manifest> {
  const progress = options.progress ?? (() => undefined)
  return database.session(async (session) => {
    // One instant for all tables, however long the reading takes.
    await session.query('begin isolation level repeatable read read only')
    await readInOrder(session)
    const migrations = await readMigrations(session)
    const tables = await writeTables(session, archive, progress)
    await session.query('commit')
    const files = await writeFiles(archive, options.files)
    const manifest = newManifest({ madeAt: formatInstant(options.madeAt), engine: database.engine, migrations, tables, files })
    await archive.add(manifestName, once(`${JSON.stringify(manifest, null, 2)}\n`))
    await archive.finish()
    return manifest
  })
}

/** Reads the whole file back and compares every table and file with the manifest: a backup that cannot be read is none. */
export async function checkBackup(file: string): Promise<Manifest> {
  const archive = await readArchive(file)
  try {
    const manifest = readManifest(await text(await archive.open(manifestName)))
    const expected = [manifestName, ...manifest.tables.map(({ name }) => tableFile(name)), ...manifest.files.map(({ path }) => path)]
    const extra = archive.paths.find((path) => !expected.includes(path))
    if (extra !== undefined) throw new Error(`The backup was changed: ${extra} is not in its manifest.`)
    for (const table of manifest.tables) {
      const { pieces, result } = hashing(await archive.open(tableFile(table.name)))
      let rows = 0
      for await (const _ of linesOf(pieces)) rows++
      agree(table.name, table, { rows, sha256: result().sha256 })
    }
    for (const record of manifest.files) {
      const { pieces, result } = hashing(await archive.open(record.path))
      for await (const _ of pieces);
      if (result().sha256 !== record.sha256) throw new Error(`The backup was changed: ${record.path} is not what the manifest says.`)
    }
    return manifest
  } finally {
    archive.close()
  }
}

export function agree(what: string, expected: { rows: number; sha256: string }, found: { rows: number; sha256: string }) {
  if (expected.rows !== found.rows)
    throw new Error(`The backup was changed: ${what} has ${found.rows} rows, and the manifest says ${expected.rows}.`)
  if (expected.sha256 !== found.sha256) throw new Error(`The backup was changed: the rows of ${what} are not those that were backed up.`)
}

/** The file appears under its name only when it is whole and was read back. */
export async function backUp(database: Database, options: BackupOptions): Promise<Manifest> {
  const part = `${options.file}.part`
  for (const taken of [options.file, part]) {
    if (existsSync(taken)) throw new Error(`${taken} exists already. A backup is never written over another file.`)
  }
  const archive = writeArchive(part)
  try {
    await writeAll(database, archive, options)
    const manifest = await checkBackup(part)
    await rename(part, options.file)
    return manifest
  } catch (error) {
    archive.abandon()
    await rm(part, { force: true })
    throw error
  }
}
