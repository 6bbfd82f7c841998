// The screen for 2 AM: what fired, who is on it, how bad it is, whom to call, what to do next, what is due. Everything else stands below.
import { getRouteApi } from '@tanstack/react-router'
import { lazy, Suspense, useEffect, useState } from 'react'
import { outbox } from '../../api/theOutbox.ts'
import { untilFetched } from '../../api/untilFetched.ts'
import { useActs } from '../../api/useOutbox.ts'
import { takeWish } from '../../first/firstAnswer.ts'
import { fetchDialogs } from '../../kit/Dialog.tsx'
import { Skeleton } from '../../kit/Empty.tsx'
import { Failed } from '../../kit/Failed.tsx'
import { useKeys } from '../../kit/keys.ts'
import { Link } from '../../kit/Link.tsx'
import { Notice } from '../../kit/Notice.tsx'
import { NotYetRecorded } from '../../kit/NotYetRecorded.tsx'
import { useStandingPage, useTitle } from '../../kit/Page.tsx'
import { useWide } from '../../kit/usePhone.ts'
import { paths } from '../../paths.ts'
import { Acknowledged, isAcknowledged, ThumbBar, useAcknowledge } from './Acknowledge.tsx'
import { IncidentHead } from './IncidentHead.tsx'
import styles from './IncidentPage.module.css'
import type { Incident } from './incidentShape.ts'
import { SeverityQuestions } from './SeverityQuestions.tsx'
import { useIncident, type Work } from './useIncident.ts'
import { nextStepOf, stepsOfRun, useRun } from './useRun.ts'

/** Not needed for the first answer to a page; fetched at once afterwards, so that it is there without a network too. */
const IncidentRest = lazy(() => untilFetched(() => import('./IncidentRest.tsx').then(({ IncidentRest: it }) => ({ default: it }))))
const fetchNextStep = () => import('./NextStep.tsx')
const NextStep = lazy(() => untilFetched(() => fetchNextStep().then(({ NextStep: it }) => ({ default: it }))))
const fetchMarking = () => fetchNextStep().then((part) => part.fetchMarking())
const Clocks = lazy(() => untilFetched(() => import('./Clocks.tsx').then(({ Clocks: it }) => ({ default: it }))))
const WhoToCall = lazy(() => untilFetched(() => import('./WhoToCall.tsx').then(({ WhoToCall: it }) => ({ default: it }))))
const ThreadColumn = lazy(() => untilFetched(() => import('./ThreadColumn.tsx').then(({ ThreadColumn: it }) => ({ default: it }))))
const fetchDismissing = () => import('./NotAnIncident.tsx').then(({ NotAnIncident: it }) => ({ default: it }))
const fetchPaging = () => import('./PageDialogs.tsx').then(({ PageDialog: it }) => ({ default: it }))
const NotAnIncident = lazy(() => untilFetched(fetchDismissing))
const PageDialog = lazy(() => untilFetched(fetchPaging))
const NoAnswerDialog = lazy(() => untilFetched(() => import('./PageDialogs.tsx').then(({ NoAnswerDialog: it }) => ({ default: it }))))

const fetchDialogsAfter = 500

/** Before somebody presses, and before the network can be gone. */
function useDialogsAhead(): void {
  useEffect(() => {
    const timer = setTimeout(() => {
      for (const part of [fetchDialogs, fetchDismissing, fetchPaging, fetchMarking]) part().catch(() => undefined)
    }, fetchDialogsAfter)
    return () => clearTimeout(timer)
  }, [])
}

const route = getRouteApi('/inside/incidents/$incidentId')

type Asking = { dialog: 'dismiss' | 'page' } | { dialog: 'no-answer'; pageId: string } | null

function pressedBefore(): Asking {
  const dialog = takeWish()
  return dialog && { dialog }
}

export function IncidentPage() {
  const { incidentId } = route.useParams()
  const { query, work } = useIncident(incidentId)
  const acts = useActs(incidentId)
  useStandingPage(!query.isPending)
  useTitle(work ? `${work.incident.number} ${work.incident.title}` : 'Incident')
  return (
    <div className={styles.page}>
      <Link href={paths.incidents({ state: 'open' })} className={`${styles.back} screen-only`}>
        ← Incidents
      </Link>
      <NotYetRecorded acts={acts} onDismiss={(key) => void outbox.dismiss(key)} />
      {query.isPending && <Skeleton lines={10} />}
      {query.error && !query.data && (
        <Failed
          what={query.error.code === 'not_found' ? 'There is no such incident' : 'The incident cannot be shown'}
          why={query.error.message}
          onRetry={query.error.code === 'not_found' ? undefined : () => void query.refetch()}
        />
      )}
      {work && (work.incident.is_redacted ? <Redacted incident={work.incident} /> : <Whole work={work} />)}
    </div>
  )
}

