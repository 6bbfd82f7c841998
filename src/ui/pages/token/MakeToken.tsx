// Making a token: a name, a role, an end; then its secret, once.
import { useState } from 'react'
import { tokenApi } from '../../../contract/person.ts'
import { type Role, roles } from '../../../core/kernel/actor.ts'
import { fieldProblem } from '../../api/problem.ts'
import { useSend } from '../../api/useSend.ts'
import { Button } from '../../kit/Button.tsx'
import { Code } from '../../kit/Copy.tsx'
import { Dialog } from '../../kit/Dialog.tsx'
import { Refused } from '../../kit/Failed.tsx'
import { Form, SelectField, TextField } from '../../kit/Field.tsx'
import { dateOf, endOfDay } from '../person/personShape.ts'

const firstDays = 90

function inDays(days: number): string {
  return dateOf(new Date(Date.now() + days * 86_400_000).toISOString())
}

function MakeForm({ onClose }: { onClose: () => void }) {
  const [name, setName] = useState('')
  const [role, setRole] = useState<Role>('viewer')
  const [until, setUntil] = useState(() => inDays(firstDays))
  const make = useSend(tokenApi.create)
  if (make.done) {
    return (
      <div className="stack">
        <p>
          The token <strong>{make.done.token.name}</strong>, shown only now. It is kept here only as a hash.
        </p>
        <Code text={make.done.secret} what="the token" wrap />
        <Button kind="primary" onPress={onClose}>
          I have kept it
        </Button>
      </div>
    )
  }
  return (
    <Form onSubmit={() => void make.send({ body: { name, role, expires_at: endOfDay(until) } })} label="Make a token">
      <Refused problem={make.problem} />
      <TextField
        label="Name"
        hint="What it is for. Entries it makes carry this name."
        value={name}
        onChange={setName}
        error={make.problem ? fieldProblem(make.problem, '/name') : undefined}
        required
        autoFocus
      />
      <SelectField
        label="Role"
        value={role}
        onChange={(value) => setRole(roles.find((one) => one === value) ?? 'viewer')}
        choices={roles.map((one) => ({ value: one, label: one }))}
      />
      <TextField
        label="Last day"
        hint="Empty: it works until it is revoked."
        type="date"
        value={until}
        onChange={setUntil}
        error={make.problem ? fieldProblem(make.problem, '/expires_at') : undefined}
      />
      <div className="row">
        <Button type="submit" kind="primary" busy={make.sending}>
          Make the token
        </Button>
        <Button onPress={onClose}>Cancel</Button>
      </div>
    </Form>
  )
}

export function MakeToken({ open, onClose }: { open: boolean; onClose: () => void }) {
  return (
    <Dialog open={open} onClose={onClose} title="Make a token">
      <MakeForm onClose={onClose} />
    </Dialog>
  )
}
