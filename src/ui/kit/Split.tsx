// List and detail: side by side on a desk, one at a time on a phone; both fill the window and scroll by themselves.
import type { ReactNode } from 'react'
import styles from './Split.module.css'

type SplitProps = { head: ReactNode; list: ReactNode; foot?: ReactNode; detail: ReactNode | null; sideBySide: boolean }

export function Split({ head, list, foot, detail, sideBySide }: SplitProps) {
  const hideList = detail !== null && !sideBySide
  return (
    <div
      className={`${styles.split} ${detail !== null && sideBySide ? styles.both : ''} ${hideList ? styles.free : ''}`}
      data-fills={hideList ? undefined : true}
    >
      <div className={styles.side} hidden={hideList}>
        {head}
        <div className={styles.list}>{list}</div>
        {foot}
      </div>
      {detail !== null && <div className={styles.detail}>{detail}</div>}
    </div>
  )
}
