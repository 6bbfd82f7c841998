// Recovering or closing although something is missing: a reason, and to close a second person who agreed.
import { useState } from 'react'
import { incidentApi } from '../../../contract/incident.ts'
import { personApi } from '../../../contract/person.ts'
import type { PersonId } from '../../../core/kernel/ids.ts'
import { useCall } from '../../api/useCall.ts'
import { useMe } from '../../api/useMe.ts'
import { Button } from '../../kit/Button.tsx'
import { Dialog } from '../../kit/Dialog.tsx'
import { AreaField, Form, SelectField } from '../../kit/Field.tsx'
import type { MissingThing } from './incidentShape.ts'
import type { Work } from './useIncident.ts'

type OverrideProps = { work: Work; to: 'recovered' | 'closed'; missing: readonly MissingThing[]; onClose: () => void }

export function OverrideDialog({ work, to, missing, onClose }: OverrideProps) {
  const [reason, setReason] = useState('')
  const [second, setSecond] = useState('')
  const me = useMe()
  const people = useCall(personApi.list, {}, { enabled: to === 'closed' })
  // Nobody answers for themselves twice.
  const others = (people.data?.items ?? []).filter(({ id, active }) => active && id !== me?.actor.id)
  const name = others.find(({ id }) => id === second)?.name
  const given = reason.trim()
  const why = given.length < 3 ? 'Write the reason first.' : to === 'closed' && second === '' ? 'Name the second person who agreed.' : null
  const record = () => {
    if (why !== null) return
    const override = { reason: given, ...(to === 'closed' ? { second_person_id: second as PersonId } : {}) }
    const says = `Now ${to}, although something is missing${name ? `; ${name} agreed` : ''}`
    work.act(incidentApi.changeState, { does: 'state', says, params: work.params, body: { to, override } })
    onClose()
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={to === 'closed' ? 'Close it although something is missing' : 'Recovered although something is missing'}
    >
      <Form label="Go on without it" onSubmit={record}>
        <div>
          <p>This stays on record as missing:</p>
          <ul style={{ paddingInlineStart: 20 }}>
            {missing.map(({ code, said }) => (
              <li key={`${code} ${said}`}>{said}</li>
            ))}
          </ul>
        </div>
        <AreaField label="Reason" value={reason} onChange={setReason} autoFocus />
        {to === 'closed' && (
          <SelectField
            label="Second person who agreed"
            hint={people.error ? people.error.message : 'Somebody else than you; ask them first. Their name stands beside yours.'}
            value={second}
            onChange={setSecond}
            choices={[{ value: '', label: 'Choose' }, ...others.map(({ id, name: word }) => ({ value: id, label: word }))]}
          />
        )}
        <Button type="submit" kind="primary" why={why}>
          {to === 'closed' ? 'Close the incident' : 'Say that it is recovered'}
        </Button>
      </Form>
    </Dialog>
  )
}
