// The last place of a phone's bar: opens the ways to go that the bar has no room for, from the bottom edge, under the thumb.
import { IconDots } from '@tabler/icons-react'
import { lazy, Suspense, useState } from 'react'
import styles from './Shell.module.css'
import { isAt, WaitingCount, type Way, waitingIn } from './ways.tsx'

/** Not needed for the first look at a page; fetched ahead of the first press, after which the network may be gone. */
export const fetchMore = () => import('./MoreSheet.tsx').then(({ MoreSheet }) => ({ default: MoreSheet }))

const Sheet = lazy(fetchMore)

export function MoreWays({ ways, path }: { ways: readonly Way[]; path: string }) {
  const [open, setOpen] = useState(false)
  const [used, setUsed] = useState(false)
  const waiting = waitingIn(ways)
  const press = () => {
    setUsed(true)
    setOpen(true)
  }
  return (
    <>
      <button
        type="button"
        className={styles.way}
        onClick={press}
        aria-haspopup="dialog"
        aria-expanded={open}
        aria-current={ways.some(({ href }) => isAt(path, href)) ? 'true' : undefined}
      >
        <IconDots size={20} stroke={1.6} aria-hidden />
        <span>More</span>
        {waiting && <WaitingCount waiting={waiting} />}
      </button>
      {used && (
        <Suspense fallback={null}>
          <Sheet ways={ways} path={path} open={open} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  )
}
