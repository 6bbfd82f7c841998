// What a backup says about itself: its format, what it was taken from, and for each table how many rows and which hash.
import type { AppliedMigration } from './storedTables.ts'

export const manifestName = 'manifest.json'
const format = 'tickmark-backup'
const formatVersion = 1

export type TableRecord = { name: string; columns: string[]; rows: number; sha256: string }
export type FileRecord = { path: string; size: number; sha256: string }

export type Manifest = {
  format: typeof format
  formatVersion: number
  madeAt: string
  engine: 'pglite' | 'postgresql'
  migrations: AppliedMigration[]
  tables: TableRecord[]
  /** Keys and kept files, where they were asked for. */
  files: FileRecord[]
}

export const tableFile = (table: string) => `tables/${table}.jsonl`

export function newManifest(parts: Omit<Manifest, 'format' | 'formatVersion'>): Manifest {
  return { format, formatVersion, ...parts }
}

type Loose = Record<string, unknown>
const isLoose = (value: unknown): value is Loose => typeof value === 'object' && value !== null && !Array.isArray(value)
const isText = (value: unknown): value is string => typeof value === 'string'
const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0
const isHash = (value: unknown): value is string => isText(value) && /^[0-9a-f]{64}$/.test(value)
/** Paths are written to disk on restore: no climbing out, no absolute ones. */
const isPath = (value: unknown): value is string => isText(value) && /^(keys|files)(\/[A-Za-z0-9][\w.-]*)+$/.test(value)

function isTable(value: unknown): value is TableRecord {
  return (
    isLoose(value) &&
    isText(value.name) &&
    isCount(value.rows) &&
    isHash(value.sha256) &&
    Array.isArray(value.columns) &&
    value.columns.every(isText)
  )
}

function isFile(value: unknown): value is FileRecord {
  return isLoose(value) && isPath(value.path) && isCount(value.size) && isHash(value.sha256)
}

function isMigration(value: unknown): value is AppliedMigration {
  return isLoose(value) && isText(value.name) && isHash(value.sha256)
}

export function readManifest(text: string): Manifest {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    throw new Error('This is no backup of Tickmark: its manifest cannot be read.', { cause: error })
  }
  if (!isLoose(value) || value.format !== format) throw new Error('This is no backup of Tickmark: its manifest says something else.')
  if (value.formatVersion !== formatVersion) {
    throw new Error(`This backup has format ${String(value.formatVersion)}, and this version of Tickmark reads format ${formatVersion}.`)
  }
  const { madeAt, engine, migrations, tables, files } = value
  const isWhole =
    isText(madeAt) &&
    (engine === 'pglite' || engine === 'postgresql') &&
    Array.isArray(migrations) &&
    migrations.every(isMigration) &&
    Array.isArray(tables) &&
    tables.every(isTable) &&
    Array.isArray(files) &&
    files.every(isFile)
  if (!isWhole) throw new Error('The backup was changed: its manifest is not as Tickmark writes it.')
  return newManifest({ madeAt, engine, migrations, tables, files })
}
