// Closing an action by what shows that it is done, and saying later whether it had its effect.
import { useState } from 'react'
import { actionApi } from '../../../contract/postIncident.ts'
import { useSendOnce } from '../../api/useSendOnce.ts'
import { Button } from '../../kit/Button.tsx'
import { Dialog } from '../../kit/Dialog.tsx'
import { Refused } from '../../kit/Failed.tsx'
import { AreaField, Form, TextField } from '../../kit/Field.tsx'
import { Switcher } from '../../kit/Tabs.tsx'
import type { Action } from './reviewShape.ts'

type SettleProps = { action: Action; onClose: () => void }

const shortest = 3
const paramsOf = ({ id, incident }: Action) => ({ incidentId: incident.id, actionId: id })

export function CloseAction({ action, onClose }: SettleProps) {
  const [evidence, setEvidence] = useState('')
  const [note, setNote] = useState('')
  const close = useSendOnce(actionApi.close, ['actions'])
  const why =
    evidence.trim().length < shortest
      ? 'Say what shows that it is done: a link, a commit, a piece of evidence.'
      : note.trim().length < shortest
        ? 'Say in a few words what was done.'
        : null
  const submit = async () => {
    if (why !== null) return
    if (await close.send({ params: paramsOf(action), body: { evidence: evidence.trim(), note: note.trim() } })) onClose()
  }
  return (
    <Dialog open onClose={onClose} title={`Close: ${action.title}`}>
      <Form label="Close the action" onSubmit={() => void submit()}>
        <Refused problem={close.problem} />
        <TextField
          label="What shows that it is done"
          hint="A link to the change, a commit, the name of a piece of evidence."
          value={evidence}
          onChange={setEvidence}
          maxLength={2000}
          autoFocus
        />
        <AreaField label="What was done" value={note} onChange={setNote} rows={2} />
        <div className="row">
          <Button type="submit" kind="primary" why={why} busy={close.sending}>
            Close the action
          </Button>
          <Button onPress={onClose}>Cancel</Button>
        </div>
      </Form>
    </Dialog>
  )
}

export function CheckAction({ action, onClose }: SettleProps) {
  const [effective, setEffective] = useState<'yes' | 'no' | ''>('')
  const [note, setNote] = useState('')
  const check = useSendOnce(actionApi.check, ['actions'])
  const why =
    effective === '' ? 'Say whether it had its effect.' : note.trim().length < shortest ? 'Say what you looked at, and what you saw.' : null
  const submit = async () => {
    if (why !== null) return
    if (await check.send({ params: paramsOf(action), body: { effective: effective === 'yes', note: note.trim() } })) onClose()
  }
  return (
    <Dialog open onClose={onClose} title={`Did it have its effect: ${action.title}`}>
      <Form label="Check the effect" onSubmit={() => void submit()}>
        <Refused problem={check.problem} />
        <div>
          <Switcher
            label="Did it have its effect"
            value={effective}
            choices={[
              { value: 'yes', label: 'It did' },
              { value: 'no', label: 'It did not' },
            ]}
            onChange={setEffective}
          />
        </div>
        <AreaField
          label="What you looked at"
          hint={effective === 'no' ? 'It is open again then, and is closed once more.' : undefined}
          value={note}
          onChange={setNote}
          rows={2}
        />
        <div className="row">
          <Button type="submit" kind="primary" why={why} busy={check.sending}>
            Record it
          </Button>
          <Button onPress={onClose}>Cancel</Button>
        </div>
      </Form>
    </Dialog>
  )
}
