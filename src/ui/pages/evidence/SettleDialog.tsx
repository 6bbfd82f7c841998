// Saying what became of one thing on the list: kept by evidence that is there, lost, or not needed.
import { useState } from 'react'
import { preservationApi } from '../../../contract/preservation.ts'
import type { EvidenceId } from '../../../core/kernel/ids.ts'
import { Button } from '../../kit/Button.tsx'
import { Dialog } from '../../kit/Dialog.tsx'
import { AreaField, Form, SelectField } from '../../kit/Field.tsx'
import { Switcher } from '../../kit/Tabs.tsx'
import type { Work } from '../incident/useIncident.ts'
import styles from './Evidence.module.css'
import type { Evidence, Preservation } from './evidenceShape.ts'
import { InstantField } from './InstantField.tsx'
import { localInstant } from './localInstant.ts'

type How = 'lost' | 'captured' | 'not_needed'

type SettleProps = { work: Work; item: Preservation; evidence: readonly Evidence[]; onClose: () => void }

/** The core refuses a loss before its time, or without any known time, that gives no reason. */
function whyNot(how: How, { standing }: Preservation, given: { reason: string; since: string; kept: string }): string | null {
  if (how === 'captured') return given.kept === '' ? 'Choose the evidence that keeps it.' : null
  const expected = standing === 'past' && given.since === ''
  if (given.reason.length >= 3 || (how === 'lost' && expected)) return null
  return how === 'lost' ? 'Say how it was lost: by the clock it should still be there.' : 'Say why it need not be kept.'
}

export function SettleDialog({ work, item, evidence, onClose }: SettleProps) {
  const [how, setHow] = useState<How>('lost')
  const [reason, setReason] = useState('')
  const [since, setSince] = useState('')
  const [kept, setKept] = useState('')
  const given = reason.trim()
  const why = whyNot(how, item, { reason: given, since, kept })
  const record = () => {
    if (why !== null) return
    const shared = { does: 'preservation', on: item.id, params: { ...work.params, preservationId: item.id } }
    if (how === 'captured') {
      work.act(preservationApi.captured, { ...shared, says: `Kept: ${item.evidence}`, body: { evidence_id: kept as EvidenceId } })
    } else if (how === 'lost') {
      const at = localInstant(since)
      const body = { ...(given ? { reason: given } : {}), ...(at ? { since: at } : {}) }
      work.act(preservationApi.lost, { ...shared, says: `Lost: ${item.evidence}`, body })
    } else {
      work.act(preservationApi.notNeeded, { ...shared, says: `Not needed: ${item.evidence}`, body: { reason: given } })
    }
    onClose()
  }
  return (
    <Dialog open onClose={onClose} title={item.evidence}>
      <div className={styles.add}>
        <Switcher
          label="What became of it"
          value={how}
          choices={[
            { value: 'lost', label: 'Lost' },
            { value: 'captured', label: 'Kept already' },
            { value: 'not_needed', label: 'Not needed' },
          ]}
          onChange={setHow}
        />
        <Form label="Settle" onSubmit={record}>
          {how === 'lost' && (
            <>
              <p className="dim">That it is lost stays on record, with when and why. A copy that turns up later can still be added.</p>
              <InstantField
                label="Lost since"
                hint={item.standing === 'past' ? 'Left empty: since its time was over.' : 'Left empty: now.'}
                value={since}
                onChange={setSince}
              />
            </>
          )}
          {how === 'captured' && evidence.length === 0 && <p>Nothing is kept yet. Close this, and choose “Keep it” instead.</p>}
          {how === 'captured' && evidence.length > 0 && (
            <SelectField
              label="By which evidence"
              value={kept}
              onChange={setKept}
              choices={[{ value: '', label: 'Choose' }, ...evidence.map(({ id, name }) => ({ value: id, label: name }))]}
            />
          )}
          {how !== 'captured' && (
            <AreaField
              label="Reason"
              {...(how === 'lost' && item.standing === 'past' ? { hint: 'May be left empty: its time is over.' } : {})}
              value={reason}
              onChange={setReason}
              autoFocus
            />
          )}
          <Button type="submit" kind="primary" why={why}>
            {how === 'lost' ? 'Record as lost' : how === 'captured' ? 'Record as kept' : 'Record as not needed'}
          </Button>
        </Form>
      </div>
    </Dialog>
  )
}
