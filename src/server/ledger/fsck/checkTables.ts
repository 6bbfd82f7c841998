// Do the tables say what the entries say? Both are walked in the order of their objects' ids, so memory stays flat.
import type { OpenedEntry } from '../../../core/ledger/openedEntry.ts'
import type { OrganizationTx } from '../../../database/inOrganization.ts'
import type { Progress } from './checkLog.ts'
import { type Disagreement, shown, type Value } from './disagreement.ts'
import {
  alteredBodies,
  entriesByObject,
  nextIds,
  type Place,
  rowsOf,
  type StoredEntry,
  type TableRow,
  type TableShape,
  type WaitingEntry,
  waitingByObject,
  waitingEntries,
} from './fsckViews.ts'
import { type Expected, type ExpectedRow, type Noun, rowName } from './noun.ts'
import { nouns } from './nouns.ts'
import { missingSlots, openEntry } from './openEntry.ts'
import { withOpenings } from './withOpenings.ts'

const objectsAtOnce = 500
const entriesAtOnce = 2000

async function openAll(tx: OrganizationTx, rows: readonly StoredEntry[]): Promise<OpenedEntry[]> {
  return (await withOpenings(tx, rows)).map(([row, openings]) => openEntry(row, openings))
}

/** Sealed entries of objects behind `after` and up to `upTo`, one at a time. */
async function* sealed(tx: OrganizationTx, after: string, upTo: string): AsyncGenerator<OpenedEntry> {
  // Behind everything there can be of the object `after`.
  let place: Place = { obj: after, index: Number.MAX_SAFE_INTEGER }
  for (;;) {
    const rows = await entriesByObject(tx, place, upTo, entriesAtOnce)
    yield* await openAll(tx, rows)
    const last = rows.at(-1)
    if (rows.length < entriesAtOnce || last === undefined) return
    place = { obj: last.obj ?? '', index: last.index ?? 0 }
  }
}

type Group = { obj: string; entries: OpenedEntry[] }

async function* grouped(entries: AsyncIterable<OpenedEntry>): AsyncGenerator<Group> {
  let group: Group | undefined
  for await (const entry of entries) {
    const { obj } = entry.header
    if (group !== undefined && group.obj !== obj) {
      yield group
      group = undefined
    }
    group ??= { obj, entries: [] }
    group.entries.push(entry)
  }
  if (group !== undefined) yield group
}

/** Each object's sealed entries and behind them those that wait: what the tables show follows from both. */
async function* objects(tx: OrganizationTx, waiting: readonly WaitingEntry[], after: string, upTo: string): AsyncGenerator<Group> {
  const between = waiting.filter(({ obj }) => obj > after && obj <= upTo)
  const later = new Map<string, OpenedEntry[]>()
  for (const entry of await openAll(
    tx,
    await waitingEntries(
      tx,
      between.map(({ entryId }) => entryId),
    ),
  )) {
    later.set(entry.header.obj, [...(later.get(entry.header.obj) ?? []), entry])
  }
  for await (const { obj, entries } of grouped(sealed(tx, after, upTo))) {
    yield { obj, entries: [...entries, ...(later.get(obj) ?? [])] }
    later.delete(obj)
  }
  for (const [obj, entries] of later) yield { obj, entries }
}

type Kept = Map<string, { shape: TableShape; row: TableRow }>
const nameOf = (table: string, id: string, key: string) => `${table} ${id} ${key}`

async function keptRows(tx: OrganizationTx, noun: Noun, ids: readonly string[]): Promise<Kept> {
  const kept: Kept = new Map()
  for (const shape of noun.tables) {
    for (const row of await rowsOf(tx, shape, ids)) kept.set(nameOf(shape.table, row.parent, row.key), { shape, row })
  }
  return kept
}

function sameValue(left: Value, right: Value): boolean {
  if (left instanceof Uint8Array && right instanceof Uint8Array) return Buffer.compare(left, right) === 0
  return left === right
}

