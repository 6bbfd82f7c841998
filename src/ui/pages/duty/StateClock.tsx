// Stating when a clock started, and what that rests on: deadlines are counted from it. A later statement stands beside the first.
import { useState } from 'react'
import { incidentApi } from '../../../contract/incident.ts'
import { type ClockId, clockIds, clockMeanings } from '../../../core/obligation/clock.ts'
import { Button } from '../../kit/Button.tsx'
import { Dialog } from '../../kit/Dialog.tsx'
import { AreaField, Form, SelectField, TextField } from '../../kit/Field.tsx'
import { fieldOfInstant, instantOfField } from '../../kit/localMoment.ts'
import type { Work } from '../incident/useIncident.ts'

type StateClockProps = { work: Work; clock: ClockId | null; onClose: () => void }

const spoken = (clock: ClockId) => clock.replaceAll('_', ' ')

function whyNot(at: string | undefined, basis: string): string | null {
  if (at === undefined) return 'Say when it started.'
  if (Date.parse(at) > Date.now() + 60_000) return 'It cannot have started in the future.'
  return basis.trim().length < 3 ? 'Say what it rests on.' : null
}

export function StateClock({ work, clock: asked, onClose }: StateClockProps) {
  const [clock, setClock] = useState<ClockId>(asked ?? 'awareness')
  const [when, setWhen] = useState(() => fieldOfInstant(Date.now()))
  const [basis, setBasis] = useState('')
  const at = instantOfField(when)
  const why = whyNot(at, basis)
  const record = () => {
    if (why !== null || at === undefined) return
    work.act(incidentApi.readClock, {
      does: 'clock',
      on: clock,
      says: `Clock stated: ${spoken(clock)}`,
      params: work.params,
      body: { clock, at, basis: basis.trim() },
    })
    onClose()
  }
  return (
    <Dialog open onClose={onClose} title="When did the clock start">
      <Form label="Clock" onSubmit={record}>
        <SelectField
          label="Clock"
          hint={`It starts when ${clockMeanings[clock]}.`}
          value={clock}
          onChange={(value) => setClock(value as ClockId)}
          choices={clockIds.map((one) => ({ value: one, label: spoken(one) }))}
        />
        <TextField label="Since" type="datetime-local" value={when} onChange={setWhen} />
        <AreaField
          label="What that rests on"
          hint="For instance: the ticket in which the on-call engineer confirmed the copied files."
          value={basis}
          onChange={setBasis}
          rows={2}
          autoFocus
        />
        <div className="row">
          <Button type="submit" kind="primary" why={why}>
            State it
          </Button>
          <Button onPress={onClose}>Cancel</Button>
        </div>
      </Form>
    </Dialog>
  )
}
