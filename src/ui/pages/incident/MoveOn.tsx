// Moving the incident on: what is still missing, the next state, opening again, and who may see it.
import { lazy, Suspense, useState } from 'react'
import { incidentApi } from '../../../contract/incident.ts'
import { isOpen } from '../../../core/incident/words.ts'
import { useCall } from '../../api/useCall.ts'
import { useWhyNot } from '../../api/useMe.ts'
import { Button, ButtonLink } from '../../kit/Button.tsx'
import { Dialog } from '../../kit/Dialog.tsx'
import { AreaField, Form } from '../../kit/Field.tsx'
import { Section } from '../../kit/Page.tsx'
import { paths } from '../../paths.ts'
import styles from './Lines.module.css'
import type { Work } from './useIncident.ts'

const MergeDialog = lazy(() => import('./MergeDialog.tsx').then(({ MergeDialog: it }) => ({ default: it })))

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
  const [merging, setMerging] = useState(false)
  const closing = useCall(incidentApi.closing, { params: work.params }, { enabled: isOpen(incident.state) })
  const mayNot = useWhyNot('incident:work')
  const mayNotRestrict = useWhyNot('incident:restrict')
  const next = nextOf[incident.state]
  const waiting = work.pending('state')
  const missing = (closing.data?.missing ?? []).filter(({ blocks }) =>
    next?.to === 'recovered' ? blocks === 'recovered' : next?.to === 'closed',
  )
  const move = (to: To, reason?: string) =>
    work.act(incidentApi.changeState, {
      does: 'state',
      says: to === 'reopened' ? 'Opened again' : `Now ${to}`,
      params: work.params,
      body: { to, ...(reason ? { reason } : {}) },
    })
  const press = () => {
    if (!next) return
    if (next.to === 'reopened') setAsked({ title: next.verb, verb: next.verb, record: (reason) => move(next.to, reason) })
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
  const blocked = missing.length > 0 ? `Still missing: ${missing.map(({ said }) => said).join(' ')}` : null
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
        {(next?.to === 'recovered' || next?.to === 'closed') && (
          <ButtonLink kind="quiet" href={paths.closing(incident.id)}>
            {missing.length > 0 ? 'What is missing, and where it is done' : 'What it needs to be closed'}
          </ButtonLink>
        )}
        {isOpen(incident.state) && (
          <Button kind="quiet" why={work.whyNot} onPress={() => setMerging(true)}>
            Merge into another
          </Button>
        )}
        <Button kind="quiet" why={mayNotRestrict} onPress={restrict}>
          {incident.is_private ? 'Let everybody see it' : 'Make it private'}
        </Button>
      </div>
      <Suspense fallback={null}>{merging && <MergeDialog work={work} onClose={() => setMerging(false)} />}</Suspense>
      {asked && <ReasonDialog asked={asked} onClose={() => setAsked(null)} />}
    </Section>
  )
}
