// Adding a place where checkpoints go.
import { useState } from 'react'
import type { BodyIn } from '../../../contract/endpoint.ts'
import { ledgerApi } from '../../../contract/ledger.ts'
import { fieldProblem } from '../../api/problem.ts'
import { useSend } from '../../api/useSend.ts'
import { Button } from '../../kit/Button.tsx'
import { Dialog } from '../../kit/Dialog.tsx'
import { Refused } from '../../kit/Failed.tsx'
import { AreaField, Form, PasswordField, SelectField, TextField } from '../../kit/Field.tsx'
import { type DestinationKind, destinationKinds, destinationWords } from './destinationWords.ts'

type Settings = BodyIn<typeof ledgerApi.addDestination>['settings']
type Given = { kind: DestinationKind; name: string; every: string; target: string; pem: string; secret: string }
type AddProps = { open: boolean; onClose: () => void; mail: boolean; outgoing: boolean }

const targets: Record<DestinationKind, { label: string; hint: string }> = {
  timestamp: { label: 'Address of the authority', hint: 'An RFC 3161 authority, for instance https://timestamp.example.com/tsr' },
  mail: { label: 'E-mail address', hint: 'Each checkpoint is one short message.' },
  webhook: { label: 'Address', hint: 'Receives a POST with the checkpoint, as Standard Webhooks do.' },
  directory: { label: 'Directory on the server', hint: 'An absolute path that the server may write to.' },
}
const rhythms = [
  { value: '900', label: 'Every 15 minutes' },
  { value: '3600', label: 'Every hour' },
  { value: '86400', label: 'Every day' },
  { value: '604800', label: 'Every week' },
]

function settingsOf({ kind, target, pem, secret }: Given): Settings {
  if (kind === 'timestamp') return { kind, url: target.trim(), ca_pem: pem }
  if (kind === 'mail') return { kind, to: target.trim() }
  if (kind === 'webhook') return { kind, url: target.trim(), secret: secret || null }
  return { kind, path: target.trim() }
}

function whyNot(kind: DestinationKind, mail: boolean, outgoing: boolean): string | null {
  if (kind === 'mail' && !mail) return 'No mail server is set up. Whoever runs Tickmark sets it in the environment.'
  if ((kind === 'timestamp' || kind === 'webhook') && !outgoing)
    return 'This server may make no outgoing requests. Whoever runs Tickmark allows them in the environment.'
  return null
}

function AddForm({ onClose, mail, outgoing }: Omit<AddProps, 'open'>) {
  const [given, setGiven] = useState<Given>({ kind: 'timestamp', name: '', every: '3600', target: '', pem: '', secret: '' })
  const add = useSend(ledgerApi.addDestination)
  const set = (some: Partial<Given>) => setGiven((before) => ({ ...before, ...some }))
  const wrong = (...fields: string[]) => fields.map((field) => (add.problem ? fieldProblem(add.problem, field) : undefined)).find(Boolean)
  const { kind } = given
  const why = whyNot(kind, mail, outgoing)
  const submit = async () => {
    const body = { name: given.name || destinationWords[kind].title, every_seconds: Number(given.every), settings: settingsOf(given) }
    if (await add.send({ body })) onClose()
  }
  return (
    <Form onSubmit={() => void submit()} label="Add a destination">
      <Refused problem={add.problem} />
      <SelectField
        label="Kind"
        hint={destinationWords[kind].worth}
        error={why ?? undefined}
        value={kind}
        onChange={(value) => set({ kind: destinationKinds.find((one) => one === value) ?? 'timestamp' })}
        choices={destinationKinds.map((one) => ({ value: one, label: destinationWords[one].title }))}
      />
      <TextField label="Name" value={given.name} onChange={(name) => set({ name })} error={wrong('/name')} required />
      <TextField
        label={targets[kind].label}
        hint={targets[kind].hint}
        value={given.target}
        onChange={(target) => set({ target })}
        error={wrong('/settings/url', '/settings/to', '/settings/path', '/settings')}
        required
      />
      {kind === 'timestamp' && (
        <AreaField
          label="Root certificate of the authority (PEM)"
          hint="Every token is checked against it before it counts."
          value={given.pem}
          onChange={(pem) => set({ pem })}
          error={wrong('/settings/ca_pem')}
          mono
          rows={5}
          placeholder="-----BEGIN CERTIFICATE-----"
          required
        />
      )}
      {kind === 'webhook' && (
        <PasswordField
          label="Secret (optional)"
          hint="At least 16 characters. The receiver checks the signature with it."
          value={given.secret}
          onChange={(secret) => set({ secret })}
          error={wrong('/settings/secret')}
          autoComplete="new-password"
        />
      )}
      <SelectField label="How often" value={given.every} onChange={(every) => set({ every })} choices={rhythms} />
      <div className="row">
        <Button type="submit" kind="primary" why={why} busy={add.sending}>
          Add
        </Button>
        <Button onPress={onClose}>Cancel</Button>
      </div>
    </Form>
  )
}

export function AddDestination({ open, ...rest }: AddProps) {
  return (
    <Dialog open={open} onClose={rest.onClose} title="Add a destination">
      <AddForm {...rest} />
    </Dialog>
  )
}
