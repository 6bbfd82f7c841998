// Declaring an incident: from alerts that were selected, from a report, or from what somebody saw.
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { alertApi } from '../../../contract/alert.ts'
import { incidentApi } from '../../../contract/incident.ts'
import type { IncidentOrigin } from '../../../core/incident/words.ts'
import type { AlertId } from '../../../core/kernel/ids.ts'
import { fieldProblem } from '../../api/problem.ts'
import { useCall } from '../../api/useCall.ts'
import { useWhyNot } from '../../api/useMe.ts'
import { useSend } from '../../api/useSend.ts'
import { Button } from '../../kit/Button.tsx'
import { Refused } from '../../kit/Failed.tsx'
import { AreaField, CheckField, Form, SelectField, TextField } from '../../kit/Field.tsx'
import { useGo } from '../../kit/Link.tsx'
import { Page } from '../../kit/Page.tsx'
import { paths } from '../../paths.ts'

const route = getRouteApi('/inside/incidents/declare')

const originWords: Record<IncidentOrigin, string> = {
  alert: 'An alert',
  report: 'Somebody reported it: a customer, a supplier, an outsider',
  observation: 'I, or a colleague, saw it',
}

/** What the browser types into a date and time field is local time without an offset. */
function localInstant(value: string): string | undefined {
  const at = new Date(value)
  return value !== '' && Number.isFinite(at.getTime()) ? at.toISOString() : undefined
}

function LinkedAlert({ id }: { id: string }) {
  const alert = useCall(alertApi.get, { params: { alertId: id as AlertId } })
  return <li>{alert.data ? `${alert.data.number} ${alert.data.title}` : '…'}</li>
}

export function DeclarePage() {
  const { alerts } = route.useSearch()
  const ids = alerts?.split(',').filter(Boolean) ?? []
  const go = useGo()
  const mayNot = useWhyNot('incident:declare')
  const [title, setTitle] = useState('')
  const [summary, setSummary] = useState('')
  const [origin, setOrigin] = useState<IncidentOrigin>(ids.length > 0 ? 'alert' : 'report')
  const [noticed, setNoticed] = useState('')
  const [exercise, setExercise] = useState(false)
  const [isPrivate, setPrivate] = useState(false)
  const declare = useSend(incidentApi.declare, ['alerts'])
  const detected = localInstant(noticed)
  const submit = async () => {
    const incident = await declare.send({
      body: {
        origin,
        ...(title.trim() ? { title: title.trim() } : {}),
        ...(summary.trim() ? { summary: summary.trim() } : {}),
        ...(ids.length > 0 ? { alert_ids: ids as AlertId[] } : {}),
        ...(detected ? { detected_at: detected } : {}),
        ...(exercise ? { is_exercise: true } : {}),
        ...(isPrivate ? { is_private: true } : {}),
      },
    })
    if (incident) go(paths.incident(incident.id), { replace: true })
  }
  return (
    <Page title="Declare incident" width="form" above={{ label: 'Incidents', href: paths.incidents({ state: 'open' }) }}>
      <Form label="Declare incident" onSubmit={() => void submit()}>
        <Refused problem={declare.problem} />
        {ids.length > 0 && (
          <div>
            <b>From {ids.length === 1 ? 'this alert' : `these ${ids.length} alerts`}</b>
            <ul style={{ paddingInlineStart: 20 }}>
              {ids.slice(0, 20).map((id) => (
                <LinkedAlert key={id} id={id} />
              ))}
              {ids.length > 20 && <li>and {ids.length - 20} more</li>}
            </ul>
          </div>
        )}
        <TextField
          label="What is it, in one line"
          hint={
            ids.length > 0 ? 'Left empty, it takes the title of the worst alert.' : 'For instance: customers see other customers’ invoices'
          }
          value={title}
          onChange={setTitle}
          maxLength={300}
          error={fieldProblem(declare.problem, '/title')}
          autoFocus
        />
        {ids.length === 0 && (
          <SelectField
            label="How do we know"
            value={origin}
            onChange={(value) => setOrigin(value as IncidentOrigin)}
            choices={(['report', 'observation'] as const).map((one) => ({ value: one, label: originWords[one] }))}
          />
        )}
        <AreaField label="What was seen, and by whom" value={summary} onChange={setSummary} rows={3} />
        <div>
          <label htmlFor="noticed" style={{ fontWeight: 600, display: 'block' }}>
            When it was first noticed
          </label>
          <small className="dim">
            {ids.length > 0 ? 'Left empty: when the earliest alert occurred.' : 'Left empty: now.'} Deadlines of our own count from it.
          </small>
          <div>
            <input
              id="noticed"
              type="datetime-local"
              value={noticed}
              onChange={({ currentTarget }) => setNoticed(currentTarget.value)}
              style={{
                minHeight: 44,
                padding: '4px 10px',
                font: 'inherit',
                background: 'var(--paper)',
                color: 'var(--ink)',
                border: '1px solid var(--line-2)',
                borderRadius: 3,
              }}
            />
          </div>
        </div>
        <CheckField label="It is an exercise: marked as one, and counted apart" checked={exercise} onChange={setExercise} />
        <CheckField label="It is private: seen by those on it and by compliance" checked={isPrivate} onChange={setPrivate} />
        <Button
          type="submit"
          kind="primary"
          busy={declare.sending}
          why={mayNot ?? (ids.length === 0 && title.trim() === '' ? 'Say in one line what it is.' : null)}
        >
          Declare incident
        </Button>
        <p className="dim">
          It gets a number that stays, whatever it turns out to be. You land on its page; acknowledging is one tap there.
        </p>
      </Form>
    </Page>
  )
}
