// While a page is on its way.
import { Skeleton } from './Empty.tsx'
import styles from './Page.module.css'

export function Waiting() {
  return (
    <div className={styles.page}>
      <Skeleton lines={6} />
    </div>
  )
}
