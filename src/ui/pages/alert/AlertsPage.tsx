// The alert queue: the list, worked by keyboard or thumb, with one alert beside it on a desk.
import { getRouteApi, useParams } from '@tanstack/react-router'
import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import { useWhyNot } from '../../api/useMe.ts'
import { useGo } from '../../kit/Link.tsx'
import { useTitle } from '../../kit/Page.tsx'
import { Split } from '../../kit/Split.tsx'
import { usePhone, useWide } from '../../kit/usePhone.ts'
import { useStable } from '../../kit/useStable.ts'
import { type AlertSearch, paths } from '../../paths.ts'
import { AlertDetail } from './AlertDetail.tsx'
import { AlertFilters } from './AlertFilters.tsx'
import { AlertList } from './AlertList.tsx'
import styles from './AlertsPage.module.css'
import { AlertTotals } from './AlertTotals.tsx'
import { compactColumns, phoneColumns, useColumnChoice } from './alertColumns.tsx'
import { orderHeads, orderOf, orders, withOrder } from './alertOrders.ts'
import type { QueueAlert } from './alertShape.ts'
import { PickBar, PickedBar } from './Picking.tsx'
import { ReviewDialog } from './ReviewDialog.tsx'
import type { ReviewRequest } from './reviewRequest.ts'
import { useAlertKeys } from './useAlertKeys.ts'
import { useAlertQueue } from './useAlertQueue.ts'
import { useSelection } from './useSelection.ts'

const fetchLinking = () => import('../incident/LinkDialog.tsx').then(({ LinkDialog: it }) => ({ default: it }))
const LinkDialog = lazy(fetchLinking)

const route = getRouteApi('/inside/alerts')
/** Rows do not move under a pointer that was just used. */
const stillFor = 1_500

export function AlertsPage() {
  useTitle('Alerts')
  const search = route.useSearch()
  const { alertId = null } = useParams({ strict: false }) as { alertId?: string }
  const go = useGo()
  const phone = usePhone()
  const wide = useWide()
  const columns = useColumnChoice()
  const searchRef = useRef<HTMLInputElement>(null)
  const atTop = useRef(true)
  const pointed = useRef(0)
  const [cursor, setCursor] = useState<string | null>(null)
  const [request, setRequest] = useState<ReviewRequest | null>(null)
  const [linking, setLinking] = useState<readonly string[] | null>(null)
  const [pickingAsked, setPicking] = useState(false)
  const whyNot = useWhyNot('alert:review')
  const chosen = useRef<ReadonlySet<string>>(new Set())
  const queue = useAlertQueue(search, () => atTop.current && chosen.current.size === 0 && performance.now() - pointed.current > stillFor)
  const selection = useSelection(queue.rows)
  chosen.current = selection.keys
  useEffect(() => {
    if (alertId) setCursor(alertId)
  }, [alertId])
  useEffect(() => void fetchLinking().catch(() => undefined), [])

  const endPicking = () => {
    setPicking(false)
    selection.clear()
  }
  const onSearch = (next: AlertSearch) => {
    endPicking()
    go(paths.alerts(next), { replace: true })
  }
  const open = useStable((row: Pick<QueueAlert, 'id'>, replace?: boolean) =>
    go(paths.alert(row.id, search), { replace: replace ?? alertId !== null }),
  )
  const close = () => go(paths.alerts(search))
  const afterRecording = (ids: readonly string[], disposition: Parameters<typeof queue.settleOwn>[1]) => {
    const gone = new Set(ids)
    const at = queue.rows.findIndex((row) => row.id === cursor)
    // An alert that was opened by its address may not be among the rows: then there is no next one.
    const next = at < 0 ? undefined : (queue.rows.slice(at).find((row) => !gone.has(row.id)) ?? queue.rows.find((row) => !gone.has(row.id)))
    queue.settleOwn(ids, disposition)
    selection.drop(ids)
    setPicking(false)
    if (cursor && gone.has(cursor) && next) {
      setCursor(next.id)
      if (alertId && wide) open(next, true)
    }
  }
  const targets = selection.keys.size > 0 ? [...selection.keys] : cursor ? [cursor] : []
  const ask = () => {
    if (targets.length > 0 && whyNot === null)
      setRequest({ ids: targets, mode: 'full', correct: targets.every((id) => isReviewed(queue.rows, id)) })
  }
  const declare = () => targets.length > 0 && go(paths.declare(targets.slice(0, 100)))
  const link = () => targets.length > 0 && whyNot === null && setLinking(targets)
  const canSelect = whyNot === null
  const picking = phone && canSelect && (pickingAsked || selection.keys.size > 0)
  const hold = useStable((id: string) => {
    setPicking(true)
    if (!selection.keys.has(id)) selection.toggle(id, false)
  })
  const onOrder = (order: ReturnType<typeof orderOf>) => onSearch(withOrder(search, order))
  const nextOrder = search.q ? null : () => onOrder(orders[(orders.indexOf(orderOf(search)) + 1) % orders.length] ?? 'newest')
  useAlertKeys({ queue, selection, cursor, setCursor, open, close, nextOrder, ask, declare, link, alertId, searchRef, wide, canSelect })

  const compact = alertId !== null && wide
  return (
    <>
      <Split
        sideBySide={wide}
        head={
          <div className={styles.head} onPointerMove={() => (pointed.current = performance.now())}>
            <div className={styles.titleRow}>
              <h1 className={picking ? 'said' : ''}>Alerts</h1>
              {picking ? (
                <PickBar selection={selection} loaded={queue.rows.length} onEnd={endPicking} />
              ) : (
                <AlertTotals
                  search={search}
                  selection={selection}
                  onReview={ask}
                  onDeclare={declare}
                  onLink={link}
                  whyNot={whyNot}
                  phone={phone}
                  onSelect={phone ? () => setPicking(true) : selection.selectAll}
                />
              )}
            </div>
            <AlertFilters
              search={search}
              onSearch={onSearch}
              searchRef={searchRef}
              columns={phone || compact ? null : columns}
              phone={phone}
              noHeads={phone || compact}
            />
          </div>
        }
        list={
          <AlertList
            queue={queue}
            columns={phone ? phoneColumns : compact ? compactColumns : columns.columns}
            heads={orderHeads(search, onOrder)}
            phone={phone}
            cursor={cursor}
            setCursor={setCursor}
            selection={selection}
            canSelect={canSelect}
            picking={picking}
            onHold={phone && canSelect ? hold : null}
            onOpen={open}
            search={search}
            onAtTop={(now) => (atTop.current = now)}
            onPointed={() => (pointed.current = performance.now())}
          />
        }
        foot={picking && <PickedBar count={selection.keys.size} onReview={ask} onDeclare={declare} onLink={link} />}
        detail={
          alertId && <AlertDetail key={alertId} alertId={alertId} search={search} onClose={close} onReview={setRequest} beside={wide} />
        }
      />
      <Suspense fallback={null}>
        {linking && <LinkDialog alertIds={linking} onClose={() => setLinking(null)} onLinked={(ids) => afterRecording(ids, 'incident')} />}
      </Suspense>
      <ReviewDialog request={request} onClose={() => setRequest(null)} onRecorded={afterRecording} onAgain={setRequest} />
    </>
  )
}

function isReviewed(rows: readonly QueueAlert[], id: string): boolean {
  const row = rows.find((one) => one.id === id)
  return row !== undefined && (row.review !== null || row.mine !== undefined)
}
