// "Not an incident" in two taps: every common reason is a button that records it.
import { useState } from 'react'
import { incidentApi } from '../../../contract/incident.ts'
import { dispositionMeanings } from '../../../core/alert/disposition.ts'
import { type Dismissal, dismissals } from '../../../core/incident/words.ts'
import { Button } from '../../kit/Button.tsx'
import { Dialog } from '../../kit/Dialog.tsx'
import { AreaField, Form, SelectField } from '../../kit/Field.tsx'
import styles from './IncidentDialogs.module.css'
import type { Work } from './useIncident.ts'

const quick = dismissals.filter((one) => dispositionMeanings[one].commonReasons.length > 0)

export function NotAnIncident({ work, onClose }: { work: Work; onClose: () => void }) {
  const [own, setOwn] = useState(false)
  const [disposition, setDisposition] = useState<Dismissal>('benign')
  const [reason, setReason] = useState('')
  const record = (as: Dismissal, because: string) => {
    work.act(incidentApi.dismiss, {
      does: 'dismiss',
      says: `Not an incident: ${because}`,
      params: work.params,
      body: { reason: because, disposition: as },
    })
    onClose()
  }
  return (
    <Dialog open onClose={onClose} title="Not an incident, because">
      {own ? (
        <Form onSubmit={() => reason.trim().length >= 3 && record(disposition, reason.trim())} label="Not an incident">
          <SelectField
            label="What its alerts were"
            value={disposition}
            onChange={(value) => setDisposition(value as Dismissal)}
            choices={dismissals.map((one) => ({ value: one, label: dispositionMeanings[one].label }))}
          />
          <AreaField label="Reason" value={reason} onChange={setReason} autoFocus />
          <Button type="submit" kind="primary" why={reason.trim().length < 3 ? 'Say in a few words why it is none.' : null}>
            Record that it is not an incident
          </Button>
        </Form>
      ) : (
        <div className={styles.choices}>
          <p className="dim">One tap records it under your name. It keeps its number, and it can be opened again.</p>
          {quick.map((one) => (
            <section key={one} aria-label={dispositionMeanings[one].label}>
              <h3 title={dispositionMeanings[one].definition}>{dispositionMeanings[one].label}</h3>
              {dispositionMeanings[one].commonReasons.map((common) => (
                <button key={common} type="button" className={styles.choice} onClick={() => record(one, common)}>
                  {common}
                </button>
              ))}
            </section>
          ))}
          <Button onPress={() => setOwn(true)}>Another reason</Button>
        </div>
      )}
    </Dialog>
  )
}
