// Alerts to review: the overdue ones first, then the latest.
import { alertApi } from '../../../contract/alert.ts'
import { useCall } from '../../api/useCall.ts'
import { ButtonLink } from '../../kit/Button.tsx'
import { Skeleton } from '../../kit/Empty.tsx'
import { Failed } from '../../kit/Failed.tsx'
import { Link } from '../../kit/Link.tsx'
import { Section } from '../../kit/Page.tsx'
import { StatusMark } from '../../kit/StatusMark.tsx'
import { Time } from '../../kit/Time.tsx'
import { paths } from '../../paths.ts'
import { ReviewState } from '../alert/AlertCells.tsx'
import type { Alert } from '../alert/alertShape.ts'
import { Severity } from '../alert/Severity.tsx'
import styles from './NowPage.module.css'

const shownMost = 8

function Row({ alert }: { alert: Alert }) {
  return (
    <li>
      <Link href={paths.alert(alert.id, { review: 'unreviewed' })} className={styles.alert}>
        <span className={styles.title}>{alert.title}</span>
        <span className={styles.side}>
          <ReviewState alert={alert} short />
        </span>
        <span className={styles.under}>
          {alert.severity && <Severity said={alert.severity} />}
          <span>{alert.source.name}</span>
        </span>
        <span className={styles.side}>
          received <Time at={alert.received_at} ago="only" />
        </span>
      </Link>
    </li>
  )
}

export function ToReview() {
  const count = useCall(alertApi.count, { query: { review: 'unreviewed' } })
  const overdue = useCall(alertApi.list, { query: { timeliness: 'overdue', limit: shownMost } })
  const latest = useCall(alertApi.list, { query: { review: 'unreviewed', limit: shownMost } })
  const first = overdue.data?.items ?? []
  const known = new Set(first.map((alert) => alert.id))
  const shown = [...first, ...(latest.data?.items ?? []).filter((alert) => !known.has(alert.id))].slice(0, shownMost)
  const waiting = count.data?.unreviewed ?? 0
  const problem = latest.error ?? overdue.error
  const lateWords =
    count.data && count.data.overdue > 0 ? <span className="late">, {count.data.overdue.toLocaleString('en')} overdue</span> : null
  return (
    <Section
      title="Alerts to review"
      count={
        count.data && (
          <>
            {waiting.toLocaleString('en')}
            {lateWords}
          </>
        )
      }
      actions={
        waiting > 0 && (
          <ButtonLink kind="primary" href={paths.alerts({ review: 'unreviewed' })}>
            Work through them
          </ButtonLink>
        )
      }
    >
      {latest.isPending && <Skeleton lines={6} height={44} />}
      {problem && !latest.data && <Failed what="The alerts cannot be shown" why={problem.message} onRetry={() => void latest.refetch()} />}
      {latest.data && shown.length === 0 && <StatusMark status="conforms">Every alert has been reviewed.</StatusMark>}
      {shown.length > 0 && (
        <ul className={styles.rows}>
          {shown.map((alert) => (
            <Row key={alert.id} alert={alert} />
          ))}
        </ul>
      )}
    </Section>
  )
}
