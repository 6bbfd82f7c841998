// Which alerts belong to an incident: linking them, taking one out, and what that makes of their reviews.

import type { Disposition } from '../alert/disposition.ts'
import { alertNumber, requireReason } from '../alert/review.ts'
import type { AlertId, IncidentId } from '../kernel/ids.ts'
import type { Instant } from '../kernel/instant.ts'
import { Refusal } from '../kernel/refusal.ts'
import type { NewEntry } from '../ledger/entry.ts'
import { happenedAt } from './happened.ts'
import { requireOpen } from './lifecycle.ts'
import { type IncidentStanding, put, type Worker } from './standing.ts'
import { incidentNumber } from './words.ts'

export type LinkableAlert = {
  alertId: AlertId
  number: number
  title: string
  severityStep: number | null
  occurredAt: Instant | null
  receivedAt: Instant
  disposition: Disposition | null
  /** The incident that it belongs to now, if any: it is neither merged nor dismissed, and the alert was not taken out. */
  belongsTo: { incidentId: IncidentId; number: number } | null
}

/** What their reviews come to when they are linked. */
export type ReviewsToMake = { review: AlertId[]; correct: AlertId[]; reason: string }

export function reviewsOfLinked(alerts: readonly LinkableAlert[], number: number): ReviewsToMake {
  const ids = (wanted: (alert: LinkableAlert) => boolean) => alerts.filter(wanted).map(({ alertId }) => alertId)
  return {
    review: ids(({ disposition }) => disposition === null),
    correct: ids(({ disposition }) => disposition !== null && disposition !== 'incident'),
    reason: `Part of ${incidentNumber(number)}.`,
  }
}

/** One alert belongs to one incident, so that nobody works on it twice. */
export function requireFree(alerts: readonly LinkableAlert[], but?: IncidentId): void {
  const taken = alerts.find(({ belongsTo }) => belongsTo !== null && belongsTo.incidentId !== but)
  if (taken?.belongsTo) {
    const other = incidentNumber(taken.belongsTo.number)
    throw new Refusal(
      'already_linked',
      `${alertNumber(taken.number)} belongs to ${other} already: go on there, merge the two, or take it out there first.`,
    )
  }
}

const named = (alerts: readonly LinkableAlert[]) => alerts.map(({ alertId, number, title }) => ({ alert: alertId, number, title }))

export function linkEntry(
  incident: IncidentStanding,
  by: Worker,
  alerts: readonly LinkableAlert[],
  at: Instant,
  from?: IncidentStanding,
): NewEntry {
  const origin = from === undefined ? {} : { from: from.incidentId, from_number: from.number }
  return put(incident, by, { kind: 'incident.linked', at, detail: { alerts: named(alerts), ...origin } })
}

export function unlinkEntry(
  incident: IncidentStanding,
  by: Worker,
  alert: Pick<LinkableAlert, 'alertId' | 'number'>,
  reason: string,
  at: Instant,
): NewEntry {
  return put(incident, by, { kind: 'incident.unlinked', at, detail: { alert: alert.alertId, number: alert.number, reason } })
}

export function decideLink(
  incident: IncidentStanding,
  by: Worker,
  alerts: readonly LinkableAlert[],
  request: { happenedAt?: string | undefined },
  now: Instant,
): { linked: LinkableAlert[]; at: Instant; entries: NewEntry[] } {
  requireOpen(incident)
  const at = happenedAt(request.happenedAt, incident.declaredAt, now)
  requireFree(alerts, incident.incidentId)
  const linked = alerts.filter(({ belongsTo }) => belongsTo === null)
  if (linked.length === 0) throw new Refusal('nothing_changed', 'These alerts are linked already.')
  return { linked, at, entries: [linkEntry(incident, by, linked, at)] }
}

export function decideUnlink(
  incident: IncidentStanding,
  by: Worker,
  alert: LinkableAlert,
  request: { reason: string; happenedAt?: string | undefined },
  now: Instant,
): { at: Instant; entries: NewEntry[] } {
  requireOpen(incident)
  const reason = requireReason(request.reason)
  const at = happenedAt(request.happenedAt, incident.declaredAt, now)
  if (alert.belongsTo?.incidentId !== incident.incidentId) {
    throw new Refusal('nothing_changed', `${alertNumber(alert.number)} is not linked to ${incidentNumber(incident.number)}.`)
  }
  return { at, entries: [unlinkEntry(incident, by, alert, reason, at)] }
}
