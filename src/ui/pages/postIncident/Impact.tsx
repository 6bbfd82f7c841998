// The impact in numbers, as far as they are known.
import { TextField } from '../../kit/Field.tsx'
import styles from './Review.module.css'
import type { ReviewChanges, ReviewValues } from './reviewValues.ts'

type Counted = 'customers' | 'records' | 'minutes'
const counts: readonly { name: Counted; label: string }[] = [
  { name: 'customers', label: 'Customers affected' },
  { name: 'records', label: 'Records affected' },
  { name: 'minutes', label: 'Minutes down' },
]

export function Impact({ values, change }: { values: ReviewValues; change: (more: ReviewChanges) => void }) {
  return (
    <fieldset className={styles.causes}>
      <legend>Impact</legend>
      <p className="dim">In numbers, zero included. Left empty: not known.</p>
      <div className={styles.counts}>
        {counts.map(({ name, label }) => (
          <TextField key={name} label={label} type="number" min={0} value={values[name]} onChange={(value) => change({ [name]: value })} />
        ))}
        <TextField label="Cost" type="number" min={0} value={values.cost} onChange={(cost) => change({ cost })} />
        {values.cost.trim() !== '' && (
          <TextField
            label="Currency"
            value={values.currency}
            onChange={(currency) => change({ currency: currency.toUpperCase() })}
            maxLength={3}
          />
        )}
      </div>
    </fieldset>
  )
}
