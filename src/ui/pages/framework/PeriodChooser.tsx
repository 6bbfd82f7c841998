// Which days are looked at: the common ones by name, any others by their first and last day.
import { useState } from 'react'
import { useMe } from '../../api/useMe.ts'
import { Button } from '../../kit/Button.tsx'
import { todayIn } from '../../kit/calendar.ts'
import { useNow } from '../../kit/clock.ts'
import { Form, SelectField, TextField } from '../../kit/Field.tsx'
import { useGo } from '../../kit/Link.tsx'
import styles from './Criteria.module.css'
import { isUsual, type PeriodSearch, periodChoices } from './period.ts'

const own = 'own'

type Props = { period: { from: string; to: string }; hrefOf: (search: PeriodSearch) => string }

export function PeriodChooser({ period, hrefOf }: Props) {
  const zone = useMe()?.organization.time_zone ?? 'UTC'
  const today = todayIn(zone, useNow())
  const [open, setOpen] = useState(false)
  const go = useGo()
  const choices = periodChoices(today, period)
  const show = (from: string, to: string) => {
    setOpen(false)
    go(hrefOf(isUsual(today, from, to) ? {} : { from, to }), { replace: true })
  }
  const choose = (value: string) => {
    const choice = choices.find((one) => one.value === value)
    if (choice) show(choice.from, choice.to)
    else setOpen(true)
  }
  return (
    <div className={`${styles.period} screen-only`}>
      <SelectField
        label="Period"
        quiet
        value={open ? own : `${period.from}/${period.to}`}
        onChange={choose}
        choices={[...choices.map(({ value, label }) => ({ value, label })), { value: own, label: 'Other days…' }]}
      />
      {open && <OwnDays period={period} onShow={show} />}
    </div>
  )
}

function OwnDays({ period, onShow }: { period: { from: string; to: string }; onShow: (from: string, to: string) => void }) {
  const [from, setFrom] = useState(period.from)
  const [to, setTo] = useState(period.to)
  const why = from === '' || to === '' ? 'Say both days first.' : from > to ? 'The last day is before the first one.' : null
  return (
    <Form label="Other days" onSubmit={() => why === null && onShow(from, to)}>
      <div className={styles.days}>
        <TextField label="First day" type="date" value={from} onChange={setFrom} />
        <TextField label="Last day" type="date" value={to} onChange={setTo} min={from} />
        <Button type="submit" why={why}>
          Show
        </Button>
      </div>
    </Form>
  )
}
