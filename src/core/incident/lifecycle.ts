// Which state may follow which: one step after another, and whatever happens an incident stays in the population.
import { Refusal } from '../kernel/refusal.ts'
import type { IncidentStanding } from './standing.ts'
import { type IncidentState, incidentNumber, isOpen } from './words.ts'

export const forwardStates = ['triaged', 'contained', 'recovered', 'closed'] as const
export type ForwardState = (typeof forwardStates)[number]

const stepBefore: Readonly<Record<ForwardState, IncidentState>> = {
  triaged: 'declared',
  contained: 'triaged',
  recovered: 'contained',
  closed: 'recovered',
}

const next: Partial<Record<IncidentState, ForwardState>> = {
  declared: 'triaged',
  triaged: 'contained',
  contained: 'recovered',
  recovered: 'closed',
}

type Named = Pick<IncidentStanding, 'number' | 'state'>

const over: Partial<Record<IncidentState, string>> = {
  closed: 'is closed. Open it again first; a note, evidence or a correction can be added as it is',
  not_an_incident: 'was found to be no incident. Open it again first; a note, evidence or a correction can be added as it is',
  merged: 'was merged into another incident. Go on there; a note, evidence or a correction can be added here',
}

export function requireOpen({ number, state }: Named): void {
  const why = over[state]
  if (why !== undefined) throw new Refusal('incident_closed', `${incidentNumber(number)} ${why}.`)
}

export function requireStep({ number, state }: Named, to: ForwardState): void {
  if (state === to) throw new Refusal('nothing_changed', `${incidentNumber(number)} is ${state} already.`)
  requireOpen({ number, state })
  if (stepBefore[to] === state) return
  const then = next[state]
  const hint = then === undefined ? '' : ` The next step is ${then}.`
  throw new Refusal('state_not_possible', `${incidentNumber(number)} is ${state}, so it cannot become ${to} now.${hint}`)
}

/** What is found to be no incident is found so before it was dealt with as one. */
export function requireDismissable({ number, state }: Named): void {
  requireOpen({ number, state })
  if (state !== 'recovered') return
  throw new Refusal(
    'state_not_possible',
    `${incidentNumber(number)} was dealt with as an incident already: close it, and say in a note what it was.`,
  )
}

/** Where it stands again: the severity that was answered still holds. */
export function reopenedState({ number, state, triagedAt }: Pick<IncidentStanding, 'number' | 'state' | 'triagedAt'>): IncidentState {
  if (state === 'merged')
    throw new Refusal('state_not_possible', `${incidentNumber(number)} was merged into another incident: open that one again.`)
  if (isOpen(state) && state !== 'recovered') throw new Refusal('nothing_changed', `${incidentNumber(number)} is open.`)
  return triagedAt === null ? 'declared' : 'triaged'
}
