// How far is a run: what is next, what waits for somebody, and how many steps are how?
import { type Runbook, type Step, stepsOf } from './runbook.ts'
import { type StepMark, type StepStanding, type StepState, standingOf } from './stepStanding.ts'

export type StepProgress = { step: Step; standing: StepStanding }

export type RunProgress = {
  steps: readonly StepProgress[]
  counts: Readonly<Record<StepState, number>>
  total: number
  /** The first open step in reading order that does not only wait for a second person; else the first that does. */
  next: StepProgress | null
  /** Done by one, waiting for another. */
  awaitingSecond: readonly StepProgress[]
  stuck: readonly StepProgress[]
  /** Everything is done or skipped. */
  finished: boolean
}

/** Marks of steps that this version of the runbook does not have are no part of its progress. */
export function progressOf(runbook: Pick<Runbook, 'sections'>, marks: readonly StepMark[]): RunProgress {
  const byStep = new Map<string, StepMark[]>()
  for (const mark of marks) byStep.set(mark.stepId, [...(byStep.get(mark.stepId) ?? []), mark])
  const steps = stepsOf(runbook).map((step) => ({ step, standing: standingOf(step, byStep.get(step.id) ?? []) }))
  const counts: Record<StepState, number> = { open: 0, done: 0, skipped: 0, stuck: 0 }
  for (const { standing } of steps) counts[standing.state]++
  const open = steps.filter(({ standing }) => standing.state === 'open')
  return {
    steps,
    counts,
    total: steps.length,
    next: open.find(({ standing }) => standing.awaitingSecond === null) ?? open[0] ?? null,
    awaitingSecond: open.filter(({ standing }) => standing.awaitingSecond !== null),
    stuck: steps.filter(({ standing }) => standing.state === 'stuck'),
    finished: counts.open + counts.stuck === 0,
  }
}
