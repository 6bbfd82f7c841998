// The rows of the queue: pages by cursor, arrivals put on top without moving the reader, changes of others patched in.
import { type InfiniteData, useInfiniteQuery } from '@tanstack/react-query'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { alertApi } from '../../../contract/alert.ts'
import type { ReplyOf } from '../../../contract/endpoint.ts'
import type { LiveEvent } from '../../../contract/event.ts'
import type { Disposition } from '../../../core/alert/disposition.ts'
import type { AlertId } from '../../../core/kernel/ids.ts'
import { call } from '../../api/call.ts'
import type { Problem } from '../../api/problem.ts'
import { queryClient } from '../../api/queryClient.ts'
import { useLiveEvents } from '../../api/useLive.ts'
import type { AlertSearch } from '../../paths.ts'
import { filterQuery, listQuery, orderOf } from './alertOrders.ts'
import type { QueueAlert } from './alertShape.ts'

const pageSize = 200
const headSize = 50
/** More changed rows than this are not asked for one by one: the reader is told that the list has changed. */
const mostSingle = 12
const settle = 600

type ListPage = ReplyOf<typeof alertApi.list>
type Pages = InfiniteData<ListPage, string | undefined>

export type AlertQueue = {
  rows: readonly QueueAlert[]
  pending: boolean
  problem: Problem | null
  retry: () => void
  loadMore: () => void
  loadingMore: boolean
  /** Arrived since, not yet among the rows. */
  arrived: readonly QueueAlert[]
  showArrived: () => void
  /** Others changed more than could be patched in. */
  stale: boolean
  reload: () => void
  fresh: ReadonlySet<string>
  /** After the reader recorded something: rows that no longer fit the filter go, others say it. */
  settleOwn: (ids: readonly string[], disposition: Disposition) => void
}

function mapItems(pages: Pages | undefined, change: (items: QueueAlert[], page: number) => QueueAlert[]): Pages | undefined {
  return pages && { ...pages, pages: pages.pages.map((page, at) => ({ ...page, items: change(page.items, at) })) }
}

const numberOf = (alert: { number: string }) => Number(/\d+/.exec(alert.number)?.[0] ?? 0)

async function newestNumber(search: AlertSearch, signal: AbortSignal): Promise<number> {
  const { items } = await call(alertApi.list, { query: { ...filterQuery(search), limit: 1 } }, signal)
  return Math.max(0, ...items.map(numberOf))
}

