// Status is a word with a mark: ✓ conforms, ! exception, … pending, – not applicable.
import styles from './StatusMark.module.css'

export type Status = 'conforms' | 'exception' | 'pending' | 'not-applicable'

const marks: Record<Status, string> = { conforms: '✓', exception: '!', pending: '…', 'not-applicable': '–' }

export function StatusMark({ status, children, late = false }: { status: Status; children: React.ReactNode; late?: boolean }) {
  return (
    <span className={`${styles.status} ${styles[status]} ${late ? 'late' : ''}`}>
      <span className={styles.mark} aria-hidden="true">
        {marks[status]}
      </span>
      {children}
    </span>
  )
}
