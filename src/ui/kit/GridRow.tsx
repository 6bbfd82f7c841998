// One row of a grid; drawn again only when something of it changed, not when others scroll.
// biome-ignore-all lint/a11y/useSemanticElements: rows that are placed by transform cannot be rows of a table element
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid itself has the focus and names its active row
import { memo } from 'react'
import styles from './Grid.module.css'
import type { GridColumn } from './gridColumn.ts'
import { isPlainClick } from './Link.tsx'

type GridRowProps = {
  id: string
  row: unknown
  rowKey: string
  index: number
  start: number
  height: number
  template: string
  columns: readonly GridColumn<unknown>[]
  href: string
  name: string
  isCursor: boolean
  isSelected: boolean
  isFresh: boolean
  plain: boolean
  boxes: boolean
  picking: boolean
  onOpen: (row: unknown) => void
  onSelect: ((key: string, range: boolean) => void) | null
  onCursor: (key: string) => void
}

function SelectCell({ rowKey, isSelected, onSelect, name }: Pick<GridRowProps, 'rowKey' | 'isSelected' | 'onSelect' | 'name'>) {
  return (
    <span role="gridcell" className={styles.select}>
      <input
        type="checkbox"
        aria-label={`Select ${name}`}
        checked={isSelected}
        tabIndex={-1}
        onClick={(event) => {
          event.stopPropagation()
          onSelect?.(rowKey, event.shiftKey)
        }}
        onChange={() => undefined}
      />
    </span>
  )
}

export const GridRow = memo(function GridRow(props: GridRowProps) {
  const { row, rowKey, columns, isCursor, isSelected, plain } = props
  const marks = [isCursor ? styles.cursor : '', isSelected ? styles.selected : '', props.isFresh ? styles.fresh : '']
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Enter opens the row the grid's cursor is at
    <div
      role="row"
      id={props.id}
      data-key={rowKey}
      tabIndex={-1}
      aria-rowindex={props.index + 2}
      aria-selected={props.onSelect ? isSelected : undefined}
      className={`${styles.row} ${marks.join(' ')}`}
      style={{ height: props.height, transform: `translateY(${props.start}px)`, gridTemplateColumns: props.template }}
      onClick={(event) => {
        if (event.target instanceof Element && event.target.closest('button, a[target]')) return
        if ((event.shiftKey || props.picking) && props.onSelect) {
          event.preventDefault()
          props.onSelect(rowKey, event.shiftKey)
          return
        }
        if (!isPlainClick(event)) return
        event.preventDefault()
        props.onCursor(rowKey)
        props.onOpen(row)
      }}
    >
      {props.boxes && <SelectCell {...props} />}
      {columns.map((column, at) => (
        <span key={column.id} role="gridcell" className={`${styles.cell} ${column.number ? styles.number : ''}`}>
          {at === 0 ? (
            <a href={props.href} className={styles.link} tabIndex={plain ? 0 : -1}>
              {column.cell(row)}
            </a>
          ) : (
            column.cell(row)
          )}
        </span>
      ))}
    </div>
  )
})
