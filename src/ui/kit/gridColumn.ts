// One column of a grid.
import type { ReactNode } from 'react'

export type GridColumn<Row> = {
  id: string
  word: string
  /** A track of CSS grid: `120px`, `minmax(0, 2fr)`. */
  track: string
  cell: (row: Row) => ReactNode
  number?: boolean
}
