// A table of a few dozen rows: columns on a desk, one block per row with its words on a phone.
import type { ReactNode } from 'react'
import styles from './Table.module.css'

export type Column<Row> = {
  word: string
  cell: (row: Row) => ReactNode
  /** Numbers stand at the right. */
  number?: boolean
  /** Takes the room that is left. */
  grow?: boolean
  /** Breaks into lines. */
  wrap?: boolean
  /** On a phone: no word before it, for what names the row or its buttons. */
  bare?: boolean
}

type TableProps<Row> = {
  label: string
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  keyOf: (row: Row) => string
  /** Greyed: no longer in force. */
  isPast?: (row: Row) => boolean
}

export function Table<Row>({ label, columns, rows, keyOf, isPast }: TableProps<Row>) {
  return (
    <div className={styles.frame}>
      <table className={styles.table} aria-label={label}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.word} scope="col" className={column.number ? styles.number : ''}>
                {column.bare && column.word.startsWith('(') ? <span className="said">{column.word.slice(1, -1)}</span> : column.word}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={keyOf(row)} className={isPast?.(row) ? styles.past : ''}>
              {columns.map((column) => (
                <td
                  key={column.word}
                  data-word={column.bare ? undefined : column.word}
                  className={`${column.number ? styles.number : ''} ${column.grow ? styles.grow : column.wrap ? styles.wrap : ''}`}
                >
                  <div className={styles.said}>{column.cell(row)}</div>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
