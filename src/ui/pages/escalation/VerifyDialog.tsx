// Recording that a level of a path was tried and reached somebody.
import { useState } from 'react'
import { escalationPathApi } from '../../../contract/escalationPath.ts'
import { useSend } from '../../api/useSend.ts'
import { Button } from '../../kit/Button.tsx'
import { Dialog } from '../../kit/Dialog.tsx'
import { Refused } from '../../kit/Failed.tsx'
import { AreaField, Form } from '../../kit/Field.tsx'
import type { EscalationPath } from './escalationShape.ts'

export function VerifyDialog({ path, level, onClose }: { path: EscalationPath; level: number; onClose: () => void }) {
  const [note, setNote] = useState('')
  const verify = useSend(escalationPathApi.verifyLevel)
  const given = note.trim()
  const record = async () => {
    if (given.length >= 3 && (await verify.send({ params: { pathId: path.id, level }, body: { note: given } }))) onClose()
  }
  return (
    <Dialog open onClose={onClose} title={`Level ${level} of ${path.name} reached somebody`}>
      <Form label="It reached somebody" onSubmit={() => void record()}>
        <Refused problem={verify.problem} />
        <AreaField
          label="Who answered, and how it was tried"
          hint="For instance: test page at 10:00, Ada answered after two minutes"
          value={note}
          onChange={setNote}
          autoFocus
        />
        <Button type="submit" kind="primary" busy={verify.sending} why={given.length < 3 ? 'Say who answered.' : null}>
          Record that it works
        </Button>
      </Form>
    </Dialog>
  )
}
