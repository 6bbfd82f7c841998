// Merging an incident into another: which one, what comes of it in words, and why.
import { useState } from 'react'
import { incidentApi } from '../../../contract/incident.ts'
import { whyNotAlike } from '../../../core/incident/decideMerge.ts'
import { useSend } from '../../api/useSend.ts'
import { Button } from '../../kit/Button.tsx'
import { Dialog } from '../../kit/Dialog.tsx'
import { Refused } from '../../kit/Failed.tsx'
import { AreaField, Form } from '../../kit/Field.tsx'
import { useGo } from '../../kit/Link.tsx'
import { toast } from '../../kit/toast.tsx'
import { paths } from '../../paths.ts'
import styles from './Combine.module.css'
import { IncidentPicker } from './IncidentPicker.tsx'
import type { IncidentLine } from './incidentShape.ts'
import type { Work } from './useIncident.ts'

const standing = ({ id, is_private, is_exercise }: IncidentLine) => ({ incidentId: id, isPrivate: is_private, isExercise: is_exercise })

function Consequences({ from, into, alerts }: { from: string; into: string; alerts: number }) {
  return (
    <ul className={styles.consequences}>
      <li>
        Work goes on in {into}. {from} keeps its number and its thread, and its page leads there.
      </li>
      <li>
        {alerts === 0 ? `${from} has no alerts to move.` : `Its ${alerts === 1 ? 'alert goes' : `${alerts} alerts go`} on in ${into}.`}
      </li>
      <li>
        What was done in {from} stays with it: its steps, roles, evidence and clocks. {into} is not made more severe by it: answer its
        severity questions again where they are different now.
      </li>
      <li>It cannot be taken back. Alerts that turn out to be another matter can be split off again.</li>
    </ul>
  )
}

export function MergeDialog({ work, onClose }: { work: Work; onClose: () => void }) {
  const { incident } = work
  const [into, setInto] = useState<IncidentLine | null>(null)
  const [reason, setReason] = useState('')
  const merge = useSend(incidentApi.merge, ['alerts'])
  const go = useGo()
  const given = reason.trim()
  const why = work.whyNot ?? (into === null ? 'Choose the incident it is part of.' : given.length < 3 ? 'Say why they are one.' : null)
  const record = async () => {
    if (why !== null || into === null) return
    const other = await merge.send({ params: work.params, body: { into: into.id, reason: given } })
    if (!other) return
    onClose()
    toast(`${incident.number} was merged into ${other.number}.`)
    go(paths.incident(other.id))
  }
  const alerts = incident.linked_alerts.filter(({ unlinked_at }) => unlinked_at === null).length
  return (
    <Dialog open wide onClose={onClose} title={`Merge ${incident.number} into another incident`}>
      <Form label="Merge" onSubmit={() => void record()}>
        <div className={styles.whole}>
          <Refused problem={merge.problem} />
          <IncidentPicker
            label="Which one is it part of"
            chosen={into}
            onChoose={setInto}
            but={incident.id}
            whyNot={(other) => whyNotAlike(standing(incident), standing(other))}
          />
          {into && <Consequences from={incident.number} into={into.number} alerts={alerts} />}
          <AreaField label="Reason" hint="What shows that they are one." value={reason} onChange={setReason} rows={2} />
          <div className="row">
            <Button type="submit" kind="primary" busy={merge.sending} why={why}>
              {into ? `Merge ${incident.number} into ${into.number}` : 'Merge'}
            </Button>
            <Button onPress={onClose}>Cancel</Button>
          </div>
        </div>
      </Form>
    </Dialog>
  )
}
