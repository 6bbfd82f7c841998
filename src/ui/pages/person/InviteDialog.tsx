// Inviting someone: address, role, for auditors an end; the link is shown once.
import { useState } from 'react'
import { invitationApi } from '../../../contract/person.ts'
import { type Role, roles } from '../../../core/kernel/actor.ts'
import { fieldProblem } from '../../api/problem.ts'
import { useSend } from '../../api/useSend.ts'
import { Button } from '../../kit/Button.tsx'
import { Code } from '../../kit/Copy.tsx'
import { Dialog } from '../../kit/Dialog.tsx'
import { Refused } from '../../kit/Failed.tsx'
import { Form, SelectField, TextField } from '../../kit/Field.tsx'
import { Time } from '../../kit/Time.tsx'
import { endOfDay } from './personShape.ts'
import { roleWords } from './roleWords.ts'

function InviteForm({ onClose }: { onClose: () => void }) {
  const [email, setEmail] = useState('')
  const [role, setRole] = useState<Role>('responder')
  const [until, setUntil] = useState('')
  const invite = useSend(invitationApi.invite)
  const why = role === 'auditor' && !until ? 'An auditor’s access needs a last day.' : null
  if (invite.done) {
    const { invitation, link } = invite.done
    return (
      <div className="stack">
        <p>
          Send this link to <strong>{invitation.email}</strong>. It is shown only now, works once, and until{' '}
          <Time at={invitation.expires_at} />.
        </p>
        <Code text={link} what="the invitation link" wrap />
        <Button kind="primary" onPress={onClose}>
          Done
        </Button>
      </div>
    )
  }
  const submit = () => void invite.send({ body: { email: email.trim(), role, access_until: endOfDay(until) } })
  return (
    <Form onSubmit={submit} label="Invite someone">
      <Refused problem={invite.problem} />
      <TextField
        label="E-mail address"
        type="email"
        value={email}
        onChange={setEmail}
        error={invite.problem ? fieldProblem(invite.problem, '/email') : undefined}
        required
        autoFocus
      />
      <SelectField
        label="Role"
        hint={`May ${roleWords[role]}`}
        value={role}
        onChange={(value) => setRole(roles.find((one) => one === value) ?? 'viewer')}
        choices={roles.map((one) => ({ value: one, label: one }))}
      />
      <TextField
        label={role === 'auditor' ? 'Last day of access' : 'Last day of access (optional)'}
        type="date"
        value={until}
        onChange={setUntil}
        error={invite.problem ? fieldProblem(invite.problem, '/access_until') : undefined}
        required={role === 'auditor'}
      />
      <div className="row">
        <Button type="submit" kind="primary" busy={invite.sending} why={why}>
          Make the invitation link
        </Button>
        <Button onPress={onClose}>Cancel</Button>
      </div>
    </Form>
  )
}

export function InviteDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  return (
    <Dialog open={open} onClose={onClose} title="Invite someone">
      <InviteForm onClose={onClose} />
    </Dialog>
  )
}
