// What is mine: name, password, where I am signed in, light or dark.
import { Radio } from '@mantine/core'
import { useState } from 'react'
import { sessionApi } from '../../../contract/session.ts'
import { rememberMe, useMe } from '../../api/useMe.ts'
import { useSend } from '../../api/useSend.ts'
import { Button } from '../../kit/Button.tsx'
import { Refused } from '../../kit/Failed.tsx'
import { Form, PasswordField, TextField } from '../../kit/Field.tsx'
import { Page, Section } from '../../kit/Page.tsx'
import { toast } from '../../kit/toast.tsx'
import { appearanceLabels, appearances, chooseAppearance, useAppearance } from '../../theme/appearance.ts'
import { Sessions } from './Sessions.tsx'

function NameForm({ now }: { now: string }) {
  const [name, setName] = useState(now)
  const change = useSend(sessionApi.changeName)
  const submit = async () => {
    const me = await change.send({ body: { name } })
    if (!me) return
    rememberMe(me)
    toast('Your name was changed. Reviews recorded before keep the name they carry.')
  }
  return (
    <Form onSubmit={() => void submit()} label="Name">
      <Refused problem={change.problem} />
      <TextField label="Name" hint="What you record from now on carries it." value={name} onChange={setName} autoComplete="name" required />
      <div className="row">
        <Button type="submit" busy={change.sending} why={name.trim() === now ? 'This is your name already.' : null}>
          Change name
        </Button>
      </div>
    </Form>
  )
}

function PasswordForm() {
  const [current, setCurrent] = useState('')
  const [next, setNext] = useState('')
  const change = useSend(sessionApi.changePassword)
  const submit = async () => {
    if (!(await change.send({ body: { current_password: current, new_password: next } }))) return
    setCurrent('')
    setNext('')
    toast('Password changed. Your other sessions have ended.')
  }
  return (
    <Form onSubmit={() => void submit()} label="Password">
      <Refused problem={change.problem} />
      <PasswordField label="Current password" autoComplete="current-password" value={current} onChange={setCurrent} required />
      <PasswordField
        label="New password"
        hint="At least 12 characters."
        autoComplete="new-password"
        value={next}
        onChange={setNext}
        required
      />
      <div className="row">
        <Button type="submit" busy={change.sending}>
          Change password
        </Button>
      </div>
    </Form>
  )
}

function AppearanceChoice() {
  const chosen = useAppearance()
  return (
    <Radio.Group
      label="Light or dark"
      value={chosen}
      onChange={(value) => chooseAppearance(appearances.find((one) => one === value) ?? 'clock')}
    >
      <div className="stack" style={{ gap: 8, marginTop: 8 }}>
        {appearances.map((one) => (
          <Radio key={one} value={one} label={appearanceLabels[one]} />
        ))}
      </div>
    </Radio.Group>
  )
}

export function AccountPage() {
  const me = useMe()
  if (!me) return null
  return (
    <Page title="My account" width="form" lead={`${me.actor.email ?? ''}, ${me.actor.role} of ${me.organization.name}`}>
      <Section title="Name">
        <NameForm now={me.actor.name} />
      </Section>
      <Section title="Appearance" lead="Kept in this browser.">
        <AppearanceChoice />
      </Section>
      <Section title="Password">
        <PasswordForm />
      </Section>
      <Sessions />
    </Page>
  )
}
