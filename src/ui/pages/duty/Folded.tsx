// What most readers do not need: made when it is looked at, so that a page of many duties stays quick.
import { type ReactNode, useState } from 'react'
import styles from './Duty.module.css'

export function Folded({ summary, children }: { summary: string; children: () => ReactNode }) {
  const [open, setOpen] = useState(false)
  return (
    <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary className={styles.fold}>{summary}</summary>
      {open && children()}
    </details>
  )
}
