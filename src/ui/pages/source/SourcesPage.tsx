// Every source, how it does, and the way to connect another.
import { sourceApi } from '../../../contract/source.ts'
import { useCall } from '../../api/useCall.ts'
import { useMay, useWhyNot } from '../../api/useMe.ts'
import { Button, ButtonLink } from '../../kit/Button.tsx'
import { Empty, Skeleton } from '../../kit/Empty.tsx'
import { Failed } from '../../kit/Failed.tsx'
import { Link } from '../../kit/Link.tsx'
import { Page } from '../../kit/Page.tsx'
import { type Column, Table } from '../../kit/Table.tsx'
import { Time } from '../../kit/Time.tsx'
import { secondsText } from '../../kit/timeText.ts'
import { paths } from '../../paths.ts'
import { SourceHealth } from './SourceHealth.tsx'
import type { Integration, Source } from './sourceShape.ts'

function columnsOf(titles: ReadonlyMap<string, string>, maySeeDeliveries: boolean): Column<Source>[] {
  return [
    {
      word: 'Source',
      grow: true,
      bare: true,
      cell: (source) => (
        <>
          <Link href={paths.source(source.id)}>
            <strong>{source.name}</strong>
          </Link>{' '}
          <span className="dim">{titles.get(source.integration) ?? source.integration}</span>
        </>
      ),
    },
    { word: 'Health', cell: (source) => <SourceHealth health={source.health} /> },
    {
      word: 'Last heard',
      cell: (source) => (source.last_heard_at ? <Time at={source.last_heard_at} ago="only" /> : <span className="dim">never</span>),
    },
    {
      word: 'Heartbeat',
      cell: (source) => (source.heartbeat_seconds ? `every ${secondsText(source.heartbeat_seconds)}` : <span className="dim">none</span>),
    },
    { word: 'Review within', cell: (source) => secondsText(source.review_target_seconds) },
    {
      word: 'To review',
      number: true,
      cell: (source) =>
        source.unreviewed > 0 ? (
          <Link href={paths.alerts({ review: 'unreviewed', source: source.id })}>{source.unreviewed.toLocaleString('en')}</Link>
        ) : (
          <span className="dim">0</span>
        ),
    },
    {
      word: 'Refused, 7 days',
      number: true,
      cell: (source) =>
        source.refused_7d > 0 && maySeeDeliveries ? (
          <Link href={paths.deliveries({ state: 'refused', source: source.id })}>{source.refused_7d.toLocaleString('en')}</Link>
        ) : (
          <span className="dim">{source.refused_7d}</span>
        ),
    },
  ]
}

export function SourcesPage() {
  const sources = useCall(sourceApi.list)
  const integrations: Integration[] = useCall(sourceApi.integrations).data?.items ?? []
  const why = useWhyNot('source:write')
  const maySeeDeliveries = useMay('delivery:read')
  const titles = new Map(integrations.map((one) => [one.id as string, one.title]))
  const rows = sources.data?.items ?? []
  const connect = why ? (
    <Button kind="primary" why={why}>
      Connect a source
    </Button>
  ) : (
    <ButtonLink kind="primary" href={paths.newSource()}>
      Connect a source
    </ButtonLink>
  )
  return (
    <Page
      title="Sources"
      lead="Monitoring tools that report here. Everything they send is kept as it came, before anything reads it."
      actions={connect}
    >
      {sources.isPending && <Skeleton lines={6} height={40} />}
      {sources.error && !sources.data && (
        <Failed what="The sources cannot be shown" why={sources.error.message} onRetry={() => void sources.refetch()} />
      )}
      {sources.data && rows.length === 0 && (
        <Empty title="No source yet" actions={connect}>
          <p>Here will be every monitoring tool that reports to you, with its last sign of life. Connect the one that pages you today.</p>
        </Empty>
      )}
      {rows.length > 0 && (
        <Table
          label="Sources"
          rows={rows}
          keyOf={(source) => source.id}
          isPast={(source) => source.retired_at !== null}
          columns={columnsOf(titles, maySeeDeliveries)}
        />
      )}
    </Page>
  )
}
