// What cannot be taken back about a source: renewing its key, and retiring it.
import { useState } from 'react'
import type { ReplyOf } from '../../../contract/endpoint.ts'
import { sourceApi } from '../../../contract/source.ts'
import { useWhyNot } from '../../api/useMe.ts'
import { useSend } from '../../api/useSend.ts'
import { Button } from '../../kit/Button.tsx'
import { Confirm } from '../../kit/Dialog.tsx'
import { AreaField } from '../../kit/Field.tsx'
import { Section } from '../../kit/Page.tsx'
import { toast } from '../../kit/toast.tsx'
import type { Source } from './sourceShape.ts'

export function RenewKey({ source, onRenewed }: { source: Source; onRenewed: (made: ReplyOf<typeof sourceApi.renewKey>) => void }) {
  const [asking, setAsking] = useState(false)
  const renew = useSend(sourceApi.renewKey)
  const why = useWhyNot('source:write')
  const confirm = async () => {
    const made = await renew.send({ params: { sourceId: source.id } })
    if (made) onRenewed(made)
  }
  return (
    <Section
      title="Address and key"
      lead="The address was shown when the source was connected. If it is lost or someone else has it, renew the key."
    >
      <div className="row">
        <Button why={why} onPress={() => setAsking(true)}>
          Renew the key
        </Button>
      </div>
      <Confirm
        open={asking}
        onClose={() => setAsking(false)}
        title="Renew the key"
        verb="Renew the key"
        busy={renew.sending}
        problem={renew.problem?.message}
        onConfirm={() => void confirm()}
      >
        The old address stops working at once: until the new one is pasted into the tool, its alerts do not arrive.
      </Confirm>
    </Section>
  )
}

export function Retire({ source }: { source: Source }) {
  const [asking, setAsking] = useState(false)
  const [reason, setReason] = useState('')
  const retire = useSend(sourceApi.retire)
  const why = useWhyNot('source:write')
  const confirm = async () => {
    if (!(await retire.send({ params: { sourceId: source.id }, body: { reason } }))) return
    setAsking(false)
    toast(`${source.name} is retired. Everything it sent stays.`)
  }
  return (
    <Section title="Retire" lead="For a tool that is no longer used. Its address closes; everything it sent, and its gaps, stay on record.">
      <div className="row">
        <Button kind="danger" why={why} onPress={() => setAsking(true)}>
          Retire this source
        </Button>
      </div>
      <Confirm
        open={asking}
        onClose={() => setAsking(false)}
        title={`Retire ${source.name}`}
        verb="Retire"
        busy={retire.sending}
        problem={retire.problem?.message}
        onConfirm={() => void confirm()}
      >
        <AreaField
          label="Reason"
          hint="Kept with the entry. A retired source cannot be taken back into use; connect it anew."
          value={reason}
          onChange={setReason}
          required
        />
      </Confirm>
    </Section>
  )
}
