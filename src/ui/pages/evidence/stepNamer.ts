// How a step of the run is named beside evidence: by its place, which people say aloud.
import type { Run } from '../incident/incidentShape.ts'
import type { Evidence } from './evidenceShape.ts'

export function stepNamer(run: Run | null): (step: Evidence['step']) => string | null {
  const steps = run?.sections.flatMap((section) => section.steps) ?? []
  return (step) => {
    if (step === null) return null
    const at = run?.id === step.run_id ? steps.findIndex(({ id }) => id === step.step_id) : -1
    return at < 0 ? 'of another run' : `step ${at + 1}`
  }
}
