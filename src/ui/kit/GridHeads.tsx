// The head of a grid: what each column holds, and which of them the rows are sorted by.
// biome-ignore-all lint/a11y/useSemanticElements: rows that are placed by transform cannot be rows of a table element
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid itself has the focus; a head that sorts holds a button
import { IconArrowDown, IconArrowUp, IconSelector } from '@tabler/icons-react'
import { memo } from 'react'
import styles from './Grid.module.css'
import type { GridColumn, GridHead } from './gridColumn.ts'

const marks = { ascending: IconArrowUp, descending: IconArrowDown, none: IconSelector }

function Head({ word, head, number }: { word: string; head: GridHead | undefined; number: boolean }) {
  const side = number ? styles.number : ''
  if (!head) {
    return (
      <span role="columnheader" className={side}>
        {word}
      </span>
    )
  }
  const MarkOf = marks[head.sorted]
  return (
    <span role="columnheader" aria-sort={head.sorted} className={side}>
      <button type="button" className={styles.sort} title={head.says} onClick={head.onPress}>
        {word}
        <MarkOf size={14} stroke={2} aria-hidden />
      </button>
    </span>
  )
}

type HeadsProps = {
  columns: readonly GridColumn<unknown>[]
  heads: Readonly<Record<string, GridHead>> | undefined
  template: string
  /** Whether each row begins with a box to select it by. */
  boxes: boolean
  plain: boolean
}

/** Not drawn again while the rows under it scroll. */
export const GridHeads = memo(function GridHeads({ columns, heads, template, boxes, plain }: HeadsProps) {
  return (
    <div role="rowgroup" className={plain ? 'said' : styles.headGroup}>
      <div role="row" aria-rowindex={1} className={styles.head} style={{ gridTemplateColumns: template }}>
        {boxes && (
          <span role="columnheader">
            <span className="said">Selected</span>
          </span>
        )}
        {columns.map(({ id, word, number = false }) => (
          <Head key={id} word={word} number={number} head={plain ? undefined : heads?.[id]} />
        ))}
      </div>
    </div>
  )
})
