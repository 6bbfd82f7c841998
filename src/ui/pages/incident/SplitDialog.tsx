// Splitting alerts off into an incident of their own: which, what it is, and why.
import { useState } from 'react'
import { incidentApi } from '../../../contract/incident.ts'
import { useSend } from '../../api/useSend.ts'
import { Button } from '../../kit/Button.tsx'
import { Dialog } from '../../kit/Dialog.tsx'
import { Refused } from '../../kit/Failed.tsx'
import { AreaField, CheckField, Form, TextField } from '../../kit/Field.tsx'
import { useGo } from '../../kit/Link.tsx'
import { toast } from '../../kit/toast.tsx'
import { paths } from '../../paths.ts'
import styles from './Combine.module.css'
import type { Work } from './useIncident.ts'

/** As many as one request takes. */
const most = 100

export function SplitDialog({ work, onClose }: { work: Work; onClose: () => void }) {
  const { incident } = work
  const own = incident.linked_alerts.filter(({ unlinked_at }) => unlinked_at === null)
  const [chosen, setChosen] = useState<ReadonlySet<(typeof own)[number]['id']>>(new Set())
  const [title, setTitle] = useState('')
  const [reason, setReason] = useState('')
  const split = useSend(incidentApi.split, ['alerts'])
  const go = useGo()
  const given = reason.trim()
  const why =
    work.whyNot ??
    (chosen.size === 0
      ? 'Choose the alerts that are another matter.'
      : chosen.size > most
        ? `At most ${most} at once.`
        : title.trim() === ''
          ? 'Say in one line what they are.'
          : given.length < 3
            ? 'Say why they are another matter.'
            : null)
  const record = async () => {
    if (why !== null) return
    const made = await split.send({ params: work.params, body: { alert_ids: [...chosen], title: title.trim(), reason: given } })
    if (!made) return
    onClose()
    toast(`${made.number} was split off from ${incident.number}.`)
    go(paths.incident(made.id))
  }
  const toggle = (id: (typeof own)[number]['id'], on: boolean) => {
    const next = new Set(chosen)
    if (on) next.add(id)
    else next.delete(id)
    setChosen(next)
  }
  return (
    <Dialog open wide onClose={onClose} title={`Split alerts off from ${incident.number}`}>
      <Form label="Split off" onSubmit={() => void record()}>
        <div className={styles.whole}>
          <Refused problem={split.problem} />
          <fieldset className={styles.found}>
            <legend>
              <b>Alerts that are another matter</b>
            </legend>
            {own.map((alert) => (
              <CheckField
                key={alert.id}
                label={
                  <>
                    <span className="mono">{alert.number}</span> {alert.title}
                  </>
                }
                checked={chosen.has(alert.id)}
                onChange={(on) => toggle(alert.id, on)}
              />
            ))}
          </fieldset>
          <TextField label="What they are, in one line" value={title} onChange={setTitle} maxLength={300} />
          <AreaField label="Reason" hint="What shows that they are another matter." value={reason} onChange={setReason} rows={2} />
          <ul className={styles.consequences}>
            <li>They go on in a new incident with a number of its own, declared now by you, with its own clocks, severity and thread.</li>
            <li>
              {incident.number} goes on with the rest; both threads say that it was split
              {chosen.size === own.length && own.length > 0
                ? `. Nothing would be left in ${incident.number}: was it wrongly declared?`
                : '.'}
            </li>
          </ul>
          <div className="row">
            <Button type="submit" kind="primary" busy={split.sending} why={why}>
              {chosen.size > 1 ? `Split ${chosen.size} alerts off` : 'Split it off'}
            </Button>
            <Button onPress={onClose}>Cancel</Button>
          </div>
        </div>
      </Form>
    </Dialog>
  )
}
