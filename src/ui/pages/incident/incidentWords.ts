// What the pages call the states, promises and roles of an incident.
import type { IncidentRole, IncidentState } from '../../../core/incident/words.ts'

export const stateWords: Record<IncidentState, string> = {
  declared: 'declared',
  triaged: 'triaged',
  contained: 'contained',
  recovered: 'recovered',
  closed: 'closed',
  not_an_incident: 'not an incident',
  merged: 'merged',
}

export const promiseWords = { acknowledge: 'Acknowledge', contain: 'Contain', update: 'Next update' } as const

export const roleWords: Record<IncidentRole, string> = {
  commander: 'Commander',
  communications: 'Communications',
  scribe: 'Scribe',
  responder: 'Responder',
}

/** `SEV2`, or `at least SEV2` while a fact that is not known yet could make it worse. */
export function severityWords(level: string | null, certainty: string | null): string {
  if (level === null) return 'severity not set'
  return certainty === 'at-least' ? `at least ${level}` : level
}
