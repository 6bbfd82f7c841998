// A long ledger: fixed rows, a sticky head, only what is seen in the page, worked by keyboard; rows put on top never move the reader.
// biome-ignore-all lint/a11y/useSemanticElements: rows that are placed by transform cannot be rows of a table element
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid itself has the focus and names its active row
import { useVirtualizer } from '@tanstack/react-virtual'
import { type ReactNode, useEffect, useId, useLayoutEffect, useMemo, useRef } from 'react'
import styles from './Grid.module.css'
import { GridHeads } from './GridHeads.tsx'
import { GridRow } from './GridRow.tsx'
import type { GridColumn, GridHead } from './gridColumn.ts'
import { useHold } from './useHold.ts'

export type GridProps<Row> = {
  label: string
  rows: readonly Row[]
  keyOf: (row: Row) => string
  columns: readonly GridColumn<Row>[]
  /** By column: the heads that sort. */
  heads?: Readonly<Record<string, GridHead>>
  rowHeight: number
  hrefOf: (row: Row) => string
  nameOf: (row: Row) => string
  onOpen: (row: Row) => void
  /** The row the keyboard is at. */
  cursor: string | null
  onCursor: (key: string) => void
  selected: ReadonlySet<string>
  /** Null: rows cannot be selected. */
  onSelect: ((key: string, range: boolean) => void) | null
  /** All rows there are, loaded or not. */
  total: number | null
  onNearEnd: () => void
  loadingMore: boolean
  /** On a phone a row is one cell without a head. */
  plain?: boolean
  /** A tap selects a row instead of opening it. */
  picking?: boolean
  /** A row was held under a finger. */
  onHold?: ((key: string) => void) | null
  /** Rows that have just arrived. */
  fresh?: ReadonlySet<string>
  onScrolled?: (atTop: boolean) => void
  empty?: ReactNode
}

const nearEnd = 120

/** Keeps what the reader looks at in place when rows arrive above it. */
function useSteadyScroll<Row>(scroller: React.RefObject<HTMLDivElement | null>, props: GridProps<Row>): void {
  const { rows, keyOf, rowHeight } = props
  const first = rows[0]
  const firstKey = first === undefined ? null : keyOf(first)
  const before = useRef<string | null>(null)
  useLayoutEffect(() => {
    const element = scroller.current
    const was = before.current
    before.current = firstKey
    if (!element || was === null || was === firstKey || element.scrollTop < 1) return
    const moved = rows.slice(0, 200).findIndex((row) => keyOf(row) === was)
    if (moved > 0) element.scrollTop += moved * rowHeight
  }, [firstKey, rows, keyOf, rowHeight, scroller])
}

export function Grid<Row>(props: GridProps<Row>) {
  const { rows, columns, keyOf, rowHeight, cursor, plain = false, picking = false } = props
  const scroller = useRef<HTMLDivElement>(null)
  const id = useId()
  const head = plain ? 0 : 32
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 10,
    scrollPaddingStart: head,
    useFlushSync: false,
    // No keys of its own: rows are all of one height, and other keys at every frame would have ten thousand of them measured anew.
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: another height means that all are measured anew
  useEffect(() => virtual.measure(), [rowHeight, virtual])
  useSteadyScroll(scroller, props)
  const items = virtual.getVirtualItems()
  const last = items.at(-1)?.index ?? 0
  const { onNearEnd } = props
  useEffect(() => {
    if (rows.length > 0 && last >= rows.length - nearEnd) onNearEnd()
  }, [last, rows.length, onNearEnd])
  const hold = useHold(props.onHold ?? null)
  const at = useMemo(() => (cursor === null ? -1 : rows.findIndex((row) => keyOf(row) === cursor)), [rows, keyOf, cursor])
  useEffect(() => {
    if (at >= 0) virtual.scrollToIndex(at, { align: 'auto' })
  }, [at, virtual])
  if (rows.length === 0) return <div className={styles.scroller}>{props.empty}</div>
  const boxes = props.onSelect !== null && (!plain || picking)
  const template = [boxes ? '24px' : '', ...columns.map((column) => column.track)].join(' ')
  return (
    <div
      ref={scroller}
      className={`${styles.scroller} ${plain ? styles.plain : ''}`}
      onScroll={(event) => props.onScrolled?.(event.currentTarget.scrollTop < 4)}
      role="grid"
      aria-label={props.label}
      aria-rowcount={props.total ?? -1}
      aria-multiselectable={props.onSelect ? true : undefined}
      aria-busy={props.loadingMore}
      aria-activedescendant={at >= 0 && items.some((item) => item.index === at) ? `${id}-${at}` : undefined}
      tabIndex={0}
      data-grid
      {...hold}
    >
      <GridHeads columns={columns as readonly GridColumn<unknown>[]} heads={props.heads} template={template} boxes={boxes} plain={plain} />
      <div role="rowgroup" className={styles.body} style={{ height: virtual.getTotalSize() }}>
        {items.map((item) => {
          const row = rows[item.index] as Row
          const key = keyOf(row)
          return (
            <GridRow
              key={key}
              id={`${id}-${item.index}`}
              row={row}
              rowKey={key}
              index={item.index}
              start={item.start}
              height={rowHeight}
              template={template}
              columns={columns as readonly GridColumn<unknown>[]}
              href={props.hrefOf(row)}
              name={props.nameOf(row)}
              isCursor={key === cursor}
              isSelected={props.selected.has(key)}
              isFresh={props.fresh?.has(key) ?? false}
              plain={plain}
              boxes={boxes}
              picking={picking}
              onOpen={props.onOpen as (row: unknown) => void}
              onSelect={props.onSelect}
              onCursor={props.onCursor}
            />
          )
        })}
      </div>
    </div>
  )
}
