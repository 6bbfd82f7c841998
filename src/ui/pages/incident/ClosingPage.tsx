// What an incident needs before it is recovered and closed: what is there, what is missing and where it is done; or going on without it.
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { incidentApi } from '../../../contract/incident.ts'
import { type Requirement, requirementsOf } from '../../../core/incident/closing.ts'
import { isOpen } from '../../../core/incident/words.ts'
import { outbox } from '../../api/theOutbox.ts'
import { useCall } from '../../api/useCall.ts'
import { useWhyNot } from '../../api/useMe.ts'
import { Button } from '../../kit/Button.tsx'
import { Skeleton } from '../../kit/Empty.tsx'
import { Failed } from '../../kit/Failed.tsx'
import { Link } from '../../kit/Link.tsx'
import { Notice } from '../../kit/Notice.tsx'
import { NotYetRecorded } from '../../kit/NotYetRecorded.tsx'
import { Page, Section } from '../../kit/Page.tsx'
import { StatusMark } from '../../kit/StatusMark.tsx'
import { paths } from '../../paths.ts'
import styles from './ClosingPage.module.css'
import { placeOf } from './closingPlaces.ts'
import type { MissingThing } from './incidentShape.ts'
import { stateWords } from './incidentWords.ts'
import { OverrideDialog } from './OverrideDialog.tsx'
import { useIncident, type Work } from './useIncident.ts'

const route = getRouteApi('/inside/incidents/$incidentId/closing')

type AskedProps = { requirement: Requirement; missing: MissingThing | undefined; incidentId: string }

function Asked({ requirement, missing, incidentId }: AskedProps) {
  const place = placeOf(requirement.code)
  return (
    <li>
      <StatusMark status={missing ? 'exception' : 'conforms'}>{requirement.asks}</StatusMark>
      {missing && (
        <p className={styles.said}>
          {missing.said} {place && <Link href={place.href(incidentId)}>{place.label}</Link>}
        </p>
      )}
    </li>
  )
}

function Gate({
  title,
  state,
  work,
  missing,
}: {
  title: string
  state: 'recovered' | 'closed'
  work: Work
  missing: readonly MissingThing[]
}) {
  const required = requirementsOf(state)
  const open = missing.filter(({ blocks }) => blocks === state).length
  return (
    <Section title={title} count={open === 0 ? 'nothing missing' : `${open} missing`}>
      <ul className={styles.asked}>
        {required.map((requirement) => (
          <Asked
            key={requirement.code}
            requirement={requirement}
            missing={missing.find(({ code }) => code === requirement.code)}
            incidentId={work.incident.id}
          />
        ))}
      </ul>
    </Section>
  )
}

const stepBefore: Partial<Record<string, string>> = {
  declared: 'It is declared. Say on its page that it is triaged, then that it is contained; recovering comes after that.',
  triaged: 'It is triaged. Say on its page that it is contained; recovering comes after that.',
}

function Going({ work, missing }: { work: Work; missing: readonly MissingThing[] }) {
  const [asking, setAsking] = useState(false)
  const mayNot = useWhyNot('incident:work')
  const { state } = work.incident
  const to = state === 'contained' ? 'recovered' : state === 'recovered' ? 'closed' : null
  if (to === null) return <p>{stepBefore[state]}</p>
  const waiting = work.pending('state')
  const inTheWay = missing.filter(({ blocks }) => to === 'closed' || blocks === 'recovered')
  const why = mayNot ?? (waiting ? `${waiting.says}, not yet recorded.` : null)
  const verb = to === 'closed' ? 'Close the incident' : 'Say that it is recovered'
  const go = () => work.act(incidentApi.changeState, { does: 'state', says: `Now ${to}`, params: work.params, body: { to } })
  if (inTheWay.length === 0) {
    return (
      <div className="row">
        <Button kind="primary" why={why} onPress={go}>
          {verb}
        </Button>
      </div>
    )
  }
  return (
    <div className="stack">
      <p className="prose">
        The page of an incident is closed when nothing above is missing. Where that cannot be waited for, somebody answers for it: with a
        reason
        {to === 'closed' && ', and with a second person who agreed'}. What was missing then stays on record.
      </p>
      <Button why={why} onPress={() => setAsking(true)}>
        {`${verb}, although ${inTheWay.length === 1 ? 'something is' : `${inTheWay.length} things are`} missing`}
      </Button>
      {asking && <OverrideDialog work={work} to={to} missing={inTheWay} onClose={() => setAsking(false)} />}
    </div>
  )
}

function Whole({ work }: { work: Work }) {
  const open = isOpen(work.incident.state)
  const closing = useCall(incidentApi.closing, { params: work.params }, { enabled: open })
  if (!open) {
    return (
      <Notice title={`It is ${stateWords[work.incident.state]}`}>
        Nothing is asked for any more. Its page says what can still be added.
      </Notice>
    )
  }
  if (closing.error && !closing.data)
    return <Failed what="What is missing cannot be shown" why={closing.error.message} onRetry={() => void closing.refetch()} />
  if (!closing.data) return <Skeleton lines={10} />
  const { missing } = closing.data
  return (
    <>
      <Gate title="Before it is recovered" state="recovered" work={work} missing={missing} />
      <Gate title="Before it is closed" state="closed" work={work} missing={missing} />
      <Section title="Going on">
        <Going work={work} missing={missing} />
      </Section>
    </>
  )
}

export function ClosingPage() {
  const { incidentId } = route.useParams()
  const { query, work } = useIncident(incidentId)
  const number = work?.incident.number ?? 'The incident'
  return (
    <Page
      title={work ? `Closing ${number}` : 'Closing'}
      above={{ label: number, href: paths.incident(incidentId) }}
      width="prose"
      lead={work && !work.incident.is_redacted && work.incident.title}
    >
      {work && <NotYetRecorded acts={work.acts} onDismiss={(key) => void outbox.dismiss(key)} />}
      {query.isPending && <Skeleton lines={10} />}
      {query.error && !query.data && (
        <Failed
          what={query.error.code === 'not_found' ? 'There is no such incident' : 'The incident cannot be shown'}
          why={query.error.message}
          onRetry={query.error.code === 'not_found' ? undefined : () => void query.refetch()}
        />
      )}
      {work?.incident.is_redacted && <Notice>It is private. Only those on it, and compliance, see what it still needs.</Notice>}
      {work && !work.incident.is_redacted && <Whole work={work} />}
    </Page>
  )
}
