// An empty page teaches: what will be here, and the one thing to do first.
import type { ReactNode } from 'react'
import styles from './Empty.module.css'

export function Empty({ title, children, actions }: { title: string; children?: ReactNode; actions?: ReactNode }) {
  return (
    <div className={styles.empty}>
      <p className={styles.title}>{title}</p>
      {children && <div className={styles.words}>{children}</div>}
      {actions && <div className="row">{actions}</div>}
    </div>
  )
}

/** Grey lines where text will be; shown only after 300 ms, while the space is kept from the start. */
export function Skeleton({ lines = 4, height = 20 }: { lines?: number; height?: number }) {
  return (
    <div className={styles.skeleton} role="status" aria-label="Loading">
      {Array.from({ length: lines }, (_, line) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines are all alike and never move
        <div key={line} className={styles.line} style={{ height: height - 8, marginBlock: 4, width: `${92 - ((line * 17) % 40)}%` }} />
      ))}
    </div>
  )
}

/** A bar with figures, for what takes more than two seconds. */
export function Progress({ done, total, saying }: { done: number; total: number; saying: string }) {
  const known = total > 0
  const figures = known ? `${done.toLocaleString('en')} of ${total.toLocaleString('en')}` : ''
  return (
    <div className={styles.progress}>
      <div className={styles.said}>
        <span>{saying}</span>
        <span className="figures dim">{figures}</span>
      </div>
      <progress className={styles.bar} aria-label={saying} {...(known ? { value: Math.min(done, total), max: total } : {})} />
    </div>
  )
}
