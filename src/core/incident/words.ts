// The words for incidents: states, roles, what made somebody declare one, and what its alerts were where it was none.
import type { Disposition } from '../alert/disposition.ts'

export const incidentStates = ['declared', 'triaged', 'contained', 'recovered', 'closed', 'not_an_incident', 'merged'] as const
export type IncidentState = (typeof incidentStates)[number]

export const openStates = ['declared', 'triaged', 'contained', 'recovered'] as const satisfies readonly IncidentState[]

export function isOpen(state: IncidentState): boolean {
  return (openStates as readonly IncidentState[]).includes(state)
}

export const incidentRoles = ['commander', 'communications', 'scribe', 'responder'] as const
export type IncidentRole = (typeof incidentRoles)[number]

export const incidentOrigins = ['alert', 'report', 'observation'] as const
export type IncidentOrigin = (typeof incidentOrigins)[number]

/** What the alerts of something that was no incident can have been. */
export const dismissals = [
  'benign',
  'false-positive',
  'true-positive-handled',
  'duplicate',
  'test',
  'expected-change',
] as const satisfies readonly Disposition[]
export type Dismissal = (typeof dismissals)[number]

export function incidentNumber(number: number): string {
  return `INC-${number}`
}

/** What everyone sees in the place of a private incident's title. */
export const privateTitle = 'Private incident'
