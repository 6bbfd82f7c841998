// The rows of the queue, with what has just arrived, what failed, and what an empty list teaches.
import { IconArrowUp, IconRefresh } from '@tabler/icons-react'
import { useCallback } from 'react'
import { Button, ButtonLink } from '../../kit/Button.tsx'
import { Empty, Skeleton } from '../../kit/Empty.tsx'
import { Failed } from '../../kit/Failed.tsx'
import { Grid } from '../../kit/Grid.tsx'
import type { GridColumn, GridHead } from '../../kit/gridColumn.ts'
import { type AlertSearch, paths } from '../../paths.ts'
import styles from './AlertsPage.module.css'
import { orderOf } from './alertOrders.ts'
import type { QueueAlert } from './alertShape.ts'
import type { AlertQueue } from './useAlertQueue.ts'
import type { Selection } from './useSelection.ts'

type ListProps = {
  queue: AlertQueue
  columns: readonly GridColumn<QueueAlert>[]
  heads: Readonly<Record<string, GridHead>>
  phone: boolean
  cursor: string | null
  setCursor: (id: string) => void
  selection: Selection
  canSelect: boolean
  picking: boolean
  onHold: ((id: string) => void) | null
  onOpen: (row: QueueAlert) => void
  search: AlertSearch
  onAtTop: (now: boolean) => void
  onPointed: () => void
}

const deskRow = 40
const phoneRow = 76
const keyOf = (alert: QueueAlert) => alert.id
const nameOf = (alert: QueueAlert) => `${alert.number}, ${alert.title}`

function Arrived({ queue, onTop }: { queue: AlertQueue; onTop: boolean }) {
  if (!queue.stale && queue.arrived.length === 0) return null
  return (
    <div className={styles.pill} role="status">
      {queue.stale ? (
        <Button small kind="primary" icon={IconRefresh} onPress={queue.reload}>
          The list has changed: load it again
        </Button>
      ) : (
        <Button small kind="primary" icon={onTop ? IconArrowUp : IconRefresh} onPress={queue.showArrived}>
          {queue.arrived.length} new
        </Button>
      )}
    </div>
  )
}

function NoAlerts({ search }: { search: AlertSearch }) {
  const filtered = Object.entries(search).some(([name, value]) => value && name !== 'review' && name !== 'sort')
  if (filtered) {
    return (
      <Empty
        title="No alert matches"
        actions={<ButtonLink href={paths.alerts({ review: search.review, sort: search.sort })}>Clear the filter</ButtonLink>}
      >
        <p>The filter stands in the address of this page; clear it to see the rest.</p>
      </Empty>
    )
  }
  if (search.review === 'unreviewed') {
    return (
      <Empty title="Every alert has been reviewed" actions={<ButtonLink href={paths.alerts({})}>Show all alerts</ButtonLink>}>
        <p>New ones appear here by themselves as sources report them. Each waits until a person records what it turned out to be.</p>
      </Empty>
    )
  }
  return (
    <Empty
      title="No alert yet"
      actions={
        <ButtonLink kind="primary" href={paths.newSource()}>
          Connect a source
        </ButtonLink>
      }
    >
      <p>
        Here will be every alert your monitoring reports, with what a person found it to be. Connect the tool that pages you today; it takes
        one address pasted into it.
      </p>
    </Empty>
  )
}

export function AlertList(props: ListProps) {
  const { queue, search, phone, setCursor } = props
  const onOpen = props.onOpen
  const hrefOf = useCallback((alert: QueueAlert) => paths.alert(alert.id, search), [search])
  if (queue.pending) {
    return (
      <div className={styles.wait}>
        <Skeleton lines={12} height={phone ? phoneRow : deskRow} />
      </div>
    )
  }
  if (queue.problem && queue.rows.length === 0) {
    return (
      <div className={styles.wait}>
        <Failed what="The alerts cannot be shown" why={queue.problem.message} onRetry={queue.retry} />
      </div>
    )
  }
  return (
    <div style={{ height: '100%' }} onPointerMove={props.onPointed} onPointerDown={props.onPointed}>
      <Arrived queue={queue} onTop={orderOf(search) === 'newest'} />
      <Grid
        label="Alerts"
        rows={queue.rows}
        keyOf={keyOf}
        nameOf={nameOf}
        hrefOf={hrefOf}
        columns={props.columns}
        heads={props.heads}
        picking={props.picking}
        onHold={props.onHold}
        rowHeight={phone ? phoneRow : deskRow}
        plain={phone}
        cursor={props.cursor}
        onCursor={setCursor}
        selected={props.selection.keys}
        onSelect={props.canSelect ? props.selection.toggle : null}
        onOpen={onOpen}
        total={null}
        onNearEnd={queue.loadMore}
        loadingMore={queue.loadingMore}
        fresh={queue.fresh}
        onScrolled={props.onAtTop}
        empty={
          <div className={styles.empty}>
            <NoAlerts search={search} />
          </div>
        }
      />
    </div>
  )
}
