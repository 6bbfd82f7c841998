// How a population is written as CSV: RFC 4180, and safe to open in a spreadsheet.
import { encodeUtf8 } from '../ledger/utf8.ts'
import type { TextTools } from './textTools.ts'

/** A cell: text, a whole number, or nothing. */
export type Cell = string | number | null

/**
 * A spreadsheet takes a cell that begins like this for a formula and would run it; alert titles come from outside. An apostrophe in front
 * is how spreadsheets themselves mark text. Tab and carriage return are stripped by some before they look.
 */
const formula = /^[=+\-@\t\r＝＋－＠]/
const quoted = /[",\r\n]|^ | $/

function cell(value: Cell): string {
  if (value === null) return ''
  if (typeof value === 'number') return String(value)
  const safe = formula.test(value) ? `'${value}` : value
  return quoted.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

export function csvLine(cells: readonly Cell[]): string {
  let line = ''
  for (let at = 0; at < cells.length; at++) line += (at === 0 ? '' : ',') + cell(cells[at] as Cell)
  return `${line}\r\n`
}

/** A whole table, its first line the columns' names, in pieces of about 64 kB. */
export function* csvPieces(
  columns: readonly string[],
  rows: Iterable<readonly Cell[]>,
  { utf8 }: Pick<TextTools, 'utf8'> = { utf8: encodeUtf8 },
): Generator<Uint8Array> {
  let text = csvLine(columns)
  for (const row of rows) {
    text += csvLine(row)
    if (text.length < 65_536) continue
    yield utf8(text)
    text = ''
  }
  if (text !== '') yield utf8(text)
}
