// Proposing a text: what it changes, why, from when; or at once, in an emergency, with the reason.
import { useState } from 'react'
import { documentApi } from '../../../contract/document.ts'
import type { DocumentKind } from '../../../core/document/documentVersion.ts'
import { fieldProblem } from '../../api/problem.ts'
import { Button } from '../../kit/Button.tsx'
import { Dialog } from '../../kit/Dialog.tsx'
import { Refused } from '../../kit/Failed.tsx'
import { AreaField, CheckField, Form, TextField } from '../../kit/Field.tsx'
import { instantOfField } from '../../kit/localMoment.ts'
import { ChangesOfTexts } from './DifferenceOfTexts.tsx'
import { useDocumentAct } from './useDocumentAct.ts'

type ProposeDialogProps = {
  place: { kind: DocumentKind; documentId: string }
  text: string
  revision: number
  /** What is in force; null: nothing. */
  inForce: string | null
  onClose: () => void
  onDone: () => void
}

const shortest = 3

export function ProposeDialog({ place, text, revision, inForce, onClose, onDone }: ProposeDialogProps) {
  const [note, setNote] = useState('')
  const [from, setFrom] = useState('')
  const [isEmergency, setEmergency] = useState(false)
  const [reason, setReason] = useState('')
  const propose = useDocumentAct(documentApi.propose)
  const why = isEmergency && reason.trim().length < shortest ? 'Say why it cannot wait for its approval.' : null
  const submit = async () => {
    if (why !== null) return
    const at = isEmergency ? undefined : instantOfField(from)
    const done = await propose.send({
      params: place,
      body: {
        ...(revision > 0 ? { draft_revision: revision } : { markdown: text }),
        ...(note.trim() ? { note: note.trim() } : {}),
        ...(at ? { takes_effect_at: at } : {}),
        ...(isEmergency ? { emergency: { reason: reason.trim() } } : {}),
      },
    })
    if (done) onDone()
  }
  return (
    <Dialog open onClose={onClose} title="Propose this text" wide>
      <Form label="Propose this text" onSubmit={() => void submit()}>
        <p>
          It becomes a version that nobody can change any more. Where the text names approvers, they are asked, and whoever proposes it is
          none of them. Where it names none, it takes effect at once if you may publish, and otherwise waits for somebody who may.
        </p>
        {inForce !== null && <ChangesOfTexts kind={place.kind} before={inForce} after={text} />}
        <Refused problem={propose.problem} />
        <AreaField
          label="What changed, and why"
          hint="For those who approve it, and for whoever asks in a year."
          value={note}
          onChange={setNote}
          rows={2}
          autoFocus
        />
        {!isEmergency && (
          <TextField
            label="Takes effect"
            hint="Left empty: as soon as it is approved. Never before now: nothing is back-dated."
            type="datetime-local"
            value={from}
            onChange={setFrom}
            error={fieldProblem(propose.problem, '/takes_effect_at')}
          />
        )}
        <CheckField label="Emergency: it takes effect now, before its approval" checked={isEmergency} onChange={setEmergency} />
        {isEmergency && (
          <AreaField
            label="Why it cannot wait"
            hint="It stays marked as an emergency change for ever, also when it was approved afterwards."
            value={reason}
            onChange={setReason}
            rows={2}
          />
        )}
        <div className="row">
          <Button type="submit" kind="primary" why={why} busy={propose.sending}>
            {isEmergency ? 'Put it in force now' : 'Propose'}
          </Button>
          <Button onPress={onClose}>Cancel</Button>
        </div>
      </Form>
    </Dialog>
  )
}
