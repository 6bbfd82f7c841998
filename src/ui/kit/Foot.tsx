// The end of a long page that asks for something: what can be done with it, always within reach, above the tabs of a phone.
import type { ReactNode } from 'react'
import styles from './Foot.module.css'

export function Foot({ children }: { children: ReactNode }) {
  return (
    <div className={`${styles.foot} screen-only`} data-foot>
      {children}
    </div>
  )
}
