// One noun as fsck sees it: its tables, and the rows that its entries call for.
import type { OpenedEntry } from '../../../core/ledger/openedEntry.ts'
import type { Value } from './disagreement.ts'
import type { TableShape } from './fsckViews.ts'

/** Undefined: the entries do not say, for instance because a name was erased. */
export type ExpectedRow = { table: string; key: string; index: number | null; columns: Readonly<Record<string, Value | undefined>> }

export type Expected = { rows: ExpectedRow[]; contradictions: readonly string[] }

export type Noun = {
  /** Of its objects' ids. */
  prefix: string
  /** The first one has a row for each object. */
  tables: readonly TableShape[]
  /** Rows of the first table need no entry: they are set-up, and only what hangs on them is evidence. */
  rowsWithoutEntries?: boolean
  expect: (entries: readonly OpenedEntry[]) => Expected
}

export function shape(
  table: string,
  parent: string,
  key: string,
  columns: string,
  more: { where?: string; computed?: Record<string, string> } = {},
): TableShape {
  const plain = Object.fromEntries(
    columns
      .split(' ')
      .filter((name) => name !== '')
      .map((name) => [name, name]),
  )
  return { table, parent, key, columns: { ...plain, ...more.computed }, ...(more.where === undefined ? {} : { where: more.where }) }
}

export function foldAll<F>(
  fold: (before: F | undefined, entry: OpenedEntry) => F | undefined,
  entries: readonly OpenedEntry[],
): F | undefined {
  return entries.reduce<F | undefined>(fold, undefined)
}

/** For a noun whose objects are one row each. */
export function oneRow<F extends { index?: number | null; contradictions?: string[] }>(
  table: string,
  fold: (before: F | undefined, entry: OpenedEntry) => F | undefined,
  columns: (folded: F) => ExpectedRow['columns'],
): Noun['expect'] {
  return (entries) => {
    const folded = foldAll(fold, entries)
    if (folded === undefined) return { rows: [], contradictions: [] }
    return {
      rows: [{ table, key: '', index: folded.index ?? null, columns: columns(folded) }],
      contradictions: folded.contradictions ?? [],
    }
  }
}

export function hexBytes(hex: string | null): Uint8Array | null {
  return hex === null ? null : new Uint8Array(Buffer.from(hex, 'hex'))
}

/** As a row is named in a sentence: `review_id=rev_…`, `source_id=src_… day=2026-04-01`. */
export function rowName({ parent, key }: Pick<TableShape, 'parent' | 'key'>, id: string, own: string): string {
  if (own === '') return `${parent}=${id}`
  return key.includes(' ') ? `${parent}=${id} #${own}` : `${parent}=${id} ${key}=${own}`
}
