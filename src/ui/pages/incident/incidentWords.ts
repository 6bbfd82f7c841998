// What the pages call the states, promises and roles of an incident.
import type { IncidentRole, IncidentState } from '../../../core/incident/words.ts'
import type { Incident } from './incidentShape.ts'

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

/** The policy names its levels; by custom they end in their number, 1 for the worst. */
function stepOf(level: string | null): number | null {
  const found = level === null ? null : /([1-4])\s*$/.exec(level)
  return found ? Number(found[1]) : null
}

/** Four bars in a box of 15 by 12, the worse the more of them full; null: the level says no step. */
export function severityBars(level: string | null) {
  const step = stepOf(level)
  if (step === null) return null
  return [4, 3, 2, 1].map((bar, at) => ({
    x: String(at * 4),
    y: String(9 - at * 3),
    width: '2.5',
    height: String(3 + at * 3),
    isFull: bar >= step,
  }))
}

/** The instant that stands as its detection. */
export function detectedAt({ readings, declared_at }: Incident): string {
  return readings.find(({ clock, is_standing }) => clock === 'detection' && is_standing)?.at ?? declared_at
}
