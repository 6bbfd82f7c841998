// Opening an audit: a period, by a common choice or by days, and a name.
import { useState } from 'react'
import { auditApi } from '../../../contract/audit.ts'
import { fieldProblem } from '../../api/problem.ts'
import { useMe, useWhyNot } from '../../api/useMe.ts'
import { useSend } from '../../api/useSend.ts'
import { Button } from '../../kit/Button.tsx'
import { todayIn } from '../../kit/calendar.ts'
import { Refused } from '../../kit/Failed.tsx'
import { Form, SelectField, TextField } from '../../kit/Field.tsx'
import { useGo } from '../../kit/Link.tsx'
import { Page } from '../../kit/Page.tsx'
import { dateText } from '../../kit/timeText.ts'
import { paths } from '../../paths.ts'
import { periodsBefore } from './periods.ts'

const own = 'own'

export function OpenAuditPage() {
  const zone = useMe()?.organization.time_zone ?? 'UTC'
  const why = useWhyNot('audit:write')
  const periods = periodsBefore(todayIn(zone, Date.now()))
  const [chosen, setChosen] = useState(periods[0]?.id ?? own)
  const [name, setName] = useState(periods[0]?.name ?? '')
  const [firstDay, setFirstDay] = useState(periods[0]?.firstDay ?? '')
  const [lastDay, setLastDay] = useState(periods[0]?.lastDay ?? '')
  const open = useSend(auditApi.open)
  const go = useGo()
  const choose = (id: string) => {
    setChosen(id)
    const period = periods.find((one) => one.id === id)
    if (!period) return
    setName(period.name)
    setFirstDay(period.firstDay)
    setLastDay(period.lastDay)
  }
  const submit = async () => {
    const audit = await open.send({ body: { name, first_day: firstDay, last_day: lastDay } })
    if (audit) go(paths.audit(audit.id))
  }
  const wrong = (path: string) => (open.problem ? fieldProblem(open.problem, path) : undefined)
  return (
    <Page
      title="Open an audit"
      above={{ label: 'Audits', href: paths.audits() }}
      width="form"
      lead={`Days are counted in ${zone}, the organization’s time zone, both included.`}
    >
      <Form onSubmit={() => void submit()} label="Open an audit">
        <Refused problem={open.problem} />
        <SelectField
          label="Period"
          value={chosen}
          onChange={choose}
          choices={[...periods.map((period) => ({ value: period.id, label: period.label })), { value: own, label: 'Other days' }]}
        />
        {chosen === own ? (
          <>
            <TextField label="First day" type="date" value={firstDay} onChange={setFirstDay} error={wrong('/first_day')} required />
            <TextField
              label="Last day"
              type="date"
              value={lastDay}
              onChange={setLastDay}
              error={wrong('/last_day')}
              min={firstDay}
              required
            />
          </>
        ) : (
          <p className="dim">
            {dateText(firstDay)} to {dateText(lastDay)}
          </p>
        )}
        <TextField
          label="Name"
          hint="Stands on the report and in the package."
          value={name}
          onChange={setName}
          error={wrong('/name')}
          required
        />
        <div className="row">
          <Button type="submit" kind="primary" why={why} busy={open.sending}>
            Open the audit
          </Button>
        </div>
      </Form>
    </Page>
  )
}
