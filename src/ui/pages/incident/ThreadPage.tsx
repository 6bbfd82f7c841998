// The auditor's page of one incident: every entry in order, as minutes of a meeting; prints on A4 and Letter.

import { IconDownload, IconPrinter } from '@tabler/icons-react'
import { getRouteApi } from '@tanstack/react-router'
import { incidentApi } from '../../../contract/incident.ts'
import type { IncidentId } from '../../../core/kernel/ids.ts'
import { urlOf } from '../../api/call.ts'
import { useCall } from '../../api/useCall.ts'
import { Button, ButtonLink } from '../../kit/Button.tsx'
import { Skeleton } from '../../kit/Empty.tsx'
import { Facts } from '../../kit/Facts.tsx'
import { Failed } from '../../kit/Failed.tsx'
import { Link } from '../../kit/Link.tsx'
import { Notice } from '../../kit/Notice.tsx'
import { Page, Section } from '../../kit/Page.tsx'
import { Person } from '../../kit/Person.tsx'
import { StatusMark } from '../../kit/StatusMark.tsx'
import { Time } from '../../kit/Time.tsx'
import { paths } from '../../paths.ts'
import type { Incident, IncidentClock } from './incidentShape.ts'
import { promiseWords, severityWords, stateWords } from './incidentWords.ts'
import { type PinnedRunbook, pinnedRunbooks } from './pinnedRunbooks.ts'
import { Thread } from './Thread.tsx'

const route = getRouteApi('/inside/incidents/$incidentId/thread')

function Kept({ clock }: { clock: IncidentClock }) {
  const words = `${promiseWords[clock.what]} within ${clock.within} (${clock.level})`
  if (clock.state === 'met') return <StatusMark status="conforms">{words}: in time</StatusMark>
  if (clock.state === 'running') return <StatusMark status="pending">{words}: not due yet</StatusMark>
  return (
    <StatusMark status="exception" late>
      {words}: {clock.state === 'late' ? 'late' : 'missed'}
    </StatusMark>
  )
}

function Head({ incident, followed }: { incident: Incident; followed: readonly PinnedRunbook[] }) {
  return (
    <Facts
      dense
      facts={[
        { word: 'State', is: stateWords[incident.state] + (incident.is_exercise ? ', an exercise' : '') },
        { word: 'Severity', is: severityWords(incident.severity, incident.severity_certainty) },
        { word: 'Declared', is: <Time at={incident.declared_at} exact /> },
        incident.declared_by && { word: 'By', is: <Person who={incident.declared_by} /> },
        incident.acknowledged_at && { word: 'On it since', is: <Time at={incident.acknowledged_at} exact /> },
        incident.closed_at && { word: 'Closed', is: <Time at={incident.closed_at} exact /> },
        incident.policy && {
          word: 'Judged by',
          is: (
            <Link href={paths.document('policy', incident.policy.id, incident.policy.version)}>
              {incident.policy.title}, version {incident.policy.number}
            </Link>
          ),
        },
        followed.length > 0 && {
          word: 'Followed',
          is: (
            <div className="stack" style={{ gap: 2 }}>
              {followed.map(({ document, version, words }) => (
                <Link key={`${document} ${version}`} href={paths.document('runbook', document, version)}>
                  {words}
                </Link>
              ))}
            </div>
          ),
        },
        incident.clocks.length > 0 && {
          word: 'Promises',
          is: (
            <div className="stack" style={{ gap: 2 }}>
              {incident.clocks.map((clock) => (
                <Kept key={`${clock.what} ${clock.due_at}`} clock={clock} />
              ))}
            </div>
          ),
        },
      ]}
    />
  )
}

export function ThreadPage() {
  const params = { incidentId: route.useParams().incidentId as IncidentId }
  const incident = useCall(incidentApi.get, { params })
  const thread = useCall(incidentApi.thread, { params })
  const problem = incident.error ?? thread.error
  const name = incident.data?.number ?? 'incident'
  const title = incident.data ? `${incident.data.number}: ${incident.data.title}` : 'Thread'
  return (
    <Page
      title={title}
      above={{ label: incident.data?.number ?? 'The incident', href: paths.incident(params.incidentId) }}
      width="prose"
      actions={
        <>
          <ButtonLink icon={IconDownload} download={`${name}-thread.pdf`} href={urlOf(incidentApi.threadPdf, { params })}>
            PDF
          </ButtonLink>
          <ButtonLink icon={IconDownload} download={`${name}-thread.html`} href={urlOf(incidentApi.threadHtml, { params })}>
            HTML
          </ButtonLink>
          <Button icon={IconPrinter} onPress={() => window.print()}>
            Print
          </Button>
        </>
      }
    >
      {problem && !(incident.data && thread.data) && (
        <Failed what={problem.code === 'not_found' ? 'There is no such incident' : 'The thread cannot be shown'} why={problem.message} />
      )}
      {(incident.isPending || thread.isPending) && <Skeleton lines={12} />}
      {incident.data && thread.data && (
        <>
          <Head incident={incident.data} followed={pinnedRunbooks(thread.data.items)} />
          {thread.data.is_redacted && (
            <Notice>It is private: what happened is open to those on it and to compliance. The entries still count.</Notice>
          )}
          <Section
            title="Thread"
            count={thread.data.items.length}
            lead="In the order of the ledger. The time is when it happened; where it was recorded more than a minute later, that stands below. Nothing is changed or taken away: a correction is an entry of its own."
          >
            <Thread items={thread.data.items} />
          </Section>
        </>
      )}
    </Page>
  )
}