function Redacted({ incident }: { incident: Incident }) {
  return (
    <article aria-label={incident.number}>
      <IncidentHead incident={incident} />
      <Notice>
        It is private. Only those on it, and compliance, see more than its number, state and severity. It counts like every other one.
      </Notice>
    </article>
  )
}

function StateNotice({ incident }: { incident: Incident }) {
  if (incident.state === 'merged' && incident.merged_into) {
    return (
      <Notice title={`Merged into ${incident.merged_into.number}`}>
        Work goes on in <Link href={paths.incident(incident.merged_into.id)}>{incident.merged_into.number}</Link>.
      </Notice>
    )
  }
  if (incident.state === 'not_an_incident')
    return <Notice title="Not an incident">It keeps its number and its thread, and it can be opened again.</Notice>
  if (incident.state === 'closed')
    return (
      <Notice kind="conforms" title="Closed">
        Notes, evidence and corrective actions can still be added.
      </Notice>
    )
  return null
}

function scrollTo(id: string): void {
  const section = document.getElementById(id)
  section?.scrollIntoView({ block: 'start' })
  section?.querySelector<HTMLElement>('button, a')?.focus({ preventScroll: true })
}

function useIncidentKeys(work: Work, ask: (asking: Asking) => void): void {
  const acknowledge = useAcknowledge(work)
  const group = 'Incident'
  const able = work.whyNot === null
  useKeys([
    { keys: 'a', does: 'Acknowledge', group, run: () => able && !isAcknowledged(work) && acknowledge() },
    { keys: 'x', does: 'Not an incident', group, run: () => able && ask({ dialog: 'dismiss' }) },
    { keys: 's', does: 'Answer the severity questions', group, run: () => scrollTo('severity') },
    { keys: 'e', does: 'Escalate: page somebody', group, run: () => able && ask({ dialog: 'page' }) },
    { keys: 'n', does: 'Next step of the runbook', group, run: () => scrollTo('next-step') },
    { keys: 'w', does: 'Write a line into the thread', group, run: () => document.getElementById('note')?.focus() },
  ])
}

function Whole({ work }: { work: Work }) {
  const [asking, setAsking] = useState(pressedBefore)
  const running = useRun(work)
  const wide = useWide()
  useIncidentKeys(work, setAsking)
  useDialogsAhead()
  const close = () => setAsking(null)
  const next = running.run.data ? nextStepOf(stepsOfRun(running.run.data, work)) : null
  const bar = (
    <ThumbBar
      work={work}
      hasNext={next !== null}
      onDismiss={() => setAsking({ dialog: 'dismiss' })}
      onEscalate={() => setAsking({ dialog: 'page' })}
      onNext={() => scrollTo('next-step')}
    />
  )
  return (
    <div className={wide ? styles.columns : ''}>
      <article className={styles.work} aria-label={work.incident.number}>
        <IncidentHead incident={work.incident} />
        <StateNotice incident={work.incident} />
        <div className={styles.acknowledge}>
          <Acknowledged work={work} />
          {bar}
        </div>
        <SeverityQuestions key={work.incident.severity_detail?.set_at ?? ''} work={work} />
        <Suspense fallback={<Skeleton lines={9} />}>
          <WhoToCall
            work={work}
            onPage={() => setAsking({ dialog: 'page' })}
            onNoAnswer={(pageId) => setAsking({ dialog: 'no-answer', pageId })}
          />
          <NextStep work={work} running={running} />
          <Clocks work={work} />
        </Suspense>
        <Suspense fallback={<Skeleton lines={6} />}>
          <IncidentRest work={work} run={running.run.data ?? null} withThread={!wide} />
        </Suspense>
      </article>
      {wide && (
        <aside className={styles.thread} aria-label="Thread">
          <Suspense fallback={<Skeleton lines={10} />}>
            <ThreadColumn work={work} />
          </Suspense>
        </aside>
      )}
      <Suspense fallback={null}>
        {asking?.dialog === 'dismiss' && <NotAnIncident work={work} onClose={close} />}
        {asking?.dialog === 'page' && <PageDialog work={work} onClose={close} />}
        {asking?.dialog === 'no-answer' && <NoAnswerDialog work={work} pageId={asking.pageId} onClose={close} />}
      </Suspense>
    </div>
  )
}
