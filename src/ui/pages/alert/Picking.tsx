// Selecting alerts with a thumb: begun by a button or by holding a row, counted above the rows, done with at the bottom of the screen.
import { Button } from '../../kit/Button.tsx'
import styles from './Picking.module.css'
import type { Selection } from './useSelection.ts'

const figure = (count: number) => count.toLocaleString('en')

/** In the place of the title and as high, so that the row under the finger stays there. */
export function PickBar({ selection, loaded, onEnd }: { selection: Selection; loaded: number; onEnd: () => void }) {
  const chosen = selection.keys.size
  return (
    <>
      <b role="status" className={styles.count}>
        {figure(chosen)} selected
      </b>
      {chosen < loaded && (
        <Button kind="quiet" onPress={selection.selectAll}>
          All {figure(loaded)} loaded
        </Button>
      )}
      <Button onPress={onEnd}>Cancel</Button>
    </>
  )
}

type PickedProps = { count: number; onReview: () => void; onDeclare: () => void; onLink: () => void }

/** Under the thumb, above the ways to go. */
export function PickedBar({ count, onReview, onDeclare, onLink }: PickedProps) {
  return (
    <div className={styles.foot}>
      <Button kind="primary" onPress={onReview} why={count === 0 ? 'Tap the alerts it is about.' : null}>
        {count > 1 ? `Record disposition for ${figure(count)}` : 'Record disposition'}
      </Button>
      <Button onPress={onDeclare} why={count === 0 ? 'Tap the alerts it is about.' : null}>
        Declare incident
      </Button>
      <Button onPress={onLink} why={count === 0 ? 'Tap the alerts it is about.' : null}>
        Link
      </Button>
    </div>
  )
}
