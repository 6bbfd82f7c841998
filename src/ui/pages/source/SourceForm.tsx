// The settings of a source: name, what the tool signs with, how often it must be heard, how soon its alerts are reviewed.
import { useState } from 'react'
import { fieldProblem, type Problem } from '../../api/problem.ts'
import { Button } from '../../kit/Button.tsx'
import { Refused } from '../../kit/Failed.tsx'
import { AreaField, CheckField, Form, PasswordField, SelectField, TextField } from '../../kit/Field.tsx'
import { secondsText } from '../../kit/timeText.ts'
import { MappingEditor } from './MappingEditor.tsx'
import type { Integration } from './sourceShape.ts'
import { durationProblem, readDuration, type SourceValues } from './sourceValues.ts'

type FormProps = {
  integration: Integration
  start: SourceValues
  /** A secret is set already, and stays unless another is given. */
  signed?: boolean
  verb: string
  why: string | null
  problem: Problem | null
  busy: boolean
  onSubmit: (values: SourceValues) => Promise<void>
}

function secretHint({ signature, secret_hint }: Integration, signed: boolean): string {
  const where = secret_hint ?? 'What the tool signs its requests with.'
  if (signed) return `${where} One is set; leave this empty to keep it.`
  return signature === 'optional' ? `${where} Optional: without it the secret address alone vouches for deliveries.` : where
}

function Certificate({ onChange }: { onChange: (certificates: Record<string, string> | undefined) => void }) {
  const [url, setUrl] = useState('')
  const [pem, setPem] = useState('')
  const tell = (nextUrl: string, nextPem: string) => onChange(nextUrl.trim() && nextPem.trim() ? { [nextUrl.trim()]: nextPem } : undefined)
  return (
    <>
      <TextField
        label="Signing certificate, address"
        hint="Only where this server may make no outgoing requests: paste the SigningCertURL of your topic and the certificate itself."
        value={url}
        onChange={(value) => {
          setUrl(value)
          tell(value, pem)
        }}
      />
      {url && (
        <AreaField
          label="Signing certificate, PEM"
          value={pem}
          mono
          onChange={(value) => {
            setPem(value)
            tell(url, value)
          }}
        />
      )}
    </>
  )
}

/** AWS signs with a certificate that must be fetched, or pasted where nothing may be fetched. */
const withCertificate = new Set(['sns', 'cloudwatch', 'guardduty', 'securityhub'])

export function SourceForm({ integration, start, signed = false, verb, why, problem, busy, onSubmit }: FormProps) {
  const [values, setValues] = useState(start)
  const [secret, setSecret] = useState('')
  const [heartbeat, setHeartbeat] = useState(start.heartbeat_seconds ? secondsText(start.heartbeat_seconds) : '1 h')
  const [beats, setBeats] = useState(start.heartbeat_seconds !== null)
  const [target, setTarget] = useState(secondsText(start.review_target_seconds))
  const set = (some: Partial<SourceValues>) => setValues((before) => ({ ...before, ...some }))
  const wrong = (path: string) => (problem ? fieldProblem(problem, path) : undefined)
  const wrongDurations = durationProblem(target) ?? (beats ? durationProblem(heartbeat) : undefined)
  const submit = () => {
    if (wrongDurations) return
    void onSubmit({
      ...values,
      secret: secret || undefined,
      heartbeat_seconds: beats ? readDuration(heartbeat) : null,
      review_target_seconds: readDuration(target) ?? values.review_target_seconds,
    })
  }
  return (
    <Form onSubmit={submit} label="Source">
      <Refused problem={problem} />
      <TextField
        label="Name"
        hint="What people and audit packages call it."
        value={values.name}
        onChange={(name) => set({ name })}
        error={wrong('/name')}
        required
      />
      {integration.signature !== 'none' && (
        <PasswordField
          label="Signing secret"
          hint={secretHint(integration, signed)}
          value={secret}
          onChange={setSecret}
          error={wrong('/secret')}
          autoComplete="new-password"
          required={integration.signature === 'required' && !signed}
        />
      )}
      {withCertificate.has(integration.id) && <Certificate onChange={(certificates) => set({ certificates })} />}
      <div>
        <CheckField label="It must be heard regularly" checked={beats} onChange={setBeats} />
        {beats && (
          <TextField
            label="At least every"
            hint="Any delivery counts, and so does a call to its heartbeat address. A longer silence is a gap that needs an explanation."
            value={heartbeat}
            onChange={setHeartbeat}
            error={durationProblem(heartbeat) ?? wrong('/heartbeat_seconds')}
          />
        )}
      </div>
      <TextField
        label="Review its alerts within"
        hint="Alerts keep the target they were received under; a change holds for later ones."
        value={target}
        onChange={setTarget}
        error={durationProblem(target) ?? wrong('/review_target_seconds')}
        required
      />
      <SelectField
        label="Meant to be watched"
        value={values.coverage_intent}
        onChange={(value) => set({ coverage_intent: value === 'business_hours' ? 'business_hours' : '24x7' })}
        choices={[
          { value: '24x7', label: 'At all times' },
          { value: 'business_hours', label: 'In business hours' },
        ]}
      />
      {integration.id === 'generic' && (
        <MappingEditor mapping={values.mapping} onChange={(mapping) => set({ mapping })} error={wrong('/mapping')} />
      )}
      <div className="row">
        <Button type="submit" kind="primary" busy={busy} why={why ?? wrongDurations ?? null}>
          {verb}
        </Button>
      </div>
    </Form>
  )
}
