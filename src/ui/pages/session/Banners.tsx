// What holds for every page just now: no connection, simulated times, an access that ends.
import { useEffect, useState } from 'react'
import { useLiveLost } from '../../api/useLive.ts'
import { useMe } from '../../api/useMe.ts'
import { Time } from '../../kit/Time.tsx'
import styles from './Banners.module.css'

function useOnline(): boolean {
  const [online, setOnline] = useState(navigator.onLine)
  useEffect(() => {
    const look = () => setOnline(navigator.onLine)
    window.addEventListener('online', look)
    window.addEventListener('offline', look)
    return () => {
      window.removeEventListener('online', look)
      window.removeEventListener('offline', look)
    }
  }, [])
  return online
}

export function Banners() {
  const online = useOnline()
  const lost = useLiveLost()
  const me = useMe()
  const simulated = me?.organization.simulated_until
  return (
    <div className={styles.banners}>
      <div role="status">
        {(!online || lost) && (
          <p className={styles.lost}>
            {online
              ? 'Live updates have stopped; connecting again. What you see may be out of date.'
              : 'No network. What you see may be out of date, and nothing can be recorded until it is back.'}
          </p>
        )}
      </div>
      {simulated && (
        <p className={styles.plain}>
          Demo: times before <Time at={simulated} /> are simulated, and nothing before then is anchored.
        </p>
      )}
      {me?.access_until && (
        <p className={styles.plain}>
          Your access ends <Time at={me.access_until} />.
        </p>
      )}
    </div>
  )
}
