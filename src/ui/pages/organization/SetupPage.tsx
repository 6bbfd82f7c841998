// The very first page: from the one-time link to an organization with its first admin, signed in.
import { useEffect, useState } from 'react'
import { organizationApi } from '../../../contract/organization.ts'
import { sessionApi } from '../../../contract/session.ts'
import { call } from '../../api/call.ts'
import { fieldProblem } from '../../api/problem.ts'
import { rememberMe } from '../../api/useMe.ts'
import { useSend } from '../../api/useSend.ts'
import { Button } from '../../kit/Button.tsx'
import { Skeleton } from '../../kit/Empty.tsx'
import { Failed, Refused } from '../../kit/Failed.tsx'
import { Form, PasswordField, SelectField, TextField } from '../../kit/Field.tsx'
import { useGo } from '../../kit/Link.tsx'
import { useTitle } from '../../kit/Page.tsx'
import { Door } from '../../kit/Shell.tsx'
import { readersZone, timeZoneChoices } from '../../kit/timeZones.ts'
import { useFragmentToken } from '../../kit/useFragmentToken.ts'
import { paths } from '../../paths.ts'

export function SetupPage() {
  useTitle('Set up')
  const token = useFragmentToken()
  const lookUp = useSend(organizationApi.setupState)
  const { send } = lookUp
  useEffect(() => {
    if (token) void send({ body: { token } })
  }, [token, send])
  return (
    <Door>
      <div className="stack">
        <h1>Set up Tickmark</h1>
        {!token && (
          <Failed
            what="The set-up link is not whole"
            why="Copy the whole address that the server printed when it started, with everything after the # sign."
          />
        )}
        {lookUp.problem && <Failed what="The set-up link cannot be used" why={lookUp.problem.message} />}
        {token && !lookUp.problem && !lookUp.done && <Skeleton lines={8} />}
        {lookUp.done && <SetupForm token={token} />}
      </div>
    </Door>
  )
}

const empty = { organization: '', name: '', email: '', password: '' }

function SetupForm({ token }: { token: string }) {
  const [given, setGiven] = useState({ ...empty, zone: readersZone() })
  const setUp = useSend(organizationApi.setUp)
  const go = useGo()
  const set = (field: keyof typeof given) => (value: string) => setGiven((before) => ({ ...before, [field]: value }))
  const wrong = (path: string) => (setUp.problem ? fieldProblem(setUp.problem, path) : undefined)
  const submit = async () => {
    const body = {
      token,
      organization_name: given.organization,
      time_zone: given.zone,
      name: given.name,
      email: given.email.trim(),
      password: given.password,
    }
    if (!(await setUp.send({ body }))) return
    rememberMe(await call(sessionApi.me))
    go(paths.now(), { replace: true })
  }
  return (
    <div className="wide">
      <Form onSubmit={() => void submit()} label="Set up">
        <p className="dim">This makes your organization and you its first admin. Everyone else is invited later.</p>
        <Refused problem={setUp.problem} />
        <TextField
          label="Organization"
          hint="Stands on every page and in every audit package."
          value={given.organization}
          onChange={set('organization')}
          error={wrong('/organization_name')}
          autoComplete="organization"
          required
          autoFocus
        />
        <SelectField
          label="Time zone"
          hint="In which the days of an audit period begin and end."
          value={given.zone}
          onChange={set('zone')}
          choices={timeZoneChoices(given.zone)}
        />
        <TextField
          label="Your name"
          hint="Reviews carry it."
          value={given.name}
          onChange={set('name')}
          error={wrong('/name')}
          autoComplete="name"
          required
        />
        <TextField
          label="E-mail address"
          type="email"
          value={given.email}
          onChange={set('email')}
          error={wrong('/email')}
          autoComplete="username"
          required
        />
        <PasswordField
          label="Password"
          hint="At least 12 characters. A sentence is easier to keep than a puzzle."
          value={given.password}
          onChange={set('password')}
          error={wrong('/password')}
          autoComplete="new-password"
          required
        />
        <Button type="submit" kind="primary" busy={setUp.sending}>
          Set up and sign in
        </Button>
      </Form>
    </div>
  )
}
