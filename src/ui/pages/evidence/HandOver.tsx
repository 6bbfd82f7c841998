// Recording that evidence was handed over to somebody outside: to whom, and why or how.
import { useState } from 'react'
import { evidenceApi } from '../../../contract/evidence.ts'
import { Button } from '../../kit/Button.tsx'
import { Dialog } from '../../kit/Dialog.tsx'
import { AreaField, Form, TextField } from '../../kit/Field.tsx'
import type { Work } from '../incident/useIncident.ts'
import type { WholeEvidence } from './evidenceShape.ts'

export function HandOver({ work, item, onClose }: { work: Work; item: WholeEvidence; onClose: () => void }) {
  const [to, setTo] = useState('')
  const [note, setNote] = useState('')
  const why = to.trim() === '' ? 'Say to whom.' : note.trim().length < 3 ? 'Say how, and what for.' : null
  const record = () => {
    if (why !== null) return
    work.act(evidenceApi.handOver, {
      does: 'hand-over',
      on: item.id,
      says: `${item.name} handed over to ${to.trim()}`,
      params: { ...work.params, evidenceId: item.id },
      body: { to: to.trim(), note: note.trim() },
    })
    onClose()
  }
  return (
    <Dialog open onClose={onClose} title="Hand over">
      <Form label="Hand over" onSubmit={record}>
        <p className="dim">Puts on record that you gave it to somebody outside; nothing is sent from here.</p>
        <TextField label="To" hint="For instance: Sgt. Example, cybercrime unit" value={to} onChange={setTo} maxLength={500} autoFocus />
        <AreaField label="How, and what for" value={note} onChange={setNote} />
        <Button type="submit" kind="primary" why={why}>
          Record the hand-over
        </Button>
      </Form>
    </Dialog>
  )
}
