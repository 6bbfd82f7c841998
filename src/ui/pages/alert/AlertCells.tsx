// What one alert says in a row: its words, its state, whether its review is due, late or done.
import { dispositionMeanings } from '../../../core/alert/disposition.ts'
import { StatusMark } from '../../kit/StatusMark.tsx'
import { DueTime, Time } from '../../kit/Time.tsx'
import { durationText } from '../../kit/timeText.ts'
import styles from './AlertCells.module.css'
import type { QueueAlert } from './alertShape.ts'
import { Severity } from './Severity.tsx'

/** Due in words while it is open; afterwards how long it took, late in red for ever. */
export function ReviewState({ alert, short = false }: { alert: QueueAlert; short?: boolean }) {
  if (alert.mine) return <StatusMark status="conforms">{dispositionMeanings[alert.mine].label}</StatusMark>
  if (!alert.review) return <DueTime at={alert.review_due_at} short={short} />
  const first = Date.parse(alert.review.reviewed_at) - Date.parse(alert.received_at)
  const label = dispositionMeanings[alert.review.disposition].label
  const late = alert.timeliness === 'late'
  return (
    <StatusMark status={late ? 'exception' : 'conforms'}>
      <span title={`${label}, by ${alert.review.reviewer.name}, ${durationText(first)} after it arrived`}>
        {label}
        {late && <span className="late"> late</span>}
      </span>
    </StatusMark>
  )
}

export function AlertStatus({ status }: { status: 'firing' | 'resolved' }) {
  return (
    <span className={styles.status}>
      <span className={status === 'firing' ? styles.firing : styles.resolved} aria-hidden="true" />
      {status}
    </span>
  )
}

/** One row of a phone: two lines, what matters first. */
export function AlertBlock({ alert }: { alert: QueueAlert }) {
  return (
    <span className={styles.block}>
      <span className={styles.blockTitle}>{alert.title}</span>
      <span className={styles.blockLine}>
        <span className={styles.blockState}>
          <ReviewState alert={alert} short />
        </span>
        <Time at={alert.received_at} ago="only" />
      </span>
      <span className={styles.blockLine}>
        <span className={styles.blockSource}>
          {alert.severity && <Severity said={alert.severity} />}
          <span className={styles.cut}>{alert.source.name}</span>
        </span>
        <AlertStatus status={alert.status} />
      </span>
    </span>
  )
}