function compareRow(shape: TableShape, row: TableRow, expected: ExpectedRow): Disagreement[] {
  return Object.entries(expected.columns).flatMap(([column, value]) => {
    const found = row.columns[column]
    if (value === undefined || found === undefined || sameValue(value, found)) return []
    const name = rowName(shape, row.parent, row.key)
    const says = { expected: shown(column, value), found: shown(column, found) }
    return [{ table: shape.table, row: name, column, entry: expected.index, ...says }]
  })
}

function compareObject(noun: Noun, { obj, entries }: Group, { rows, contradictions }: Expected, kept: Kept): Disagreement[] {
  const found: Disagreement[] = contradictions.map((contradiction) => ({
    table: 'ledger_entry',
    row: `obj=${obj}`,
    column: 'kind',
    entry: entries.at(-1)?.index ?? null,
    expected: 'one history',
    found: contradiction,
  }))
  // Without what an entry said in detail (it was erased, or is missing, which is said elsewhere) only the row itself is looked for.
  const incomplete = entries.some((entry) => missingSlots(entry).some((slot) => slot !== 'personal'))
  // Of a private incident what was said stands in the personal slot: once that is erased, nothing can be said of its rows.
  if (entries.some((entry) => entry.slots.detail?.private === true && missingSlots(entry).includes('personal'))) {
    for (const [name, { row }] of kept) if (row.parent === obj) kept.delete(name)
    return found
  }
  for (const expected of rows) {
    const shape = noun.tables.find(({ table }) => table === expected.table)
    const name = nameOf(expected.table, obj, expected.key)
    const row = kept.get(name)
    kept.delete(name)
    if (shape === undefined || (incomplete && expected.key === '')) continue
    if (row !== undefined) found.push(...compareRow(shape, row.row, expected))
    else {
      const missing = { expected: 'that there is one', found: 'no such row' }
      found.push({ table: shape.table, row: rowName(shape, obj, expected.key), column: null, entry: expected.index, ...missing })
    }
  }
  return found
}

function surplus(noun: Noun, kept: Kept): Disagreement[] {
  return [...kept.values()].flatMap(({ shape, row }) => {
    if (noun.rowsWithoutEntries && shape === noun.tables[0]) return []
    const says = { expected: 'nothing about it', found: 'such a row' }
    return [{ table: shape.table, row: rowName(shape, row.parent, row.key), column: null, entry: null, ...says }]
  })
}

async function* checkNoun(
  tx: OrganizationTx,
  noun: Noun,
  waiting: readonly WaitingEntry[],
  progress: Progress,
): AsyncGenerator<Disagreement> {
  const [main] = noun.tables
  if (main === undefined) return
  // No id is as large: hex digits end with f.
  const end = `${noun.prefix}g`
  let after: string = noun.prefix
  let done = 0
  while (after < end) {
    const ids = await nextIds(tx, main, after, objectsAtOnce)
    const upTo = ids.length < objectsAtOnce ? end : (ids.at(-1) ?? end)
    const kept = await keptRows(tx, noun, ids)
    for await (const group of objects(tx, waiting, after, upTo)) yield* compareObject(noun, group, noun.expect(group.entries), kept)
    yield* surplus(noun, kept)
    after = upTo
    done += ids.length
    progress(main.table, done, done)
  }
}

async function* checkBodies(tx: OrganizationTx, progress: Progress): AsyncGenerator<Disagreement> {
  let after: Uint8Array | null = new Uint8Array(0)
  for (let done = 0; after !== null; ) {
    const { last, altered }: Awaited<ReturnType<typeof alteredBodies>> = await alteredBodies(tx, after, objectsAtOnce)
    for (const { sha256, actual } of altered) {
      const says = { expected: `bytes of the hash ${shown('sha256', sha256)}`, found: `bytes of the hash ${shown('sha256', actual)}` }
      yield { table: 'delivery_body', row: `sha256=${shown('sha256', sha256)}`, column: 'bytes', entry: null, ...says }
    }
    after = last
    done += objectsAtOnce
    progress('delivery_body', done, done)
  }
}

export async function* checkTables(tx: OrganizationTx, progress: Progress): AsyncGenerator<Disagreement> {
  const waiting = await waitingByObject(tx)
  for (const noun of nouns) yield* checkNoun(tx, noun, waiting, progress)
  yield* checkBodies(tx, progress)
}
