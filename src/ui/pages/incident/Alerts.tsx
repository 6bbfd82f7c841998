// The alerts of an incident, also those taken out of it again.
import { Fragment, lazy, Suspense, useState } from 'react'
import { dispositionMeanings } from '../../../core/alert/disposition.ts'
import { Button } from '../../kit/Button.tsx'
import { Link } from '../../kit/Link.tsx'
import { Section } from '../../kit/Page.tsx'
import { Time } from '../../kit/Time.tsx'
import { paths } from '../../paths.ts'
import type { Incident } from './incidentShape.ts'
import styles from './Lines.module.css'
import type { Work } from './useIncident.ts'

const SplitDialog = lazy(() => import('./SplitDialog.tsx').then(({ SplitDialog: it }) => ({ default: it })))

type Relative = Incident['merged_from'][number]

function Named({ word, others }: { word: string; others: readonly Relative[] }) {
  if (others.length === 0) return null
  return (
    <p>
      {word}{' '}
      {others.map(({ id, number }, at) => (
        <Fragment key={id}>
          {at > 0 && ', '}
          <Link href={paths.incident(id)}>{number}</Link>
        </Fragment>
      ))}
      .
    </p>
  )
}

/** What became one with it, and what was taken out of it. */
function Relatives({ incident }: { incident: Incident }) {
  return (
    <>
      <Named word="Merged into it:" others={incident.merged_from} />
      <Named word="Split off from" others={incident.split_from ? [incident.split_from] : []} />
      <Named word="Split off from it:" others={incident.split_into} />
    </>
  )
}

export function Alerts({ work }: { work: Work }) {
  const [splitting, setSplitting] = useState(false)
  const alerts = work.incident.linked_alerts
  const linked = alerts.filter(({ unlinked_at }) => unlinked_at === null)
  return (
    <Section
      title="Alerts"
      count={alerts.length}
      actions={
        linked.length > 0 && (
          <Button small why={work.whyNot} onPress={() => setSplitting(true)}>
            Split off
          </Button>
        )
      }
    >
      <Relatives incident={work.incident} />
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
      <Suspense fallback={null}>{splitting && <SplitDialog work={work} onClose={() => setSplitting(false)} />}</Suspense>
    </Section>
  )
}
