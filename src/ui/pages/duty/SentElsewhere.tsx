// Recording that a notice went out another way: when, by which channel, and what proves it. What is filled in survives the page.
import { useState } from 'react'
import { noticeApi } from '../../../contract/notice.ts'
import type { EvidenceId } from '../../../core/kernel/ids.ts'
import { fieldProblem } from '../../api/problem.ts'
import { useDraft } from '../../api/useDraft.ts'
import { useSendOnce } from '../../api/useSendOnce.ts'
import { Button } from '../../kit/Button.tsx'
import { Dialog } from '../../kit/Dialog.tsx'
import { Refused } from '../../kit/Failed.tsx'
import { Form, TextField } from '../../kit/Field.tsx'
import { fieldOfInstant, instantOfField } from '../../kit/localMoment.ts'
import { noProof, type Proof, ProofField, useWhyNoProof } from '../evidence/ProofField.tsx'
import type { Work } from '../incident/useIncident.ts'
import type { Notice } from './dutyShape.ts'
import { showRecorded } from './useNotice.ts'

type SentProps = { work: Work; notice: Notice; onClose: () => void }
type Told = { when: string; channel: string; reference: string; proof: Proof }

/** As the contract takes it; a sentence where something is missing. */
function bodyOf({ when, channel, reference, proof }: Told) {
  const at = instantOfField(when)
  if (at === undefined) return 'Say when it went out.'
  if (channel.trim() === '') return 'Say how it went out.'
  return {
    sent_at: at,
    channel: channel.trim(),
    ...(reference.trim() ? { reference: reference.trim() } : {}),
    ...(proof.evidence ? { evidence_id: proof.evidence as EvidenceId } : {}),
  }
}

export function SentElsewhere({ work, notice, onClose }: SentProps) {
  const [opened] = useState(() => fieldOfInstant(Date.now()))
  const [draft, setDraft] = useDraft<Partial<Told>>(`sent ${notice.id}`)
  const told: Told = { when: opened, channel: '', reference: '', proof: noProof, ...draft }
  const set = (change: Partial<Told>) => setDraft({ ...draft, ...change })
  const record = useSendOnce(noticeApi.recordSent)
  const whyNoProof = useWhyNoProof({ work, proof: told.proof })
  const body = bodyOf(told)
  const why = typeof body === 'string' ? body : whyNoProof
  const submit = async () => {
    if (why !== null || typeof body === 'string') return
    const reply = await record.send({ params: { ...work.params, noticeId: notice.id }, body })
    if (!reply) return
    setDraft(null)
    showRecorded(work, reply)
    onClose()
  }
  return (
    <Dialog open onClose={onClose} title="It went out another way">
      <Form label="Sent" onSubmit={() => void submit()}>
        <p>The text is fixed as it stands now. Whether it was in time is decided once, by this instant.</p>
        {notice.state === 'draft' && <p>Nobody has approved it: that is recorded, too.</p>}
        <Refused problem={record.problem} />
        <TextField
          label="When it went out"
          type="datetime-local"
          value={told.when}
          onChange={(when) => set({ when })}
          error={fieldProblem(record.problem, '/sent_at')}
        />
        <TextField
          label="How"
          hint="Portal of the authority, registered letter, telephone call, e-mail from another mailbox."
          value={told.channel}
          onChange={(channel) => set({ channel })}
          maxLength={200}
          autoFocus
        />
        <TextField
          label="Reference"
          hint="What they gave back: a file number, a ticket, who took the call."
          value={told.reference}
          onChange={(reference) => set({ reference })}
          maxLength={300}
        />
        <ProofField
          work={work}
          description={`Proof that “${notice.title}” went out to ${notice.to}`}
          proof={told.proof}
          onChange={(proof) => set({ proof })}
        />
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
