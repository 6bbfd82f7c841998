// Signing in with e-mail address and password, and back to where the reader was.
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { sessionApi } from '../../../contract/session.ts'
import { rememberMe } from '../../api/useMe.ts'
import { useSend } from '../../api/useSend.ts'
import { Button } from '../../kit/Button.tsx'
import { Refused } from '../../kit/Failed.tsx'
import { Form, PasswordField, TextField } from '../../kit/Field.tsx'
import { useGo } from '../../kit/Link.tsx'
import { useTitle } from '../../kit/Page.tsx'
import { Door } from '../../kit/Shell.tsx'
import { safeBack } from '../../paths.ts'

const route = getRouteApi('/sign-in')

export function SignInPage() {
  useTitle('Sign in')
  const { back } = route.useSearch()
  const go = useGo()
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const signIn = useSend(sessionApi.signIn)
  const submit = async () => {
    const me = await signIn.send({ body: { email: email.trim(), password } })
    if (!me) return
    rememberMe(me)
    go(safeBack(back), { replace: true })
  }
  return (
    <Door>
      <div className="stack">
        <h1>Sign in</h1>
        {back && <p className="dim">You will come back to the page you asked for.</p>}
        <div className="wide">
          <Form onSubmit={() => void submit()} label="Sign in">
            <Refused problem={signIn.problem} />
            <TextField
              label="E-mail address"
              type="email"
              name="email"
              autoComplete="username"
              value={email}
              onChange={setEmail}
              required
              autoFocus
            />
            <PasswordField
              label="Password"
              name="password"
              autoComplete="current-password"
              value={password}
              onChange={setPassword}
              required
            />
            <Button type="submit" kind="primary" busy={signIn.sending}>
              Sign in
            </Button>
          </Form>
        </div>
        <p className="dim">Forgotten the password? An admin can send you a new invitation link.</p>
      </div>
    </Door>
  )
}
