// One column of a grid, and what its head does.
import type { ReactNode } from 'react'

export type GridColumn<Row> = {
  id: string
  word: string
  /** A track of CSS grid: `120px`, `minmax(0, 2fr)`. */
  track: string
  cell: (row: Row) => ReactNode
  number?: boolean
}

/** The head of a column the rows can be sorted by. */
export type GridHead = {
  sorted: 'ascending' | 'descending' | 'none'
  /** What pressing it does. */
  says: string
  onPress: () => void
}
