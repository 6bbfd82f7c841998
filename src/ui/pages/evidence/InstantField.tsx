// A date and a time in the reader's own zone.
import { useId } from 'react'
import styles from './Evidence.module.css'

type InstantProps = { label: string; hint?: string; value: string; onChange: (value: string) => void }

export function InstantField({ label, hint, value, onChange }: InstantProps) {
  const id = useId()
  return (
    <div className={styles.instant}>
      <label htmlFor={id}>{label}</label>
      {hint && <small id={`${id}-hint`}>{hint}</small>}
      <input
        id={id}
        type="datetime-local"
        step={1}
        value={value}
        aria-describedby={hint ? `${id}-hint` : undefined}
        onChange={({ currentTarget }) => onChange(currentTarget.value)}
      />
    </div>
  )
}
