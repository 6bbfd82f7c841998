// Listing something that is to be kept, with how long it lives where that is known.
import { useState } from 'react'
import { preservationApi } from '../../../contract/preservation.ts'
import { Button } from '../../kit/Button.tsx'
import { Dialog } from '../../kit/Dialog.tsx'
import { AreaField, Form, SelectField, TextField } from '../../kit/Field.tsx'
import type { Work } from '../incident/useIncident.ts'
import styles from './Evidence.module.css'

const units = { hours: (count: number) => `PT${count}H`, days: (count: number) => `P${count}D` } as const
type Unit = keyof typeof units

export function ListToKeep({ work, onClose }: { work: Work; onClose: () => void }) {
  const [evidence, setEvidence] = useState('')
  const [count, setCount] = useState('')
  const [unit, setUnit] = useState<Unit>('days')
  const [where, setWhere] = useState('')
  const [how, setHow] = useState('')
  const lives = Number(count)
  const why =
    evidence.trim() === ''
      ? 'Say what is to be kept.'
      : count !== '' && !(Number.isInteger(lives) && lives > 0)
        ? 'How long it lives is a whole number.'
        : null
  const list = () => {
    if (why !== null) return
    const item = {
      evidence: evidence.trim(),
      ...(count === '' ? {} : { window: units[unit](lives) }),
      ...(where.trim() ? { where: where.trim() } : {}),
      ...(how.trim() ? { how: how.trim() } : {}),
    }
    work.act(preservationApi.add, { does: 'list', says: `To be kept: ${item.evidence}`, params: work.params, body: { items: [item] } })
    onClose()
  }
  return (
    <Dialog open onClose={onClose} title="List what is to be kept">
      <Form label="List what is to be kept" onSubmit={list}>
        <TextField
          label="What"
          hint="For instance: load balancer log of api.example.com"
          value={evidence}
          onChange={setEvidence}
          maxLength={2000}
          autoFocus
        />
        <div className={styles.pair}>
          <TextField label="It lives for" type="number" min={1} hint="Left empty: not known." value={count} onChange={setCount} />
          <SelectField
            label="Unit"
            hint="Counted from the incident’s first moment."
            value={unit}
            onChange={(value) => setUnit(value as Unit)}
            choices={[
              { value: 'hours', label: 'hours' },
              { value: 'days', label: 'days' },
            ]}
          />
        </div>
        <TextField label="Where it is" value={where} onChange={setWhere} maxLength={2000} />
        <AreaField label="How it is kept" value={how} onChange={setHow} rows={2} />
        <Button type="submit" kind="primary" why={why}>
          List it
        </Button>
      </Form>
    </Dialog>
  )
}
