// What a run is made of besides its marks: the version it follows, and the values given for its commands.
import type { DocumentHash } from '../document/documentVersion.ts'
import type { IncidentId, RunId } from '../kernel/ids.ts'
import type { Instant } from '../kernel/instant.ts'
import type { Command, Runbook } from './runbook.ts'
import { commandsOfStep } from './runbook.ts'

export type RunPerson = { id: string; name: string }

export type RunFacts = {
  runId: RunId
  incidentId: IncidentId
  documentId: string
  /** Of the version it began with. */
  version: DocumentHash
  startedAt: Instant
  startedBy: RunPerson
}

/** One value as it was given; null takes an earlier one back. */
export type GivenValue = { position: number; name: string; value: string | null; at: Instant; by: RunPerson }

/** The values in force: the last one given of each name. */
export function valuesOf(given: readonly GivenValue[]): Record<string, string> {
  const values = new Map<string, string>()
  for (const { name, value } of [...given].sort((left, right) => left.position - right.position)) {
    if (value === null) values.delete(name)
    else values.set(name, value)
  }
  return Object.fromEntries(values)
}

/** Every command that somebody following the runbook may type. */
export function commandsOf({ sections, preservation }: Pick<Runbook, 'sections' | 'preservation'>): Command[] {
  return [
    ...sections.flatMap((section) => [...section.steps.flatMap(commandsOfStep), ...section.commands]),
    ...preservation.flatMap((item) => item.commands),
  ]
}
