// What sources sent, and above all what could not be read.
import { useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import type { ReplyOf } from '../../../contract/endpoint.ts'
import { deliveryApi, sourceApi } from '../../../contract/source.ts'
import { call } from '../../api/call.ts'
import type { Problem } from '../../api/problem.ts'
import { useCall } from '../../api/useCall.ts'
import { Button } from '../../kit/Button.tsx'
import { Empty, Skeleton } from '../../kit/Empty.tsx'
import { Failed } from '../../kit/Failed.tsx'
import { SelectField } from '../../kit/Field.tsx'
import { Link, useGo } from '../../kit/Link.tsx'
import { Page } from '../../kit/Page.tsx'
import { type Column, Table } from '../../kit/Table.tsx'
import { Switcher } from '../../kit/Tabs.tsx'
import { Time } from '../../kit/Time.tsx'
import { paths } from '../../paths.ts'
import { DeliveryState } from './DeliveryState.tsx'

type ListPage = ReplyOf<typeof deliveryApi.list>
type Delivery = ListPage['items'][number]
type State = 'accepted' | 'repeated' | 'refused'

const route = getRouteApi('/inside/settings/deliveries')

function useDeliveries(query: { state?: State | undefined; source?: string | undefined }) {
  return useInfiniteQuery<ListPage, Problem, ListPage['items'], readonly unknown[], string | undefined>({
    queryKey: ['deliveries', 'list', query],
    queryFn: ({ pageParam, signal }) => call(deliveryApi.list, { query: { ...query, cursor: pageParam, limit: 50 } as never }, signal),
    initialPageParam: undefined,
    getNextPageParam: (last) => last.next_cursor ?? undefined,
    select: (all) => all.pages.flatMap((page) => page.items),
  })
}

const columns: readonly Column<Delivery>[] = [
  {
    word: 'Received',
    bare: true,
    cell: (delivery) => (
      <Link href={paths.delivery(delivery.id)}>
        <Time at={delivery.received_at} />
      </Link>
    ),
  },
  { word: 'Source', cell: (delivery) => <Link href={paths.source(delivery.source.id)}>{delivery.source.name}</Link> },
  { word: 'State', cell: (delivery) => <DeliveryState delivery={delivery} /> },
  { word: 'Why', grow: true, cell: (delivery) => delivery.reason ?? <span className="dim">–</span> },
  { word: 'Alerts', number: true, cell: (delivery) => delivery.observations.toLocaleString('en') },
  { word: 'Bytes', number: true, cell: (delivery) => delivery.size.toLocaleString('en') },
]

export function DeliveriesPage() {
  const search = route.useSearch()
  const query = { state: search.state as State | undefined, source: search.source }
  const deliveries = useDeliveries(query)
  const sources = useCall(sourceApi.list).data?.items ?? []
  const go = useGo()
  const rows = deliveries.data ?? []
  const refused = query.state === 'refused'
  return (
    <Page
      title="Deliveries"
      lead="Every request a source made, kept as it came before anything read it. What could not be read is kept too, with the reason."
    >
      <div className="row screen-only">
        <Switcher
          label="Which deliveries"
          value={query.state ?? 'all'}
          choices={[
            { value: 'all', label: 'All' },
            { value: 'refused', label: 'Refused' },
            { value: 'repeated', label: 'Repeated' },
          ]}
          onChange={(value) => go(paths.deliveries({ ...query, state: value === 'all' ? undefined : (value as State) }), { replace: true })}
        />
        <SelectField
          quiet
          label="Source"
          value={query.source ?? ''}
          onChange={(source) => go(paths.deliveries({ ...query, source: source || undefined }), { replace: true })}
          choices={[{ value: '', label: 'Any source' }, ...sources.map((source) => ({ value: source.id, label: source.name }))]}
        />
      </div>
      {deliveries.isPending && <Skeleton lines={8} height={40} />}
      {deliveries.error && rows.length === 0 && (
        <Failed what="The deliveries cannot be shown" why={deliveries.error.message} onRetry={() => void deliveries.refetch()} />
      )}
      {deliveries.data && rows.length === 0 && (
        <Empty title={refused ? 'Nothing was refused' : 'No delivery yet'}>
          <p>
            {refused
              ? 'A delivery that cannot be read would be kept and listed here, with the reason, and could be read again once its source is mended.'
              : 'Each request a source makes appears here as it arrives.'}
          </p>
        </Empty>
      )}
      {rows.length > 0 && <Table label="Deliveries" rows={rows} keyOf={(delivery) => delivery.id} columns={columns} />}
      {deliveries.hasNextPage && (
        <div className="row">
          <Button busy={deliveries.isFetchingNextPage} onPress={() => void deliveries.fetchNextPage()}>
            Show more
          </Button>
        </div>
      )}
    </Page>
  )
}
