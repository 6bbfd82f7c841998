// Linking alerts to an incident that is open already.
import { useState } from 'react'
import { incidentApi } from '../../../contract/incident.ts'
import type { AlertId } from '../../../core/kernel/ids.ts'
import { useWhyNot } from '../../api/useMe.ts'
import { useSend } from '../../api/useSend.ts'
import { Button } from '../../kit/Button.tsx'
import { Dialog } from '../../kit/Dialog.tsx'
import { Refused } from '../../kit/Failed.tsx'
import { Form } from '../../kit/Field.tsx'
import { useGo } from '../../kit/Link.tsx'
import { toast } from '../../kit/toast.tsx'
import { paths } from '../../paths.ts'
import styles from './Combine.module.css'
import { IncidentPicker } from './IncidentPicker.tsx'
import type { IncidentLine } from './incidentShape.ts'

/** As many as one request takes. */
export const mostLinked = 100

type LinkProps = { alertIds: readonly string[]; onClose: () => void; onLinked?: (ids: readonly string[]) => void }

export function LinkDialog({ alertIds, onClose, onLinked }: LinkProps) {
  const [into, setInto] = useState<IncidentLine | null>(null)
  const link = useSend(incidentApi.linkAlerts, ['alerts'])
  const mayNot = useWhyNot('incident:work')
  const go = useGo()
  const count = alertIds.length
  const these = count === 1 ? 'The alert' : `The ${count} alerts`
  const why =
    mayNot ?? (count > mostLinked ? `At most ${mostLinked} at once: choose fewer.` : into === null ? 'Choose the incident first.' : null)
  const record = async () => {
    if (why !== null || into === null) return
    const done = await link.send({ params: { incidentId: into.id }, body: { alert_ids: alertIds as readonly AlertId[] as AlertId[] } })
    if (!done) return
    onLinked?.(alertIds)
    onClose()
    toast(`${these} ${count === 1 ? 'is' : 'are'} part of ${done.number} now.`, {
      label: 'Go there',
      onPress: () => go(paths.incident(done.id)),
    })
  }
  return (
    <Dialog open wide onClose={onClose} title={count === 1 ? 'Link the alert to an incident' : `Link ${count} alerts to an incident`}>
      <Form label="Link to an incident" onSubmit={() => void record()}>
        <div className={styles.whole}>
          <Refused problem={link.problem} />
          <IncidentPicker label="Which incident" chosen={into} onChoose={setInto} />
          <p className="dim">
            {count === 1 ? 'If it is not reviewed as an incident yet, it is' : 'Those not reviewed as an incident yet are'} by this, under
            your name, with “Part of {into?.number ?? 'INC-…'}.” as the reason.
          </p>
          <div className="row">
            <Button type="submit" kind="primary" busy={link.sending} why={why}>
              {into ? `Link to ${into.number}` : 'Link'}
            </Button>
            <Button onPress={onClose}>Cancel</Button>
          </div>
        </div>
      </Form>
    </Dialog>
  )
}
