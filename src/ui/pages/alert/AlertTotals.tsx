// How many: the totals of what is shown, or what is selected and can be done with it. They stand above the rows.
import { alertApi } from '../../../contract/alert.ts'
import { useCall } from '../../api/useCall.ts'
import { Button } from '../../kit/Button.tsx'
import type { AlertSearch } from '../../paths.ts'
import styles from './AlertsPage.module.css'
import { asQuery } from './useAlertQueue.ts'
import type { Selection } from './useSelection.ts'

type TotalsProps = {
  search: AlertSearch
  selection: Selection
  onReview: () => void
  onSelectAll: () => void
  whyNot: string | null
  phone: boolean
}

const figure = (count: number) => count.toLocaleString('en')

export function AlertTotals({ search, selection, onReview, onSelectAll, whyNot, phone }: TotalsProps) {
  const count = useCall(alertApi.count, { query: asQuery(search) as never }, { keep: true }).data
  const chosen = selection.keys.size
  if (chosen > 0) {
    return (
      <div className={styles.totals}>
        <b role="status">{figure(chosen)} selected</b>
        <Button small kind="primary" onPress={onReview} why={whyNot} shortcut="d">
          Record disposition
        </Button>
        <Button small kind="quiet" onPress={selection.clear} shortcut="Esc">
          Clear
        </Button>
      </div>
    )
  }
  if (!count) return <div className={styles.totals} />
  const total = `${figure(count.total)}${count.exact ? '' : '+'}`
  return (
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
      {!phone && count.total > 0 && whyNot === null && (
        <Button small kind="quiet" onPress={onSelectAll} shortcut="a">
          Select loaded
        </Button>
      )}
    </div>
  )
}
