// The button in the corner: the initials of who is reading.
import type { ComponentProps } from 'react'
import type { Me } from '../../api/useMe.ts'
import styles from './Corner.module.css'

export function CornerButton({ me, ...button }: { me: Me } & ComponentProps<'button'>) {
  const initials = me.actor.name
    .split(/\s+/)
    .map((part) => part[0])
    .slice(0, 2)
    .join('')
  return (
    <button type="button" {...button} className={styles.button}>
      <span className={styles.initials} aria-hidden="true">
        {initials.toUpperCase()}
      </span>
      <span className="said">
        {me.actor.name}, {me.actor.role}: account and appearance
      </span>
    </button>
  )
}
