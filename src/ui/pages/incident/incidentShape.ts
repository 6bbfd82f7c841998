// The contract's incident as the pages of this noun name it.
import type { z } from 'zod'
import type {
  IncidentClock as ClockShape,
  Incident as IncidentShape,
  IncidentLine as LineShape,
  Missing as MissingShape,
  ThreadItem as ThreadItemShape,
} from '../../../contract/incidentShapes.ts'
import type { IncidentEscalation as EscalationShape } from '../../../contract/page.ts'
import type { Run as RunShape } from '../../../contract/runbook.ts'

export type IncidentLine = z.output<typeof LineShape>
export type Incident = z.output<typeof IncidentShape>
export type IncidentClock = z.output<typeof ClockShape>
export type MissingThing = z.output<typeof MissingShape>
export type ThreadItem = z.output<typeof ThreadItemShape>
export type Escalation = z.output<typeof EscalationShape>
export type EscalationLevel = Escalation['levels'][number]
export type Run = z.output<typeof RunShape>
export type RunStep = Run['sections'][number]['steps'][number]
export type RunCommand = RunStep['commands'][number]
