// Somebody is on it, or it is not an incident after all: the two quickest answers, under the thumb on a phone.
import { incidentApi } from '../../../contract/incident.ts'
import { Button } from '../../kit/Button.tsx'
import { Person } from '../../kit/Person.tsx'
import { Time } from '../../kit/Time.tsx'
import { durationText } from '../../kit/timeText.ts'
import styles from './IncidentPage.module.css'
import type { Work } from './useIncident.ts'

export function useAcknowledge({ act, params }: Work): () => void {
  return () => act(incidentApi.acknowledge, { does: 'acknowledge', says: 'Acknowledged', params, body: {} })
}

type ThumbProps = { work: Work; onDismiss: () => void; onEscalate: () => void; onNext: () => void; hasNext: boolean }

export function isAcknowledged({ incident, pending }: Work): boolean {
  return incident.acknowledged_at !== null || pending('acknowledge') !== undefined
}

/** On a phone at the bottom edge; on a desk a row of buttons. */
export function ThumbBar({ work, onDismiss, onEscalate, onNext, hasNext }: ThumbProps) {
  const acknowledge = useAcknowledge(work)
  const why = work.pending('dismiss') ? 'It is recorded as not an incident as soon as the server answers.' : work.whyNot
  if (!isAcknowledged(work)) {
    return (
      <div className={`${styles.thumb} screen-only`}>
        <Button kind="primary" why={why} onPress={acknowledge} shortcut="a">
          Acknowledge
        </Button>
        <Button why={why} onPress={onDismiss} shortcut="x">
          Not an incident
        </Button>
      </div>
    )
  }
  return (
    <div className={`${styles.thumb} screen-only`}>
      {hasNext && (
        <Button kind="primary" onPress={onNext} shortcut="n">
          Next step
        </Button>
      )}
      <Button why={why} onPress={onEscalate} shortcut="e">
        Escalate
      </Button>
      <Button why={why} onPress={onDismiss} shortcut="x">
        Not an incident
      </Button>
    </div>
  )
}

/** `Ada acknowledged after 4 min, target 15 minutes`. */
export function Acknowledged({ work }: { work: Work }) {
  const { incident, pending } = work
  const waiting = pending('acknowledge')
  const clock = incident.clocks.find(({ what }) => what === 'acknowledge')
  if (incident.acknowledged_at && incident.acknowledged_by) {
    const took = clock ? Date.parse(incident.acknowledged_at) - Date.parse(clock.counted_from) : null
    return (
      <p>
        <Person who={incident.acknowledged_by} /> acknowledged <Time at={incident.acknowledged_at} ago />
        {took !== null && clock && (
          <>
            , after {durationText(took)} (target {clock.within}
            {clock.state === 'late' && (
              <>
                , <span className="late">late</span>
              </>
            )}
            )
          </>
        )}
        .
      </p>
    )
  }
  if (waiting) {
    return (
      <p>
        Acknowledged by you at <Time at={waiting.at} />, <span className="dim">not yet recorded</span>.
      </p>
    )
  }
  return <p className="dim">Nobody has acknowledged it yet.</p>
}
