// Which period is asked about: a quarter, a year, or any two days of the organization's zone.
import { useState } from 'react'
import { useMe } from '../../api/useMe.ts'
import { Button } from '../../kit/Button.tsx'
import { todayIn } from '../../kit/calendar.ts'
import { SelectField, TextField } from '../../kit/Field.tsx'
import type { PeriodSearch } from '../../paths.ts'
import styles from './Documents.module.css'
import { commonPeriods, type Period, readPeriod } from './periods.ts'

const own = 'own'

export function usePeriod(asked: PeriodSearch): Period {
  const zone = useMe()?.organization.time_zone ?? 'UTC'
  return readPeriod(asked, todayIn(zone, Date.now()))
}

export function PeriodChooser({ period, onChange }: { period: Period; onChange: (next: PeriodSearch) => void }) {
  const zone = useMe()?.organization.time_zone ?? 'UTC'
  const periods = commonPeriods(todayIn(zone, Date.now()))
  const known = periods.some(({ id }) => id === period.id) || period.id === null ? periods : [period, ...periods]
  const [byDays, setByDays] = useState(period.id === null)
  const [from, setFrom] = useState(period.from)
  const [to, setTo] = useState(period.to)
  const why = from === '' || to === '' ? 'Choose both days.' : from > to ? 'The last day comes before the first.' : null
  return (
    <form
      className={`${styles.filters} screen-only`}
      aria-label="Period"
      onSubmit={(event) => {
        event.preventDefault()
        if (why === null) onChange({ from, to })
      }}
    >
      <SelectField
        label="Period"
        value={byDays ? own : (period.id ?? own)}
        choices={[...known.map(({ id, label }) => ({ value: id ?? own, label })), { value: own, label: 'Other days' }]}
        onChange={(value) => {
          setByDays(value === own)
          if (value !== own) onChange({ period: value })
        }}
      />
      {byDays && (
        <>
          <TextField label="First day" type="date" value={from} onChange={setFrom} max={to} />
          <TextField label="Last day" type="date" value={to} onChange={setTo} min={from} />
          <Button type="submit" why={why}>
            Show
          </Button>
        </>
      )}
    </form>
  )
}