export function useAlertQueue(search: AlertSearch, canInsert: () => boolean): AlertQueue {
  const key = useMemo(() => ['alert-queue', search] as const, [search])
  const [arrived, setArrived] = useState<readonly QueueAlert[]>([])
  const [stale, setStale] = useState(false)
  const [fresh, setFresh] = useState<ReadonlySet<string>>(new Set())
  const own = useRef(new Set<string>())
  const order = orderOf(search)
  /** Where the newest do not stand on top: the highest number there was when the list was asked for. What is above has arrived since. */
  const newestKnown = useRef(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: what arrived for another list is not news of this one
  useEffect(() => {
    setArrived([])
    setStale(false)
  }, [key])
  const list = useInfiniteQuery<ListPage, Problem, Pages, readonly unknown[], string | undefined>({
    queryKey: key,
    queryFn: async ({ pageParam, signal }) => {
      if (pageParam === undefined && order !== 'newest') newestKnown.current = await newestNumber(search, signal)
      return await call(alertApi.list, { query: { ...listQuery(search), limit: pageSize, cursor: pageParam } }, signal)
    },
    initialPageParam: undefined,
    getNextPageParam: (last) => last.next_cursor ?? undefined,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    refetchOnWindowFocus: false,
    // Comparing ten thousand rows with themselves at every page would cost frames.
    structuralSharing: false,
  })
  // By id: an alert that others review while the list is read may come a second time, among the reviewed.
  const known = useMemo(
    () => new Map(list.data?.pages.flatMap((page) => page.items.map((row) => [row.id as string, row as QueueAlert])) ?? []),
    [list.data],
  )
  const rows = useMemo(() => [...known.values()], [known])
  const change = useCallback(
    (how: (items: QueueAlert[], page: number) => QueueAlert[]) => queryClient.setQueryData<Pages>(key, (pages) => mapItems(pages, how)),
    [key],
  )
  const putOnTop = useCallback(
    (items: readonly QueueAlert[]) => {
      change((before, page) => (page === 0 ? [...items, ...before] : before))
      setFresh(new Set(items.map((item) => item.id)))
      setArrived([])
    },
    [change],
  )
  /** In another order an arrival has its place somewhere: a short list is asked for again, a long one says how many there are. */
  const findPlaces = (found: readonly QueueAlert[]) => {
    if (found.length === 0 || rows.length > pageSize || !canInsert()) return setArrived(found)
    setFresh(new Set(found.map((item) => item.id)))
    void list.refetch()
  }
  const lookAtHead = async () => {
    // Not heard now: the next event asks again.
    const head = await call(alertApi.list, { query: { ...filterQuery(search), limit: headSize } }).catch(() => null)
    const newest = head?.items.filter((item) => !known.has(item.id)) ?? []
    if (order !== 'newest') return findPlaces(newest.filter((item) => numberOf(item) > newestKnown.current))
    // Where the head shares no row with the list, there are more between than were asked for.
    const gap = newest.length === headSize && rows.length > 0
    const first = rows[0]
    const above = newest.filter((item) => !first || item.received_at >= first.received_at)
    if (gap) setStale(true)
    else if (above.length > 0 && (rows.length === 0 || canInsert())) putOnTop(above)
    else setArrived(above)
  }
  const lookAtChanged = async (ids: readonly string[]) => {
    if (ids.length > mostSingle) return setStale(true)
    const found = await Promise.all(ids.map((id) => call(alertApi.get, { params: { alertId: id as AlertId } }).catch(() => null)))
    const changed = new Map(found.flatMap((alert) => (alert ? [[alert.id as string, alert as QueueAlert]] : [])))
    if (changed.size > 0)
      change((items) => (items.some((item) => changed.has(item.id)) ? items.map((item) => changed.get(item.id) ?? item) : items))
  }
  useGatheredEvents((ids) => {
    void lookAtHead()
    // The server was away when the reader came to the end of what was loaded.
    if (list.isFetchNextPageError) void list.fetchNextPage()
    const others = ids.filter((id) => known.has(id) && !own.current.has(id))
    if (others.length > 0) void lookAtChanged(others)
    if (ids.length === 0 && rows.length > headSize) setStale(true)
  })
  const reload = useCallback(() => {
    setStale(false)
    setArrived([])
    void queryClient.resetQueries({ queryKey: key })
  }, [key])
  const settleOwn = useCallback(
    (ids: readonly string[], disposition: Disposition) => {
      const mine = new Set(ids)
      for (const id of ids) own.current.add(id)
      const fits = (item: QueueAlert) => !mine.has(item.id) || (search.review !== 'unreviewed' && search.timeliness !== 'overdue')
      change((items) => items.filter(fits).map((item) => (mine.has(item.id) ? { ...item, mine: disposition } : item)))
    },
    [change, search],
  )
  const { fetchNextPage, hasNextPage, isFetchingNextPage } = list
  const loadMore = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage()
  }, [hasNextPage, isFetchingNextPage, fetchNextPage])
  return {
    rows,
    pending: list.isPending,
    problem: list.error,
    retry: () => void list.refetch(),
    loadMore,
    loadingMore: isFetchingNextPage,
    arrived,
    showArrived: () => (order === 'newest' ? putOnTop(arrived) : reload()),
    stale,
    reload,
    fresh,
    settleOwn,
  }
}

/** One round for a burst of events about alerts; an event without ids stands for all of them. */
function useGatheredEvents(heard: (ids: readonly string[]) => void): void {
  const ids = useRef(new Set<string>())
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  const latest = useRef(heard)
  latest.current = heard
  useLiveEvents((event: LiveEvent) => {
    if (event.topic !== 'alert') return
    for (const id of event.ids) ids.current.add(id)
    timer.current ??= setTimeout(() => {
      timer.current = undefined
      const gathered = [...ids.current]
      ids.current.clear()
      latest.current(gathered)
    }, settle)
  })
}
