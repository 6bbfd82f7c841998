// Runs as the wire knows them: every step with its commands filled in, and how it stands.
import type { z } from 'zod'
import type { StepMark as MarkShape, Run, RunLine } from '../../contract/runbook.ts'
import { formatInstant, type Instant } from '../../core/kernel/instant.ts'
import { Refusal } from '../../core/kernel/refusal.ts'
import { blockedFor, type RunIncident } from '../../core/runbook/decideRun.ts'
import type { StepActor } from '../../core/runbook/decideStep.ts'
import { type FilledCommand, fillCommand } from '../../core/runbook/fillCommand.ts'
import { progressOf, type RunProgress } from '../../core/runbook/progress.ts'
import type { Command, Runbook, Step } from '../../core/runbook/runbook.ts'
import { commandsOf, type RunPerson, valuesOf } from '../../core/runbook/runFacts.ts'
import { standingOf } from '../../core/runbook/stepStanding.ts'
import type { StoredDocument } from '../document/documentStore.ts'
import { plainCommand, preservationShape, sectionShape, stepShape, warningsOf } from './runbookShapes.ts'
import type { KeptMark, KeptRun } from './runStore.ts'

/** A run with the version it follows; `currentHash`: of the one in force. */
export type ShownRun = KeptRun & { document: StoredDocument; runbook: Runbook; currentHash: string | null }

/** Who asks, and about which incident: what they may do depends on both. */
export type Asker = { by: StepActor; incident: RunIncident; now: Instant }

function whoShape({ id, name }: RunPerson) {
  return { id, kind: id.startsWith('tok_') ? ('token' as const) : ('person' as const), name }
}

export function runLine({ run, marks, document, runbook, currentHash }: ShownRun): z.infer<typeof RunLine> {
  const progress = progressOf(runbook, marks)
  return {
    ...{ id: run.runId, incident_id: run.incidentId },
    runbook: {
      ...{ id: run.documentId, title: document.title, number: document.number, hash: run.version },
      is_current: run.version === currentHash,
    },
    ...{ started_at: formatInstant(run.startedAt), started_by: whoShape(run.startedBy) },
    ...{ counts: progress.counts, total: progress.total, finished: progress.finished, next: nextShape(runbook, progress) },
  }
}

function nextShape({ sections }: Runbook, { next }: RunProgress) {
  if (next === null) return null
  const { id, text } = next.step
  return { id, text, section: sections.find(({ steps }) => steps.includes(next.step))?.heading ?? '' }
}

export function runShape(shown: ShownRun, asker: Asker): z.infer<typeof Run> {
  const { runbook, given, marks } = shown
  const values = valuesOf(given)
  const show = (command: Command) => ({ ...plainCommand(command), ...filled(command, values) })
  return {
    ...runLine(shown),
    parameters: runbook.parameters.map(({ name, ask, example }) => {
      const last = given.filter((one) => one.name === name).at(-1)
      const used = commandsOf(runbook).filter(({ parameters }) => parameters.includes(name)).length
      const by = last === undefined ? null : whoShape(last.by)
      return { name, ask, example, value: last?.value ?? null, given_by: by, given_at: last ? formatInstant(last.at) : null, used }
    }),
    sections: runbook.sections.map((section) => ({
      ...sectionShape(section, show),
      steps: section.steps.map((step) => ({ ...stepShape(step, show), ...howItStands(step, marks, asker) })),
    })),
    preservation: runbook.preservation.map((item) => preservationShape(item, show)),
    warnings: warningsOf(runbook.sections),
  }
}

/** A value that was good when it was given and is not by today's rules is not filled in: typing it is safer than copying it. */
function filled(command: Command, values: Readonly<Record<string, string>>): { filled: string; missing: string[] } {
  const shape = ({ text, missing }: FilledCommand) => ({ filled: text, missing: [...missing] })
  try {
    return shape(fillCommand(command, values))
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return shape(fillCommand(command, {}))
  }
}

function howItStands(step: Step, marks: readonly KeptMark[], { by, incident, now }: Asker) {
  const own = marks.filter(({ stepId }) => stepId === step.id)
  const { state, awaitingSecond } = standingOf(step, own)
  const said = own.map(markShape)
  const blocked = blockedFor(step, own, by, incident, now)
  return { state, awaiting_second: awaitingSecond !== null, last: said.at(-1) ?? null, marks: said, blocked }
}

function markShape(mark: KeptMark): z.infer<typeof MarkShape> {
  return {
    ...{
      id: mark.markId,
      state: mark.state,
      by: whoShape(mark.by),
      at: formatInstant(mark.at),
      recorded_at: formatInstant(mark.recordedAt),
    },
    ...{ reason: mark.reason, note: mark.note, corrects: mark.corrects },
  }
}
