// What still follows an incident that is over: notices that are due later and what is learned from it. One that was none, or is part of another, has neither.
import { Refusal } from '../kernel/refusal.ts'
import { type IncidentState, incidentNumber } from './words.ts'

type Standing = { readonly number: number; readonly state: IncidentState }

/** A final report is due a month after the notification, and a review is held after closing: closed is not the end of either. */
export function refuseWhereNothingFollows({ number, state }: Standing): void {
  if (state !== 'merged' && state !== 'not_an_incident') return
  const why = state === 'merged' ? 'was merged into another incident: work on that one' : 'was dismissed as no incident: reopen it first'
  throw new Refusal('incident_closed', `${incidentNumber(number)} ${why}.`)
}
