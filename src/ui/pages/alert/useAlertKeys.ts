// The queue by keyboard.
import type { RefObject } from 'react'
import { useKeys } from '../../kit/keys.ts'
import type { QueueAlert } from './alertShape.ts'
import type { AlertQueue } from './useAlertQueue.ts'
import type { Selection } from './useSelection.ts'

type Hands = {
  queue: AlertQueue
  selection: Selection
  cursor: string | null
  setCursor: (id: string) => void
  open: (row: Pick<QueueAlert, 'id'>, replace?: boolean) => void
  close: () => void
  /** The next of the orders; null where words decide it. */
  nextOrder: (() => void) | null
  ask: () => void
  /** An incident from what is selected, or from the row the cursor is at. */
  declare: () => void
  /** Makes them part of an incident that is open. */
  link: () => void
  alertId: string | null
  searchRef: RefObject<HTMLInputElement | null>
  wide: boolean
  canSelect: boolean
}

const group = 'Alerts'
const pageJump = 10

export function useAlertKeys(hands: Hands): void {
  const { queue, selection, cursor, setCursor, alertId } = hands
  const at = () => queue.rows.findIndex((row) => row.id === cursor)
  const moveTo = (index: number) => {
    const row = queue.rows[Math.max(0, Math.min(queue.rows.length - 1, index))]
    if (!row) return
    setCursor(row.id)
    if (alertId !== null && alertId !== row.id) hands.open(row, true)
  }
  const move = (by: number) => moveTo(cursor === null ? 0 : at() + by)
  const extend = (by: number) => {
    if (!hands.canSelect) return
    if (cursor && !selection.keys.has(cursor)) selection.toggle(cursor, false)
    const row = queue.rows[at() + by]
    if (!row) return
    setCursor(row.id)
    selection.toggle(row.id, true)
  }
  const select = () => {
    if (hands.canSelect && cursor) selection.toggle(cursor, false)
  }
  const selectAll = () => {
    if (hands.canSelect) selection.selectAll()
  }
  const openCursor = () => {
    const row = queue.rows[at()]
    if (row) hands.open(row)
  }
  const back = () => {
    if (selection.keys.size > 0) selection.clear()
    else if (alertId !== null) hands.close()
  }
  useKeys([
    { keys: 'j', does: 'Next alert', group, run: () => move(1) },
    { keys: 'k', does: 'Previous alert', group, run: () => move(-1) },
    { keys: 'ArrowDown', does: 'Next alert', group, run: () => move(1), alias: true },
    { keys: 'ArrowUp', does: 'Previous alert', group, run: () => move(-1), alias: true },
    { keys: 'Home', does: 'First alert', group, run: () => moveTo(0), alias: true },
    { keys: 'End', does: 'Last loaded alert', group, run: () => moveTo(queue.rows.length - 1), alias: true },
    { keys: 'PageDown', does: 'Ten on', group, run: () => move(pageJump), alias: true },
    { keys: 'PageUp', does: 'Ten back', group, run: () => move(-pageJump), alias: true },
    { keys: 'x', does: 'Select or leave out', group, run: select },
    { keys: 'Shift+j', does: 'Select down to the next', group, run: () => extend(1) },
    { keys: 'Shift+k', does: 'Select up to the previous', group, run: () => extend(-1) },
    { keys: 'a', does: 'Select every loaded alert', group, run: selectAll },
    { keys: 'Shift+a', does: 'Select every loaded alert', group, run: selectAll, alias: true },
    { keys: 'd', does: 'Record a disposition', group, run: hands.ask },
    { keys: 'i', does: 'Declare an incident from them', group, run: hands.declare },
    { keys: 'l', does: 'Link them to an open incident', group, run: hands.link },
    { keys: 'e', does: 'Open', group, run: openCursor },
    { keys: 'Enter', does: 'Open', group, run: openCursor, alias: true },
    { keys: 'r', does: 'Show what has just arrived', group, run: () => (queue.stale ? queue.reload() : queue.showArrived()) },
    { keys: 's', does: 'Next order: newest, oldest, worst, due soonest', group, run: () => hands.nextOrder?.() },
    { keys: '/', does: 'Search', group, run: () => hands.searchRef.current?.focus() },
    { keys: 'Escape', does: 'Clear the selection, then close the alert', group, run: back },
  ])
}
