// How many: the totals of what is shown, or what is selected and can be done with it. They stand above the rows.
import { alertApi } from '../../../contract/alert.ts'
import { useCall } from '../../api/useCall.ts'
import { Button } from '../../kit/Button.tsx'
import type { AlertSearch } from '../../paths.ts'
import styles from './AlertsPage.module.css'
import { filterQuery } from './alertOrders.ts'
import type { Selection } from './useSelection.ts'

type TotalsProps = {
  search: AlertSearch
  selection: Selection
  onReview: () => void
  onDeclare: () => void
  onLink: () => void
  /** All that is loaded on a desk; on a phone selecting begins. */
  onSelect: () => void
  whyNot: string | null
  phone: boolean
}

const figure = (count: number) => count.toLocaleString('en')

export function AlertTotals({ search, selection, onReview, onDeclare, onLink, onSelect, whyNot, phone }: TotalsProps) {
  const count = useCall(alertApi.count, { query: filterQuery(search) }, { keep: true }).data
  const chosen = selection.keys.size
  if (chosen > 0) {
    return (
      <div className={styles.totals}>
        <b role="status">{figure(chosen)} selected</b>
        <Button small kind="primary" onPress={onReview} why={whyNot} shortcut="d">
          Record disposition
        </Button>
        <Button small onPress={onDeclare} why={whyNot} shortcut="i">
          Declare incident
        </Button>
        <Button small onPress={onLink} why={whyNot} shortcut="l">
          Link to incident
        </Button>
        <Button small kind="quiet" onPress={selection.clear} shortcut="Esc">
          Clear
        </Button>
      </div>
    )
  }
  if (!count) return <div className={styles.totals} />
  const total = `${figure(count.total)}${count.exact ? '' : '+'}`
  const mayChoose = count.total > 0 && whyNot === null
  const totals = (
    <div className={styles.totals} role="status">
      {search.review !== 'unreviewed' && (
        <span>
          <b>{total}</b> {count.total === 1 ? 'alert' : 'alerts'}
        </span>
      )}
      {search.review !== 'reviewed' && (
        <span>
          <b>{figure(count.unreviewed)}</b> to review
        </span>
      )}
      {count.overdue > 0 && search.review !== 'reviewed' && (
        <span>
          <b className="late">{figure(count.overdue)}</b> <span className="late">overdue</span>
        </span>
      )}
      {!phone && mayChoose && (
        <Button small kind="quiet" onPress={onSelect} shortcut="a">
          Select loaded
        </Button>
      )}
    </div>
  )
  if (!phone || !mayChoose) return totals
  return (
    <>
      {totals}
      <Button onPress={onSelect}>Select</Button>
    </>
  )
}
