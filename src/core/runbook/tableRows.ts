// The rows of a Markdown table by what their columns are called.
import type { RootContent, Table, TableCell, TableRow } from 'mdast'
import { oneLine, plainText } from '../document/plainText.ts'

export type NamedRow = { row: TableRow; cell: (name: string) => TableCell | undefined }

/** `columns`: a name and what its heading says; the first column that fits, which no name before took. */
export function rowsOf(table: Table, columns: readonly (readonly [string, RegExp])[]): NamedRow[] {
  const [head, ...rows] = table.children
  const headings = head?.children.map((cell) => oneLine(plainText(cell)).toLowerCase()) ?? []
  const places = new Map<string, number>()
  for (const [name, says] of columns) {
    const found = headings.findIndex((heading, index) => says.test(heading) && ![...places.values()].includes(index))
    if (found >= 0) places.set(name, found)
  }
  return rows.map((row) => ({ row, cell: (name) => row.children[places.get(name) ?? -1] }))
}

export function tablesIn(blocks: readonly RootContent[]): Table[] {
  return blocks.filter((block) => block.type === 'table')
}

export function cellText(cell: TableCell | undefined): string | null {
  const text = cell === undefined ? '' : oneLine(plainText(cell))
  return text === '' ? null : text
}
