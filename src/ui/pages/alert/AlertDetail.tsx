// One alert: what it says, what a person found, how it went, what the source sent, and how it is sealed.
import { IconX } from '@tabler/icons-react'
import { alertApi } from '../../../contract/alert.ts'
import type { AlertId } from '../../../core/kernel/ids.ts'
import { useCall } from '../../api/useCall.ts'
import { useMay } from '../../api/useMe.ts'
import { Button } from '../../kit/Button.tsx'
import { CopyButton } from '../../kit/Copy.tsx'
import { Skeleton } from '../../kit/Empty.tsx'
import { Failed } from '../../kit/Failed.tsx'
import { Link } from '../../kit/Link.tsx'
import { Section, useTitle } from '../../kit/Page.tsx'
import { type AlertSearch, paths } from '../../paths.ts'
import { AlertStatus, ReviewState } from './AlertCells.tsx'
import styles from './AlertDetail.module.css'
import { AlertEntries } from './AlertEntries.tsx'
import { AlertFacts } from './AlertFacts.tsx'
import { AlertIncident } from './AlertIncident.tsx'
import { AlertReview } from './AlertReview.tsx'
import { AlertTimeline } from './AlertTimeline.tsx'
import type { AlertWithHistory } from './alertShape.ts'
import { RawDeliveries } from './RawDeliveries.tsx'
import type { ReviewRequest } from './reviewRequest.ts'
import { Severity } from './Severity.tsx'

type DetailProps = {
  alertId: string
  search: AlertSearch
  onClose: () => void
  onReview: (request: ReviewRequest) => void
  beside: boolean
}

export function AlertDetail(props: DetailProps) {
  const alert = useCall(alertApi.get, { params: { alertId: props.alertId as AlertId } })
  useTitle(alert.data ? `${alert.data.number} ${alert.data.title}` : 'Alert')
  const back = paths.alerts(props.search)
  return (
    <article className={`${styles.detail} ${props.beside ? styles.beside : ''}`} aria-label={alert.data?.number ?? 'Alert'}>
      {!props.beside && (
        <Link href={back} className={`${styles.back} screen-only`}>
          ← Alerts
        </Link>
      )}
      {alert.isPending && <Skeleton lines={10} />}
      {alert.error && !alert.data && (
        <Failed
          what={alert.error.code === 'not_found' ? 'There is no such alert' : 'The alert cannot be shown'}
          why={alert.error.message}
          onRetry={alert.error.code === 'not_found' ? undefined : () => void alert.refetch()}
        />
      )}
      {alert.data && <Whole alert={alert.data} {...props} />}
    </article>
  )
}

function Head({ alert, beside, onClose }: { alert: AlertWithHistory; beside: boolean; onClose: () => void }) {
  return (
    <header className={styles.head}>
      <div className={styles.number}>
        <span className="mono">{alert.number}</span>
        <CopyButton text={alert.number} what="number" />
        <span className={styles.grow} />
        {beside && <Button kind="quiet" icon={IconX} label="Close (Esc)" onPress={onClose} />}
      </div>
      <h1>{alert.title}</h1>
      <p className={styles.line}>
        {alert.severity && <Severity said={alert.severity} />}
        <AlertStatus status={alert.status} />
        <span>{alert.source.name}</span>
        <ReviewState alert={alert} />
      </p>
    </header>
  )
}

function Whole({ alert, beside, onClose, onReview }: DetailProps & { alert: AlertWithHistory }) {
  const maySeeDeliveries = useMay('delivery:read')
  return (
    <>
      <Head alert={alert} beside={beside} onClose={onClose} />
      <AlertReview alert={alert} onReview={onReview} beside={beside} />
      <AlertIncident alert={alert} />
      <AlertFacts alert={alert} />
      <Section title="Timeline">
        <AlertTimeline alert={alert} />
      </Section>
      {maySeeDeliveries && <RawDeliveries alert={alert} />}
      <AlertEntries alert={alert} />
      {alert.earlier_episodes.length > 0 && <EarlierEpisodes alert={alert} />}
    </>
  )
}

function EarlierEpisodes({ alert }: { alert: AlertWithHistory }) {
  return (
    <Section title="The same condition before" count={alert.earlier_episodes.length}>
      <ul className={styles.plainList}>
        {alert.earlier_episodes.map((episode) => (
          <li key={episode.id}>
            <Link href={paths.alert(episode.id)}>{episode.number}</Link>{' '}
            <span className="dim">
              {episode.received_at.slice(0, 10)}, {episode.disposition ?? 'not reviewed'}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  )
}
