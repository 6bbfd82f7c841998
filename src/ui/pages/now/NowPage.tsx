// Now: what waits for me, worst first; and where nothing is set up yet, the first step.
import { useState } from 'react'
import { coverageApi } from '../../../contract/coverage.ts'
import { deliveryApi, sourceApi } from '../../../contract/source.ts'
import { useCall } from '../../api/useCall.ts'
import { useMay } from '../../api/useMe.ts'
import { ButtonLink } from '../../kit/Button.tsx'
import { Skeleton } from '../../kit/Empty.tsx'
import { Failed } from '../../kit/Failed.tsx'
import { Link } from '../../kit/Link.tsx'
import { Page, Section } from '../../kit/Page.tsx'
import { StatusMark } from '../../kit/StatusMark.tsx'
import { Time } from '../../kit/Time.tsx'
import { durationText } from '../../kit/timeText.ts'
import { paths } from '../../paths.ts'
import { DocumentsToDo } from './DocumentsToDo.tsx'
import { FirstSteps } from './FirstSteps.tsx'
import { LedgerNow } from './LedgerNow.tsx'
import styles from './NowPage.module.css'
import { ToReview } from './ToReview.tsx'

const shownMost = 5

export function NowPage() {
  const sources = useCall(sourceApi.list)
  // Once begun, the first steps stay until the reader leaves: the address they show is shown only once.
  const [begun, setBegun] = useState(false)
  const none = sources.data?.items.every((source) => source.retired_at !== null) ?? false
  const first = none || begun
  return (
    <Page title="Now" width={first ? 'prose' : 'full'}>
      {sources.isPending && <Skeleton lines={8} />}
      {sources.error && !sources.data && (
        <Failed what="Nothing can be shown" why={sources.error.message} onRetry={() => void sources.refetch()} />
      )}
      {first && <FirstSteps onBegun={() => setBegun(true)} />}
      {first && <DocumentsToDo />}
      {sources.data && !first && <Waiting />}
    </Page>
  )
}

function Waiting() {
  const maySeeDeliveries = useMay('delivery:read')
  const maySeeLedger = useMay('ledger:read')
  return (
    <>
      {maySeeLedger && <LedgerNow />}
      <div className={styles.columns}>
        <ToReview />
        <div className={styles.column}>
          <DocumentsToDo />
          <SilentSources />
          <Gaps />
          {maySeeDeliveries && <RefusedNow />}
        </div>
      </div>
    </>
  )
}

function SilentSources() {
  const sources = useCall(sourceApi.list).data?.items ?? []
  const silent = sources.filter((source) => source.health === 'silent')
  if (silent.length === 0) return null
  return (
    <Section title="Silent sources" count={silent.length}>
      <ul className={styles.rows}>
        {silent.map((source) => (
          <li key={source.id} className={styles.row}>
            <Link href={paths.source(source.id)}>{source.name}</Link>
            <StatusMark status="exception" late>
              silent
            </StatusMark>
            <span className="dim">
              {source.last_heard_at ? (
                <>
                  last heard <Time at={source.last_heard_at} ago />
                </>
              ) : (
                'never heard'
              )}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  )
}

function Gaps() {
  const gaps = useCall(coverageApi.gaps, { query: { state: 'unexplained', limit: shownMost + 1 } }).data
  if (!gaps) return null
  const more = gaps.items.length > shownMost || gaps.next_cursor !== null
  return (
    <Section
      title="Gaps to explain"
      count={gaps.items.length === 0 ? undefined : `${Math.min(gaps.items.length, shownMost)}${more ? '+' : ''}`}
      actions={more && <ButtonLink href={`${paths.coverage()}#gaps`}>All gaps</ButtonLink>}
    >
      {gaps.items.length === 0 ? (
        <StatusMark status="conforms">Every silence of a source is explained.</StatusMark>
      ) : (
        <ul className={styles.rows}>
          {gaps.items.slice(0, shownMost).map((gap) => (
            <li key={gap.id} className={styles.row}>
              <Link href={paths.coverage({ period: gap.started_at.slice(0, 7), day: gap.started_at.slice(0, 10), source: gap.source.id })}>
                {gap.source.name}
              </Link>
              <StatusMark status="exception">
                {gap.ended_at ? `silent for ${durationText(gap.seconds * 1000)}` : `silent for ${durationText(gap.seconds * 1000)} so far`}
              </StatusMark>
              <span className="dim">
                since <Time at={gap.started_at} />
              </span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}

function RefusedNow() {
  const sources = useCall(sourceApi.list).data?.items ?? []
  const recent = sources.reduce((sum, source) => sum + source.refused_7d, 0)
  const refused = useCall(deliveryApi.list, { query: { state: 'refused', limit: shownMost } }, { enabled: recent > 0 }).data
  if (recent === 0 || !refused) return null
  return (
    <Section
      title="Deliveries that could not be read"
      count={`${recent.toLocaleString('en')} in 7 days`}
      actions={<ButtonLink href={paths.deliveries({ state: 'refused' })}>All refused</ButtonLink>}
    >
      <ul className={styles.rows}>
        {refused.items.map((delivery) => (
          <li key={delivery.id} className={styles.row}>
            <Link href={paths.delivery(delivery.id)}>{delivery.source.name}</Link>
            <span className="dim">
              <Time at={delivery.received_at} ago="only" />
            </span>
            <span className={styles.reason}>{delivery.reason}</span>
          </li>
        ))}
      </ul>
    </Section>
  )
}
