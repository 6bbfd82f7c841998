// In which order: for where no column is shown whose head could be pressed.
import { SelectField } from '../../kit/Field.tsx'
import type { AlertSearch } from '../../paths.ts'
import styles from './AlertFilters.module.css'
import { type AlertOrder, orderOf, orders, orderWords, whyNoOrder, withOrder } from './alertOrders.ts'

export function OrderChoice({ search, onSearch }: { search: AlertSearch; onSearch: (search: AlertSearch) => void }) {
  return (
    <div className={styles.order} title={search.q ? whyNoOrder : undefined}>
      <SelectField
        quiet
        label="Order"
        value={orderOf(search)}
        disabled={Boolean(search.q)}
        onChange={(order) => onSearch(withOrder(search, order as AlertOrder))}
        choices={orders.map((order) => ({ value: order, label: orderWords[order] }))}
      />
    </div>
  )
}
