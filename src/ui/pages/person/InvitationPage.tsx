// Accepting an invitation: what it is for, a name and a password, and in.
import { useEffect, useState } from 'react'
import { invitationApi } from '../../../contract/person.ts'
import { fieldProblem } from '../../api/problem.ts'
import { rememberMe } from '../../api/useMe.ts'
import { useSend } from '../../api/useSend.ts'
import { Button } from '../../kit/Button.tsx'
import { Skeleton } from '../../kit/Empty.tsx'
import { Failed, Refused } from '../../kit/Failed.tsx'
import { Form, PasswordField, TextField } from '../../kit/Field.tsx'
import { useGo } from '../../kit/Link.tsx'
import { useTitle } from '../../kit/Page.tsx'
import { Door } from '../../kit/Shell.tsx'
import { Time } from '../../kit/Time.tsx'
import { useFragmentToken } from '../../kit/useFragmentToken.ts'
import { paths } from '../../paths.ts'
import { roleWords } from './roleWords.ts'

export function InvitationPage() {
  useTitle('Accept an invitation')
  const token = useFragmentToken()
  const lookUp = useSend(invitationApi.lookUp)
  const { send } = lookUp
  useEffect(() => {
    if (token) void send({ body: { token } })
  }, [token, send])
  const found = lookUp.done
  return (
    <Door>
      <div className="stack">
        <h1>{found ? `Join ${found.organization_name}` : 'Accept an invitation'}</h1>
        {!token && (
          <Failed what="The link is not whole" why="Copy the whole address from the invitation, with everything after the # sign." />
        )}
        {lookUp.problem && (
          <Failed what="The invitation cannot be used" why={`${lookUp.problem.message} Whoever invited you can make a new one.`} />
        )}
        {token && !lookUp.problem && !found && <Skeleton lines={6} />}
        {found && (
          <p>
            You are invited as <strong>{found.role}</strong>: {roleWords[found.role]}
            {found.access_until && (
              <>
                {' '}
                Your access ends <Time at={found.access_until} />.
              </>
            )}
          </p>
        )}
        {found && <AcceptForm token={token} email={found.email} />}
      </div>
    </Door>
  )
}

function AcceptForm({ token, email }: { token: string; email: string }) {
  const [name, setName] = useState('')
  const [password, setPassword] = useState('')
  const accept = useSend(invitationApi.accept)
  const go = useGo()
  const submit = async () => {
    const me = await accept.send({ body: { token, name, password } })
    if (!me) return
    rememberMe(me)
    go(paths.now(), { replace: true })
  }
  const wrong = (path: string) => (accept.problem ? fieldProblem(accept.problem, path) : undefined)
  return (
    <div className="wide">
      <Form onSubmit={() => void submit()} label="Accept the invitation">
        <Refused problem={accept.problem} />
        <TextField label="E-mail address" type="email" autoComplete="username" value={email} onChange={() => undefined} disabled />
        <TextField
          label="Your name"
          hint="Reviews carry it."
          value={name}
          onChange={setName}
          error={wrong('/name')}
          autoComplete="name"
          required
          autoFocus
        />
        <PasswordField
          label="Password"
          hint="At least 12 characters."
          value={password}
          onChange={setPassword}
          error={wrong('/password')}
          autoComplete="new-password"
          required
        />
        <Button type="submit" kind="primary" busy={accept.sending}>
          Accept and sign in
        </Button>
      </Form>
    </div>
  )
}
