// The timeline: time in the margin, one sentence per event, the verdict beside the event that decides it.
import { useMay } from '../../api/useMe.ts'
import { Link } from '../../kit/Link.tsx'
import { StatusMark } from '../../kit/StatusMark.tsx'
import { Time } from '../../kit/Time.tsx'
import { paths } from '../../paths.ts'
import styles from './AlertDetail.module.css'
import type { AlertWithHistory } from './alertShape.ts'
import { timelineOf } from './timeline.ts'

export function AlertTimeline({ alert }: { alert: AlertWithHistory }) {
  const maySeeDeliveries = useMay('delivery:read')
  return (
    <ol className={styles.timeline}>
      {timelineOf(alert).map((event) => (
        <li key={event.key} className={styles.event}>
          <Time at={event.at} ago={false} />
          <span>
            {event.sentence}
            {event.happened && (
              <span className="dim">
                {' '}
                By its own clock: <Time at={event.happened} exact />.
              </span>
            )}
            {event.detail && <span className="dim"> “{event.detail}”</span>}
          </span>
          <span>
            {event.mark === 'conforms' && <StatusMark status="conforms">in time</StatusMark>}
            {event.mark === 'exception' && (
              <StatusMark status="exception" late>
                late
              </StatusMark>
            )}
            {event.delivery && maySeeDeliveries && (
              <Link href={paths.delivery(event.delivery)} className="screen-only">
                <small>delivery</small>
              </Link>
            )}
          </span>
        </li>
      ))}
    </ol>
  )
}
