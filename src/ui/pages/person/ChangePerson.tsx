// Changing someone's access: another role, a last day, or an end now.
import { useState } from 'react'
import { personApi } from '../../../contract/person.ts'
import { roles } from '../../../core/kernel/actor.ts'
import { useSend } from '../../api/useSend.ts'
import { Button } from '../../kit/Button.tsx'
import { Dialog } from '../../kit/Dialog.tsx'
import { Refused } from '../../kit/Failed.tsx'
import { Form, SelectField, TextField } from '../../kit/Field.tsx'
import { toast } from '../../kit/toast.tsx'
import { dateOf, endOfDay, type Person } from './personShape.ts'
import { roleWords } from './roleWords.ts'

function ChangeForm({ person, onClose }: { person: Person; onClose: () => void }) {
  const [role, setRole] = useState(person.role)
  const [until, setUntil] = useState(dateOf(person.active_until))
  const [sure, setSure] = useState(false)
  const change = useSend(personApi.changeRole, ['session'])
  const end = useSend(personApi.endAccess, ['session'])
  const params = { personId: person.id }
  const save = async () => {
    const body = {
      ...(role !== person.role ? { role } : {}),
      ...(until !== dateOf(person.active_until) ? { active_until: endOfDay(until) } : {}),
    }
    if (!(await change.send({ params, body }))) return
    toast(`The access of ${person.name} was changed.`)
    onClose()
  }
  const endNow = async () => {
    if (!(await end.send({ params }))) return
    toast(`${person.name} has no access any more. What they did stays.`)
    onClose()
  }
  const same = role === person.role && until === dateOf(person.active_until)
  return (
    <Form onSubmit={() => void save()} label="Access">
      <Refused problem={change.problem ?? end.problem} />
      <SelectField
        label="Role"
        hint={`May ${roleWords[role]}`}
        value={role}
        onChange={(value) => setRole(roles.find((one) => one === value) ?? person.role)}
        choices={roles.map((one) => ({ value: one, label: one }))}
      />
      <TextField label="Last day of access" hint="Empty: no end." type="date" value={until} onChange={setUntil} />
      <div className="row">
        <Button type="submit" kind="primary" busy={change.sending} why={same ? 'Nothing is changed yet.' : null}>
          Save
        </Button>
        {person.active && (
          <Button kind="danger" busy={end.sending} onPress={() => (sure ? void endNow() : setSure(true))}>
            {sure ? `End the access of ${person.name} now` : 'End access now'}
          </Button>
        )}
      </div>
      {sure && <p className="dim">Press once more. Their sessions end at once; a new invitation would be needed to come back.</p>}
    </Form>
  )
}

export function ChangePerson({ person, onClose }: { person: Person | null; onClose: () => void }) {
  return (
    <Dialog open={person !== null} onClose={onClose} title={person ? person.name : ''}>
      {person && <ChangeForm key={person.id} person={person} onClose={onClose} />}
    </Dialog>
  )
}
