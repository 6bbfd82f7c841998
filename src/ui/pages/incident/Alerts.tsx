// The alerts of an incident, also those taken out of it again.
import { dispositionMeanings } from '../../../core/alert/disposition.ts'
import { Link } from '../../kit/Link.tsx'
import { Section } from '../../kit/Page.tsx'
import { Time } from '../../kit/Time.tsx'
import { paths } from '../../paths.ts'
import styles from './Lines.module.css'
import type { Work } from './useIncident.ts'

export function Alerts({ work }: { work: Work }) {
  const alerts = work.incident.linked_alerts
  return (
    <Section title="Alerts" count={alerts.length}>
      {alerts.length === 0 && <p className="dim">None: it was declared from a report or an observation.</p>}
      <ul className={styles.lines}>
        {alerts.map((alert) => (
          <li key={alert.id}>
            <span>
              <Link href={paths.alert(alert.id)}>{alert.number}</Link> {alert.title}
            </span>
            <span className="dim">
              {alert.status}
              {alert.unlinked_at && ', taken out'}
            </span>
            <small>
              received <Time at={alert.received_at} />
              {alert.disposition && `, reviewed as ${dispositionMeanings[alert.disposition].label.toLowerCase()}`}
            </small>
          </li>
        ))}
      </ul>
    </Section>
  )
}
