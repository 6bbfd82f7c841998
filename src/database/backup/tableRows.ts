// A table's rows as canonical text, page by page: one JSON array of texts and nulls a line, in the order of the primary key.
//
// The text is PostgreSQL's own (in UTC, ISO dates, hex bytes), the same on both engines and every version, so that equal rows have
// equal lines and equal tables equal hashes.
import type { Session } from '../database.ts'
import type { StoredColumn, StoredTable } from './storedTables.ts'

export type RowText = (string | null)[]

/** A page is read up to either of these; one row that is bigger is a page by itself. */
const pageRows = 2_000
const pageBytes = 4 * 1024 * 1024

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`
/**
 * Text is compared byte by byte, whatever the database's locale. Named with its table: a bare name in `order by` would mean the column of
 * the answer, which is text, and 10 would come before 9.
 */
const bytewise = (column: StoredColumn) => `t.${quoted(column.name)}${column.collatable ? ' collate "C"' : ''}`

export function lineOf(row: RowText): string {
  return `${JSON.stringify(row)}\n`
}

export function rowOf(line: string, table: StoredTable): RowText {
  const row: unknown = JSON.parse(line)
  const isRow =
    Array.isArray(row) && row.length === table.columns.length && row.every((value) => value === null || typeof value === 'string')
  if (!isRow) throw new Error(`A row of ${table.name} is not as this table's columns are.`)
  return row as RowText
}

/** Rows are seen only in their organization, also by the tables' owner: it is named before they are read or written. */
export async function enterOrganization(session: Session, organizationId: string) {
  await session.query(`select set_config('app.org_id', $1, true)`, [organizationId])
}

/**
 * For the length of the transaction: pages are read along the primary key, whatever the planner believes of a table that was filled a moment
 * ago and has no statistics. It would rather sort the rest of the table for every page. And a slow disk is no forgotten transaction.
 */
export async function readInOrder(session: Session) {
  await session.query(`set local enable_seqscan = off; set local enable_bitmapscan = off; set local enable_sort = off;
    set local statement_timeout = 0; set local idle_in_transaction_session_timeout = 0`)
}

type Statements = { widths: string | null; page: string }

function statements(table: StoredTable, after: boolean): Statements {
  const column = new Map(table.columns.map((one) => [one.name, one]))
  const key = table.key.slice(1).map((name) => column.get(name) as StoredColumn)
  const order = key.map(bytewise).join(', ') || 't.org_id'
  const beyond = key.map((one, place) => `$${place + 3}::${one.type}${one.collatable ? ' collate "C"' : ''}`).join(', ')
  const tail = `from ${quoted(table.name)} t where t.org_id = $1${after && key.length > 0 ? ` and (${order}) > (${beyond})` : ''} order by ${order} limit $2`
  const bytes = table.columns.filter(({ isBytes }) => isBytes).map(({ name }) => `coalesce(octet_length(${quoted(name)}), 0)`)
  return {
    widths: bytes.length > 0 ? `select ${bytes.join(' + ')} as width ${tail}` : null,
    page: `select ${table.columns.map(({ name }) => `${quoted(name)}::text`).join(', ')} ${tail}`,
  }
}

/** How many of the next rows fit in a page: their bytes are measured before they are read. */
async function fitting(session: Session, widths: string, values: unknown[]): Promise<number> {
  const { rows } = await session.query<{ width: number }>(widths, values)
  let total = 0
  let count = 0
  for (const { width } of rows) {
    total += width
    if (count > 0 && total > pageBytes) break
    count++
  }
  return Math.max(count, 1)
}

/** Counted by the database itself, so that a fault in the paging cannot hide. */
async function countOf(session: Session, table: StoredTable, organizationId: string): Promise<number> {
  const { rows } = await session.query<{ count: number }>(`select count(*) from ${quoted(table.name)} where org_id = $1`, [organizationId])
  return rows[0]?.count ?? 0
}

/** The rows of one organization, all of them or an error. Memory holds one page. */
export async function* pagesOf(session: Session, table: StoredTable, organizationId: string): AsyncGenerator<RowText[]> {
  let read = 0
  for await (const page of pagesByKey(session, table, organizationId)) {
    read += page.length
    yield page
  }
  const count = await countOf(session, table, organizationId)
  if (count !== read)
    throw new Error(`${table.name} has ${count} rows of ${organizationId}, and ${read} were read. This is a defect: please report it.`)
}

async function* pagesByKey(session: Session, table: StoredTable, organizationId: string): AsyncGenerator<RowText[]> {
  const keyPlaces = table.key.slice(1).map((name) => table.columns.findIndex((column) => column.name === name))
  let after: (string | null | undefined)[] | null = null
  for (;;) {
    const { widths, page } = statements(table, after !== null)
    const values = (limit: number) => [organizationId, limit, ...(after ?? [])]
    const limit = widths ? await fitting(session, widths, values(pageRows)) : pageRows
    const { rows } = await session.query<Record<string, string | null>>(page, values(limit))
    if (rows.length === 0) return
    const texts = rows.map((row) => table.columns.map(({ name }) => row[name] ?? null))
    yield texts
    // The organization's own row is the only one of its table.
    if (keyPlaces.length === 0) return
    const last = texts.at(-1)
    after = keyPlaces.map((place) => last?.[place])
  }
}

/** Puts rows of one organization into its table. */
export async function insertRows(session: Session, table: StoredTable, rows: readonly RowText[]): Promise<void> {
  if (rows.length === 0) return
  const names = table.columns.map(({ name }) => quoted(name)).join(', ')
  const typed = table.columns.map(({ type }, place) => `c${place}::${type}`).join(', ')
  const parameters = table.columns.map((_, place) => `$${place + 1}::text[]`).join(', ')
  const aliases = table.columns.map((_, place) => `c${place}`).join(', ')
  await session.query(
    `insert into ${quoted(table.name)} (${names}) overriding system value select ${typed} from unnest(${parameters}) as u(${aliases})`,
    table.columns.map((_, place) => rows.map((row) => row[place] ?? null)),
  )
}

/** Lets numbers given from now on follow those that were restored. The highest is known from the rows, since no one sees all tables. */
export async function continueNumbering(session: Session, table: StoredTable, column: string, highest: number): Promise<void> {
  if (highest < 1) return
  await session.query('select setval(pg_get_serial_sequence($1, $2), $3)', [table.name, column, highest])
}
