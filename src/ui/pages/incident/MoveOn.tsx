// Moving the incident on: what is still missing, the next state, opening again, and who may see it.
import { useState } from 'react'
import { incidentApi } from '../../../contract/incident.ts'
import { isOpen } from '../../../core/incident/words.ts'
import { useCall } from '../../api/useCall.ts'
import { useWhyNot } from '../../api/useMe.ts'
import { Button } from '../../kit/Button.tsx'
import { Dialog } from '../../kit/Dialog.tsx'
import { AreaField, Form } from '../../kit/Field.tsx'
import { Section } from '../../kit/Page.tsx'
import styles from './Lines.module.css'
import type { Work } from './useIncident.ts'

type To = 'triaged' | 'contained' | 'recovered' | 'closed' | 'reopened'

const nextOf: Partial<Record<string, { to: To; verb: string }>> = {
  declared: { to: 'triaged', verb: 'Say that it is triaged' },
  triaged: { to: 'contained', verb: 'Say that it is contained' },
  contained: { to: 'recovered', verb: 'Say that it is recovered' },
  recovered: { to: 'closed', verb: 'Close the incident' },
  closed: { to: 'reopened', verb: 'Open it again' },
  not_an_incident: { to: 'reopened', verb: 'Open it again' },
}

type Asked = { title: string; verb: string; record: (reason: string) => void } | null

function ReasonDialog({ asked, onClose }: { asked: NonNullable<Asked>; onClose: () => void }) {
  const [reason, setReason] = useState('')
  const given = reason.trim()
  return (
    <Dialog open onClose={onClose} title={asked.title}>
      <Form
        label={asked.title}
        onSubmit={() => {
          if (given.length < 3) return
          asked.record(given)
          onClose()
        }}
      >
        <AreaField label="Reason" value={reason} onChange={setReason} autoFocus />
        <Button type="submit" kind="primary" why={given.length < 3 ? 'Write the reason first.' : null}>
          {asked.verb}
        </Button>
      </Form>
    </Dialog>
  )
}

export function MoveOn({ work }: { work: Work }) {
  const { incident } = work
  const [asked, setAsked] = useState<Asked>(null)
  const closing = useCall(incidentApi.closing, { params: work.params }, { enabled: isOpen(incident.state) })
  const mayNot = useWhyNot('incident:work')
  const mayNotRestrict = useWhyNot('incident:restrict')
  const next = nextOf[incident.state]
  const waiting = work.pending('state')
  const missing = (closing.data?.missing ?? []).filter(({ blocks }) =>
    next?.to === 'recovered' ? blocks === 'recovered' : next?.to === 'closed',
  )
  const move = (to: To, reason?: string, override?: boolean) =>
    work.act(incidentApi.changeState, {
      does: 'state',
      says: to === 'reopened' ? 'Opened again' : `Now ${to}`,
      params: work.params,
      body: { to, ...(reason && override ? { override: { reason } } : reason ? { reason } : {}) },
    })
  const press = () => {
    if (!next) return
    if (next.to === 'reopened') setAsked({ title: next.verb, verb: next.verb, record: (reason) => move(next.to, reason) })
    else if (next.to === 'recovered' && missing.length > 0)
      setAsked({ title: `${next.verb}, although something is missing`, verb: next.verb, record: (reason) => move(next.to, reason, true) })
    else move(next.to)
  }
  const restrict = () =>
    setAsked({
      title: incident.is_private ? 'Let everybody see it again' : 'Make it private',
      verb: incident.is_private ? 'Let everybody see it' : 'Make it private',
      record: (reason) =>
        work.act(incidentApi.restrict, {
          does: 'privacy',
          says: incident.is_private ? 'Open to everybody again' : 'Made private',
          params: work.params,
          body: { is_private: !incident.is_private, reason },
        }),
    })
  const blocked = next?.to === 'closed' && missing.length > 0 ? `Still missing: ${missing.map(({ said }) => said).join('; ')}` : null
  return (
    <Section title="Moving on" id="moving-on">
      {missing.length > 0 && (
        <>
          <p>Before it is {next?.to}, this is missing:</p>
          <ul className={styles.lines}>
            {missing.map(({ code, said }) => (
              <li key={`${code} ${said}`}>{said}</li>
            ))}
          </ul>
        </>
      )}
      <div className="row screen-only">
        {next && (
          <Button why={mayNot ?? (waiting ? `${waiting.says}, not yet recorded.` : blocked)} onPress={press}>
            {next.verb}
          </Button>
        )}
        <Button kind="quiet" why={mayNotRestrict} onPress={restrict}>
          {incident.is_private ? 'Let everybody see it' : 'Make it private'}
        </Button>
      </div>
      {asked && <ReasonDialog asked={asked} onClose={() => setAsked(null)} />}
    </Section>
  )
}
