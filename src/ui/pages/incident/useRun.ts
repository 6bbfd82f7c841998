// The runbook that is followed now: the first run that is not finished, with every step and what was marked here since.
import { runApi } from '../../../contract/runbook.ts'
import { needsSecondPerson, type StepState } from '../../../core/runbook/stepStanding.ts'
import { useCall } from '../../api/useCall.ts'
import type { Run, RunStep } from './incidentShape.ts'
import type { Work } from './useIncident.ts'

export type PlacedStep = RunStep & { section: string; position: number; pendingState: StepState | null }

/** Steps in reading order, with marks that the server does not know yet. */
export function stepsOfRun(run: Run, { pending }: Pick<Work, 'pending'>): PlacedStep[] {
  const steps = run.sections.flatMap(({ heading, steps: own }) => own.map((step) => ({ step, section: heading })))
  return steps.map(({ step, section }, at) => {
    const mark = pending('mark', `${run.id} ${step.id}`)
    const said = mark ? ((mark.body as { state: StepState }).state ?? null) : null
    // One person's word does not settle it, also while that word is on its way.
    const isFirst = said === 'done' && needsSecondPerson(step) && !step.awaiting_second
    const standing = isFirst ? { awaiting_second: true, pendingState: 'open' as const } : { pendingState: said }
    return { ...step, ...standing, section, position: at + 1 }
  })
}

export const stateOf = (step: PlacedStep): StepState => step.pendingState ?? step.state

/** The first that nobody has settled; one that only waits for a second person comes after those that can be done now. */
export function nextStepOf(steps: readonly PlacedStep[]): PlacedStep | null {
  const open = steps.filter((step) => stateOf(step) === 'open')
  return open.find((step) => !step.awaiting_second) ?? open[0] ?? null
}

export function useRun(work: Work | null) {
  const params = work?.params ?? { incidentId: '' as never }
  const runs = useCall(runApi.list, { params }, { enabled: work !== null && !work.incident.is_redacted })
  const current = runs.data?.items.find(({ finished }) => !finished) ?? runs.data?.items.at(-1) ?? null
  const run = useCall(runApi.get, { params: { ...params, runId: current?.id ?? ('' as never) } }, { enabled: current !== null })
  return { runs, run, current }
}
