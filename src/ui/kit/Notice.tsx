// A sentence that must be seen: what is, and what to do.
import type { ReactNode } from 'react'
import styles from './Notice.module.css'

type NoticeProps = {
  kind?: 'note' | 'late' | 'soon' | 'conforms'
  title?: string
  children?: ReactNode
  actions?: ReactNode
  alert?: boolean
}

export function Notice({ kind = 'note', title, children, actions, alert = false }: NoticeProps) {
  return (
    <div className={`${styles.notice} ${styles[kind]}`} role={alert ? 'alert' : undefined}>
      <div className={styles.words}>
        {title && <strong className={styles.title}>{title}</strong>}
        {children && <div>{children}</div>}
      </div>
      {actions && <div className="row">{actions}</div>}
    </div>
  )
}
