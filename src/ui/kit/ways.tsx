// A way to go: its word, its address, and how much waits there.
import type { ComponentType } from 'react'
import styles from './Shell.module.css'

export type Waiting = { count: string; words: string; late: boolean }

export type Way = {
  label: string
  href: string
  icon: ComponentType<{ size?: number | string; stroke?: number | string; 'aria-hidden'?: boolean }>
  /** How much waits there; said in words to screen readers. */
  waiting?: Waiting | null | undefined
  /** On a phone it stands behind “More”: the bar has room for five. */
  inMore?: boolean
}

export function isAt(path: string, address: string): boolean {
  const href = address.split('?', 1)[0] ?? address
  return href === '/' ? path === '/' : path === href || path.startsWith(`${href}/`)
}

/** What waits behind several ways: counts that are numbers are added, and one that is late makes the whole late. */
export function waitingIn(ways: readonly Way[]): Waiting | null {
  const all = ways.flatMap(({ waiting }) => waiting ?? [])
  const [first] = all
  if (first === undefined || all.length === 1) return first ?? null
  const total = all.reduce((sum, { count }) => sum + Number.parseInt(count, 10), 0)
  const isMore = all.some(({ count }) => count.endsWith('+'))
  return { count: `${total}${isMore ? '+' : ''}`, words: 'wait there', late: all.some(({ late }) => late) }
}

export function WaitingCount({ waiting }: { waiting: Waiting }) {
  return (
    <span className={`${styles.waiting} ${waiting.late ? styles.lateCount : ''}`}>
      {waiting.count}
      <span className="said"> {waiting.words}</span>
    </span>
  )
}
