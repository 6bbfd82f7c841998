// What people found: the reviews in order, and what can be recorded now; on a phone under the thumb.
import { dispositionMeanings } from '../../../core/alert/disposition.ts'
import { useWhyNot } from '../../api/useMe.ts'
import { Button } from '../../kit/Button.tsx'
import { Refused } from '../../kit/Failed.tsx'
import { Section } from '../../kit/Page.tsx'
import { Person } from '../../kit/Person.tsx'
import { DueTime, Time } from '../../kit/Time.tsx'
import { durationText } from '../../kit/timeText.ts'
import { useDeclareAtOnce } from '../incident/useDeclareAtOnce.ts'
import styles from './AlertDetail.module.css'
import type { AlertWithHistory } from './alertShape.ts'
import type { ReviewRequest } from './reviewRequest.ts'

type ReviewProps = { alert: AlertWithHistory; onReview: (request: ReviewRequest) => void; beside: boolean }

/** One alert belongs to one incident, so that nobody works on it twice. */
const whyPart = ({ incident }: AlertWithHistory) => (incident ? `It is part of ${incident.number} already.` : null)

function ToReview({ alert, onReview }: ReviewProps) {
  const why = useWhyNot('alert:review')
  const ids = [alert.id]
  const mayNotDeclare = useWhyNot('incident:declare') ?? whyPart(alert)
  const declare = useDeclareAtOnce()
  const suggested = alert.suggested_disposition
  return (
    <>
      <Refused problem={declare.problem} />
      <div className={`${styles.actions} ${styles.thumb} screen-only`}>
        <Button kind="primary" why={why} onPress={() => onReview({ ids, mode: 'quick', correct: false, suggested })}>
          Not an incident
        </Button>
        <Button why={mayNotDeclare} busy={declare.sending} onPress={() => void declare.fromAlerts(ids)}>
          Declare incident
        </Button>
      </div>
    </>
  )
}

function Reviewed({ alert, onReview }: ReviewProps) {
  const why = useWhyNot('alert:review')
  const mayNotDeclare = useWhyNot('incident:declare') ?? whyPart(alert)
  const declare = useDeclareAtOnce()
  const corrected = new Set(alert.reviews.map((review) => review.corrects))
  return (
    <>
      <ol className={styles.plainList} style={{ gap: 16 }}>
        {alert.reviews.map((review) => {
          const past = corrected.has(review.id)
          return (
            <li key={review.id} className={`${styles.review} ${past ? styles.corrected : ''}`}>
              <p>
                <strong>{dispositionMeanings[review.disposition].label}</strong>
                {past && ' (corrected since)'}
                {review.corrects && ' (a correction)'}, by <Person who={review.reviewer} />, <Time at={review.reviewed_at} ago />
              </p>
              <p className={styles.quote}>{review.reason}</p>
            </li>
          )
        })}
      </ol>
      <div className="row screen-only">
        <Button small why={why} onPress={() => onReview({ ids: [alert.id], mode: 'full', correct: true })}>
          Correct this review
        </Button>
        <Button small why={mayNotDeclare} busy={declare.sending} onPress={() => void declare.fromAlerts([alert.id])}>
          Declare incident
        </Button>
      </div>
      <Refused problem={declare.problem} />
    </>
  )
}

function Timeliness({ alert }: { alert: AlertWithHistory }) {
  const first = alert.reviews[0]
  const target = durationText(Date.parse(alert.review_due_at) - Date.parse(alert.received_at))
  if (!first) {
    return (
      <span>
        Nobody has reviewed it yet; <DueTime at={alert.review_due_at} /> (target {target}).
      </span>
    )
  }
  const took = durationText(Date.parse(first.reviewed_at) - Date.parse(alert.received_at))
  return (
    <span>
      First reviewed after {took}, target {target}
      {alert.timeliness === 'late' ? (
        <>
          : <span className="late">late</span>, and it stays so.
        </>
      ) : (
        ': in time.'
      )}
    </span>
  )
}

export function AlertReview(props: ReviewProps) {
  const { alert } = props
  const open = alert.reviews.length === 0
  return (
    <Section title="Review" lead={<Timeliness alert={alert} />}>
      {open && alert.suggested_disposition && (
        <p>
          The source marks it as <strong>{dispositionMeanings[alert.suggested_disposition].label.toLowerCase()}</strong>:{' '}
          {dispositionMeanings[alert.suggested_disposition].definition.toLowerCase()}
        </p>
      )}
      {open ? <ToReview {...props} /> : <Reviewed {...props} />}
    </Section>
  )
}
