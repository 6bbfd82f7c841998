// Recording that a notice went out another way: when, by which channel, and what proves it.
import { useState } from 'react'
import { evidenceApi } from '../../../contract/evidence.ts'
import { noticeApi } from '../../../contract/notice.ts'
import type { EvidenceId } from '../../../core/kernel/ids.ts'
import { fieldProblem } from '../../api/problem.ts'
import { useCall } from '../../api/useCall.ts'
import { useMay } from '../../api/useMe.ts'
import { useSendOnce } from '../../api/useSendOnce.ts'
import { Button } from '../../kit/Button.tsx'
import { Dialog } from '../../kit/Dialog.tsx'
import { Refused } from '../../kit/Failed.tsx'
import { Form, SelectField, TextField } from '../../kit/Field.tsx'
import { fieldOfInstant, instantOfField } from '../../kit/localMoment.ts'
import type { Work } from '../incident/useIncident.ts'
import type { Notice } from './dutyShape.ts'
import { showRecorded } from './useNotice.ts'

type SentProps = { work: Work; notice: Notice; onClose: () => void }

export function SentElsewhere({ work, notice, onClose }: SentProps) {
  const mayEvidence = useMay('evidence:read')
  const evidence = useCall(evidenceApi.list, { params: work.params }, { enabled: mayEvidence })
  const [when, setWhen] = useState(() => fieldOfInstant(Date.now()))
  const [channel, setChannel] = useState('')
  const [reference, setReference] = useState('')
  const [proof, setProof] = useState('')
  const record = useSendOnce(noticeApi.recordSent)
  const at = instantOfField(when)
  const why = at === undefined ? 'Say when it went out.' : channel.trim() === '' ? 'Say how it went out.' : null
  const submit = async () => {
    if (why !== null || at === undefined) return
    const body = {
      sent_at: at,
      channel: channel.trim(),
      ...(reference.trim() ? { reference: reference.trim() } : {}),
      ...(proof ? { evidence_id: proof as EvidenceId } : {}),
    }
    const reply = await record.send({ params: { ...work.params, noticeId: notice.id }, body })
    if (!reply) return
    showRecorded(work, reply)
    onClose()
  }
  const kept = evidence.data?.items ?? []
  return (
    <Dialog open onClose={onClose} title="It went out another way">
      <Form label="Sent" onSubmit={() => void submit()}>
        <p>The text is fixed as it stands now. Whether it was in time is decided once, by this instant.</p>
        {notice.state === 'draft' && <p>Nobody has approved it: that is recorded, too.</p>}
        <Refused problem={record.problem} />
        <TextField
          label="When it went out"
          type="datetime-local"
          value={when}
          onChange={setWhen}
          error={fieldProblem(record.problem, '/sent_at')}
        />
        <TextField
          label="How"
          hint="Portal of the authority, registered letter, telephone call, e-mail from another mailbox."
          value={channel}
          onChange={setChannel}
          maxLength={200}
          autoFocus
        />
        <TextField
          label="Reference"
          hint="What they gave back: a file number, a ticket, who took the call."
          value={reference}
          onChange={setReference}
          maxLength={300}
        />
        {kept.length > 0 && (
          <SelectField
            label="Proof"
            hint="A confirmation that is kept as evidence of this incident."
            value={proof}
            onChange={setProof}
            choices={[{ value: '', label: 'None' }, ...kept.map(({ id, name }) => ({ value: id, label: name }))]}
          />
        )}
        <div className="row">
          <Button type="submit" kind="primary" why={why} busy={record.sending}>
            Record that it was sent
          </Button>
          <Button onPress={onClose}>Cancel</Button>
        </div>
      </Form>
    </Dialog>
  )
}
