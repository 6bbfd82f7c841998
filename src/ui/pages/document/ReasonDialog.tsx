// An act that goes on record with a reason: what will happen, why, and the verb.
import { type ReactNode, useState } from 'react'
import { Button } from '../../kit/Button.tsx'
import { Dialog } from '../../kit/Dialog.tsx'
import { Refused } from '../../kit/Failed.tsx'
import { AreaField, Form } from '../../kit/Field.tsx'

type ReasonDialogProps = {
  title: string
  verb: string
  label: string
  hint: string
  /** What will happen, and what will not. */
  children: ReactNode
  sending: boolean
  problem: { message: string } | null
  onRecord: (reason: string) => Promise<unknown>
  onClose: () => void
}

const shortest = 3

/** Closes when it is recorded: when `onRecord` resolves with something. */
export function ReasonDialog({ title, verb, label, hint, children, sending, problem, onRecord, onClose }: ReasonDialogProps) {
  const [reason, setReason] = useState('')
  const said = reason.trim()
  const submit = async () => {
    if (said.length >= shortest && (await onRecord(said)) !== null) onClose()
  }
  return (
    <Dialog open onClose={onClose} title={title}>
      <Form label={title} onSubmit={() => void submit()}>
        <div>{children}</div>
        <Refused problem={problem} />
        <AreaField label={label} hint={hint} value={reason} onChange={setReason} autoFocus />
        <div className="row">
          <Button type="submit" kind="primary" why={said.length < shortest ? 'Say it in a few words first.' : null} busy={sending}>
            {verb}
          </Button>
          <Button onPress={onClose}>Cancel</Button>
        </div>
      </Form>
    </Dialog>
  )
}
