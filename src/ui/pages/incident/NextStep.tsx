// The next step of the runbook that is followed, and the three answers to it; without one, which runbook fits.
import { lazy, Suspense, useState } from 'react'
import { runApi } from '../../../contract/runbook.ts'
import { untilFetched } from '../../api/untilFetched.ts'
import { useCall } from '../../api/useCall.ts'
import { Button } from '../../kit/Button.tsx'
import { Skeleton } from '../../kit/Empty.tsx'
import { Failed } from '../../kit/Failed.tsx'
import { Inline } from '../../kit/Inline.tsx'
import { Section } from '../../kit/Page.tsx'
import type { Run } from './incidentShape.ts'
import type { MarkReason } from './MarkDialog.tsx'
import { MissingValues } from './MissingValues.tsx'
import styles from './NextStep.module.css'
import { StepBody } from './StepBody.tsx'
import type { Work } from './useIncident.ts'
import { nextStepOf, type PlacedStep, stateOf, stepsOfRun, type useRun } from './useRun.ts'

export const fetchMarking = () => import('./MarkDialog.tsx').then(({ MarkDialog: it }) => ({ default: it }))
const MarkDialog = lazy(() => untilFetched(fetchMarking))

export function markStep(
  work: Work,
  run: Run,
  step: PlacedStep,
  body: { state: 'done' | 'skipped' | 'stuck' | 'open'; reason?: string; note?: string },
) {
  const did = { done: 'done', skipped: 'skipped', stuck: 'stuck', open: 'open again' }[body.state]
  work.act(runApi.markStep, {
    does: 'mark',
    on: `${run.id} ${step.id}`,
    says: `Step ${step.position} ${did}${body.reason ? `: ${body.reason}` : ''}`,
    params: { ...work.params, runId: run.id, stepId: step.id },
    body,
  })
}

function Answers({ work, run, step }: { work: Work; run: Run; step: PlacedStep }) {
  const [asks, setAsks] = useState<MarkReason | null>(null)
  const why = work.whyNot ?? (step.pendingState ? 'It is marked already; that is recorded as soon as the server answers.' : null)
  return (
    <div className={`${styles.answers} screen-only`}>
      <Button kind="primary" why={why ?? step.blocked} onPress={() => markStep(work, run, step, { state: 'done' })}>
        Done
      </Button>
      <Button why={why} onPress={() => setAsks('skipped')}>
        Skip
      </Button>
      <Button why={why} onPress={() => setAsks('stuck')}>
        Stuck
      </Button>
      {asks && (
        <Suspense fallback={null}>
          <MarkDialog
            asks={asks}
            step={step}
            onClose={() => setAsks(null)}
            onMark={(reason) => {
              markStep(work, run, step, { state: asks, reason })
              setAsks(null)
            }}
          />
        </Suspense>
      )}
    </div>
  )
}

/** One step with its commands and answers; used for the next one, and for any that is opened in the whole run. */
export function StepWork({ work, run, step }: { work: Work; run: Run; step: PlacedStep }) {
  return (
    <>
      <StepBody step={step} />
      <MissingValues step={step} run={run} work={work} />
      {step.awaiting_second && <p className="soon">Done by one person; a second one must say so too.</p>}
      <Answers work={work} run={run} step={step} />
    </>
  )
}

function Following({ work, run }: { work: Work; run: Run }) {
  const steps = stepsOfRun(run, work)
  const next = nextStepOf(steps)
  const settled = steps.filter((step) => ['done', 'skipped'].includes(stateOf(step))).length
  const stuck = steps.filter((step) => stateOf(step) === 'stuck').length
  const lead = (
    <>
      {run.runbook.title}, version {run.runbook.number}: {settled} of {steps.length} settled{stuck > 0 && `, ${stuck} stuck`}
    </>
  )
  return (
    <Section title="Next step" id="next-step" lead={lead}>
      {next ? (
        <article className={styles.step} aria-label={`Step ${next.position}`}>
          <p className="dim">
            {next.section}, step {next.position}
          </p>
          <h3>
            <Inline text={next.text} />
          </h3>
          <StepWork key={next.id} work={work} run={run} step={next} />
        </article>
      ) : (
        <p>{stuck > 0 ? 'Every other step is settled; those that are stuck stand below.' : 'Every step is done or skipped.'}</p>
      )}
    </Section>
  )
}

function Proposed({ work }: { work: Work }) {
  const proposal = useCall(runApi.propose, { params: work.params }, { enabled: !work.incident.is_redacted })
  const [all, setAll] = useState(false)
  const start = (id: string, title: string) =>
    work.act(runApi.start, { does: 'run', on: id, says: `Following ${title}`, params: work.params, body: { document_id: id } })
  const waiting = work.pending('run')
  const proposed = (proposal.data?.proposed ?? []).map(({ runbook, because }) => ({ runbook, because }))
  const others = (proposal.data?.others ?? []).map(({ runbook }) => ({ runbook, because: runbook.incident_type ?? '' }))
  const shown = all || proposed.length === 0 ? [...proposed, ...others] : proposed
  return (
    <Section title="Next step" id="next-step" lead="No runbook is followed yet.">
      {proposal.isPending && <Skeleton lines={2} />}
      {proposal.error && !proposal.data && (
        <Failed what="The runbooks cannot be shown" why={proposal.error.message} onRetry={() => void proposal.refetch()} />
      )}
      {waiting && <p className="dim">{waiting.says}, not yet recorded: its steps appear as soon as the server answers.</p>}
      {proposal.data && shown.length === 0 && <p>No runbook is published yet.</p>}
      <ul className={styles.proposed}>
        {shown.map(({ runbook, because }, at) => (
          <li key={runbook.id}>
            <div>
              <b>{runbook.title}</b>
              <p className="dim">
                {because}
                {because && ', '}
                {runbook.steps} steps
              </p>
            </div>
            <Button
              kind={at === 0 && proposed.length > 0 ? 'primary' : 'plain'}
              why={work.whyNot ?? (waiting ? 'One is being started.' : null)}
              label={`Follow ${runbook.title}`}
              onPress={() => start(runbook.id, runbook.title)}
            >
              Follow
            </Button>
          </li>
        ))}
      </ul>
      {!all && proposed.length > 0 && others.length > 0 && (
        <div className="row screen-only">
          <Button kind="quiet" onPress={() => setAll(true)}>
            Show {others.length} more
          </Button>
        </div>
      )}
    </Section>
  )
}

export function NextStep({ work, running }: { work: Work; running: ReturnType<typeof useRun> }) {
  const { runs, run } = running
  if (run.data) return <Following work={work} run={run.data} />
  if (runs.data && runs.data.items.length === 0) return <Proposed work={work} />
  const problem = runs.error ?? run.error
  return (
    <Section title="Next step" id="next-step">
      {problem ? (
        <Failed what="The run cannot be shown" why={problem.message} onRetry={() => void (runs.error ? runs : run).refetch()} />
      ) : (
        <Skeleton lines={4} />
      )}
    </Section>
  )
}
