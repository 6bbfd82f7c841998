// One place where the database says something else than the ledger.
import { formatInstant, type Instant, isInstant } from '../../../core/kernel/instant.ts'
import { encodeHex } from '../../../core/ledger/hex.ts'

export type Disagreement = {
  table: string
  /** The row, by its key within the organization: `alert_id=alr_…`. */
  row: string
  /** Null where the row itself is too many or missing. */
  column: string | null
  /** Index of the entry that says otherwise; null where it waits to be sealed, or it is not one entry that does. */
  entry: number | null
  /** What follows from the ledger. */
  expected: string
  /** What the table says. */
  found: string
}

export type Value = null | string | number | boolean | Uint8Array

const timeColumn = /(?:_(?:at|from|start|end|over)|(?:^|_)until)$/

/** As a person would compare it. */
export function shown(column: string, value: Value): string {
  if (value === null) return 'nothing'
  if (value instanceof Uint8Array) return value.length > 64 ? `${value.length} bytes` : encodeHex(value)
  if (typeof value === 'number' && timeColumn.test(column) && isInstant(value)) return formatInstant(value as Instant)
  return typeof value === 'string' ? JSON.stringify(value) : String(value)
}

export function sentenceOf({ table, row, column, entry, expected, found }: Disagreement): string {
  const where = column === null ? `${table}, ${row}` : `${table}, ${row}, column ${column}`
  const who = entry === null ? 'the ledger says' : `entry #${entry} says`
  return `${where}: ${who} ${expected}; the table says ${found}.`
}
