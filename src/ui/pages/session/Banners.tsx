// What holds for every page just now: no connection, simulated times, an access that ends.
import { useLost } from '../../api/useLive.ts'
import { useMe } from '../../api/useMe.ts'
import { Time } from '../../kit/Time.tsx'
import styles from './Banners.module.css'

const lostWords = {
  network: 'No network. What you see may be out of date. What you do in an incident is kept and sent later; nothing else can be recorded.',
  server:
    'The server does not answer; trying again. What you see may be out of date. What you do in an incident is kept and sent later; nothing else can be recorded.',
  updates: 'Live updates have stopped; connecting again. What you see may be out of date.',
}

export function Banners() {
  const lost = useLost()
  const me = useMe()
  const simulated = me?.organization.simulated_until
  return (
    <div className={styles.banners}>
      <div role="status">
        {lost && <p className={styles.lost}>{lostWords[lost === 'server' && !navigator.onLine ? 'network' : lost]}</p>}
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
