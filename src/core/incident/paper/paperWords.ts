// Words and shapes that all parts of a thread on paper share.
import type { Table } from '../../document/table.ts'
import type { PaperFacts, PaperSection } from './paper.ts'

/** A section of one table; empty where the table is. */
export function tabled(title: string, table: Table, said: string[] = []): PaperSection {
  return { title, said: table.rows.length === 0 ? [] : said, tables: table.rows.length === 0 ? [] : [table], texts: [] }
}

export function nameOf({ reading }: PaperFacts, id: string | null): string {
  return id === null ? '–' : (reading.nameOf(id) ?? id)
}

export function entryText(entry: number): string {
  return entry < 0 ? 'waits' : `#${entry}`
}
