// Opening a corrective action, or giving one an owner, a day or other words.
import { useState } from 'react'
import { personApi } from '../../../contract/person.ts'
import { actionApi } from '../../../contract/postIncident.ts'
import type { IncidentId, PersonId } from '../../../core/kernel/ids.ts'
import { fieldProblem } from '../../api/problem.ts'
import { useCall } from '../../api/useCall.ts'
import { useSendOnce } from '../../api/useSendOnce.ts'
import { Button } from '../../kit/Button.tsx'
import { Dialog } from '../../kit/Dialog.tsx'
import { Refused } from '../../kit/Failed.tsx'
import { AreaField, Form, SelectField, TextField } from '../../kit/Field.tsx'
import type { Action } from './reviewShape.ts'

type ActionFormProps = { incidentId: IncidentId; action: Action | null; onClose: () => void }

export function ActionForm({ incidentId, action, onClose }: ActionFormProps) {
  const people = useCall(personApi.list)
  const [title, setTitle] = useState(action?.title ?? '')
  const [detail, setDetail] = useState(action?.detail ?? '')
  const [owner, setOwner] = useState<string>(action?.owner?.id ?? '')
  const [due, setDue] = useState(action?.due_on ?? '')
  const open = useSendOnce(actionApi.open, ['actions'])
  const change = useSendOnce(actionApi.change, ['actions'])
  const problem = open.problem ?? change.problem
  const why = title.trim() === '' ? 'Say what is to be mended.' : null
  const submit = async () => {
    if (why !== null) return
    const body = { title: title.trim(), detail: detail.trim(), owner: (owner || null) as PersonId | null, due_on: due || null }
    const kept = action
      ? await change.send({ params: { incidentId, actionId: action.id }, body })
      : await open.send({ params: { incidentId }, body })
    if (kept) onClose()
  }
  // Somebody who left still owns what was theirs, until it is given to another.
  const known = people.data?.items ?? []
  const gone =
    action?.owner && !known.some(({ id }) => id === action.owner?.id) ? [{ value: action.owner.id, label: action.owner.name }] : []
  return (
    <Dialog open onClose={onClose} title={action ? 'Change the action' : 'Open a corrective action'}>
      <Form label="Corrective action" onSubmit={() => void submit()}>
        <Refused problem={problem} />
        <TextField
          label="What is mended"
          hint="One thing, so that somebody else can see whether it is done."
          value={title}
          onChange={setTitle}
          maxLength={300}
          error={fieldProblem(problem, '/title')}
          autoFocus
        />
        <AreaField label="More about it" value={detail} onChange={setDetail} rows={2} />
        <SelectField
          label="Owner"
          value={owner}
          onChange={setOwner}
          choices={[{ value: '', label: 'Nobody yet' }, ...gone, ...known.map(({ id, name }) => ({ value: id, label: name }))]}
        />
        <TextField
          label="Due on"
          hint="Had to the end of that day."
          type="date"
          value={due}
          onChange={setDue}
          error={fieldProblem(problem, '/due_on')}
        />
        <div className="row">
          <Button type="submit" kind="primary" why={why} busy={open.sending || change.sending}>
            {action ? 'Save' : 'Open the action'}
          </Button>
          <Button onPress={onClose}>Cancel</Button>
        </div>
      </Form>
    </Dialog>
  )
}
