// Two texts beside each other, line by line; in one column on a phone. What is the same is folded away.
import { useState } from 'react'
import type { DifferenceLine, DifferenceRow } from '../../../core/document/lineDifference.ts'
import { Button } from '../../kit/Button.tsx'
import styles from './Difference.module.css'

/** Lines of the same that stay around what changed, so that a reader knows where they are. */
const around = 3

type Stretch = { rows: readonly DifferenceRow[]; folded: boolean; from: number }

function stretchesOf(rows: readonly DifferenceRow[]): Stretch[] {
  const near = rows.map(
    (row, at) => row.kind !== 'same' || rows.slice(Math.max(0, at - around), at + around + 1).some(({ kind }) => kind !== 'same'),
  )
  const stretches: Stretch[] = []
  let from = 0
  for (let at = 1; at <= rows.length; at++) {
    if (at < rows.length && near[at] === near[from]) continue
    stretches.push({ rows: rows.slice(from, at), folded: near[from] === false, from })
    from = at
  }
  return stretches
}

const marks = { same: '', changed: '~', removed: '−', added: '+' } as const
const said = { same: '', changed: 'changed', removed: 'removed', added: 'added' } as const

function Side({ row, side }: { row: DifferenceRow; side: 'before' | 'after' }) {
  const line: DifferenceLine | null = row[side]
  if (line === null) return <td className={styles.nothing} colSpan={2} data-side={side} />
  const Changed = side === 'before' ? 'del' : 'ins'
  const isChanged = row.kind !== 'same'
  return (
    <>
      <td className={styles.number} data-side={side} data-kind={row.kind}>
        {line.number}
      </td>
      <td className={styles.line} data-side={side} data-kind={row.kind}>
        {isChanged && (
          <>
            <span className={styles.mark} aria-hidden="true">
              {row.kind === 'changed' ? (side === 'before' ? '−' : '+') : marks[row.kind]}
            </span>
            <span className="said">{said[row.kind]}: </span>
          </>
        )}
        {line.pieces.map((piece, at) =>
          piece.changed ? (
            // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a line never move
            <Changed key={at}>{piece.text}</Changed>
          ) : (
            // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a line never move
            <span key={at}>{piece.text}</span>
          ),
        )}
      </td>
    </>
  )
}

function Rows({ rows, from }: { rows: readonly DifferenceRow[]; from: number }) {
  return rows.map((row, at) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the rows of two fixed texts never move
    <tr key={from + at} className={styles[row.kind]}>
      <Side row={row} side="before" />
      <Side row={row} side="after" />
    </tr>
  ))
}

function Folded({ stretch }: { stretch: Stretch }) {
  const [open, setOpen] = useState(false)
  if (open) return <Rows rows={stretch.rows} from={stretch.from} />
  const { length } = stretch.rows
  return (
    <tr className={styles.folded}>
      <td colSpan={4}>
        <Button small kind="quiet" onPress={() => setOpen(true)}>
          {`Show ${length} ${length === 1 ? 'line that is' : 'lines that are'} the same`}
        </Button>
      </td>
    </tr>
  )
}

type DifferenceRowsProps = { rows: readonly DifferenceRow[]; before: string; after: string }

/** `before` and `after` name the two texts. */
export function DifferenceRows({ rows, before, after }: DifferenceRowsProps) {
  return (
    <table className={styles.table} aria-label={`Lines of ${before} and of ${after}`}>
      <colgroup>
        <col className={styles.numbers} />
        <col />
        <col className={styles.numbers} />
        <col />
      </colgroup>
      <thead>
        <tr>
          <th colSpan={2} scope="colgroup">
            {before}
          </th>
          <th colSpan={2} scope="colgroup">
            {after}
          </th>
        </tr>
      </thead>
      <tbody>
        {stretchesOf(rows).map((stretch) =>
          stretch.folded ? (
            <Folded key={stretch.from} stretch={stretch} />
          ) : (
            <Rows key={stretch.from} rows={stretch.rows} from={stretch.from} />
          ),
        )}
      </tbody>
    </table>
  )
}
