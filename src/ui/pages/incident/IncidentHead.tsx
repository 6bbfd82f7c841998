// What fired, and since when: the first thing on the screen.

import { CopyButton } from '../../kit/Copy.tsx'
import { Link } from '../../kit/Link.tsx'
import { Time } from '../../kit/Time.tsx'
import { paths } from '../../paths.ts'
import styles from './IncidentPage.module.css'
import type { Incident } from './incidentShape.ts'
import { detectedAt, stateWords } from './incidentWords.ts'
import { SeverityWord } from './SeverityWord.tsx'

function Fired({ incident }: { incident: Incident }) {
  const linked = incident.linked_alerts.filter((alert) => alert.unlinked_at === null)
  const [first, ...more] = linked
  if (!first) return null
  return (
    <p>
      <Link href={paths.alert(first.id)}>{first.number}</Link> {first.title !== incident.title && <>{first.title}, </>}
      {first.status === 'firing' ? <strong>still firing</strong> : 'resolved'}
      {first.severity && <span className="dim"> ({first.severity} by its source)</span>}
      {more.length > 0 && (
        <>
          , and {more.length} more alert{more.length > 1 ? 's' : ''}
        </>
      )}
    </p>
  )
}

export function IncidentHead({ incident }: { incident: Incident }) {
  return (
    <header className={styles.head}>
      <div className={styles.number}>
        <span className="mono">{incident.number}</span>
        <CopyButton text={incident.number} what="number" />
        <span className={styles.tag}>{stateWords[incident.state]}</span>
        {incident.is_exercise && <span className={styles.tag}>exercise</span>}
        {incident.is_private && <span className={styles.tag}>private</span>}
      </div>
      <h1>{incident.title}</h1>
      <p className={styles.line}>
        <SeverityWord level={incident.severity} certainty={incident.severity_certainty} />
        <span>
          since <Time at={detectedAt(incident)} ago />
        </span>
      </p>
      <Fired incident={incident} />
      {incident.summary && <p className={`${styles.summary} prose`}>{incident.summary}</p>}
    </header>
  )
}
