// Every incident as its ledger entries alone tell it: its states, its people, its clocks, its severity, and which alerts it is about.
import type { Instant } from '../kernel/instant.ts'
import type { SlotValue } from '../ledger/entry.ts'
import { type OpenedEntry, slotBoolean, slotInteger, slotText } from '../ledger/openedEntry.ts'
import type { FoldedIncident } from './foldedIncident.ts'
import { foldAlerts, foldReading, foldRole, foldSeverity } from './foldParts.ts'
import { detailOf, wasPrivate } from './incidentEntry.ts'
import type { IncidentState } from './words.ts'

type Fold = (incident: FoldedIncident, entry: OpenedEntry, detail: SlotValue | undefined) => FoldedIncident

/** Entries come in the order of the log; the first meets `undefined`. */
export function foldIncident(before: FoldedIncident | undefined, entry: OpenedEntry): FoldedIncident | undefined {
  const detail = detailOf(entry.slots) ?? undefined
  if (entry.header.kind === 'incident.declared') {
    return before === undefined ? declared(entry, detail) : contradict(before, 'It was declared twice.')
  }
  const fold = folds[entry.header.kind]
  if (fold === undefined) return before
  const incident = before ?? contradict(declared({ ...entry, index: null }, undefined), 'It was never declared.')
  return fold(detail === undefined ? { ...incident, isHidden: true } : incident, entry, detail)
}

export function contradict(incident: FoldedIncident, what: string): FoldedIncident {
  return { ...incident, contradictions: [...incident.contradictions, what] }
}

function declared({ index, header, slots }: OpenedEntry, detail: SlotValue | undefined): FoldedIncident {
  return {
    incident: header.obj,
    index,
    number: slotInteger(detail, 'number'),
    title: slotText(detail, 'title'),
    summary: slotText(detail, 'summary'),
    origin: slotText(detail, 'origin'),
    state: 'declared',
    isExercise: slotBoolean(detail, 'is_exercise'),
    isPrivate: wasPrivate(slots),
    incidentType: slotText(detail, 'incident_type'),
    declaredAt: header.at as Instant,
    declaredBy: header.act,
    acknowledgedAt: null,
    acknowledgedBy: null,
    triagedAt: null,
    containedAt: null,
    recoveredAt: null,
    closedAt: null,
    severity: null,
    severityCertainty: null,
    policyId: slotText(detail, 'policy'),
    policyVersion: slotText(detail, 'policy_version'),
    mergedInto: null,
    splitFrom: slotText(detail, 'split_from'),
    alerts: [],
    readings: [],
    roles: [],
    severities: [],
    notes: 0,
    isHidden: detail === undefined,
    contradictions: [],
  }
}

/** From the state before, and no other. */
function step(from: IncidentState, to: IncidentState, more: (incident: FoldedIncident, at: Instant) => Partial<FoldedIncident>): Fold {
  return (incident, { header }) => {
    const next = { ...incident, state: to, ...more(incident, header.at as Instant) }
    return incident.state === from ? next : contradict(next, `It became ${to} although it was ${incident.state}.`)
  }
}

const over: readonly IncidentState[] = ['closed', 'not_an_incident', 'merged']

const folds: Partial<Record<string, Fold>> = {
  'incident.acknowledged': (incident, { header }) =>
    incident.acknowledgedAt === null
      ? { ...incident, acknowledgedAt: header.at as Instant, acknowledgedBy: header.act }
      : contradict(incident, 'It was acknowledged twice.'),
  'incident.changed': (incident, _, detail) => ({
    ...incident,
    title: slotText(detail, 'title'),
    summary: slotText(detail, 'summary'),
    incidentType: slotText(detail, 'incident_type'),
  }),
  'incident.noted': (incident) => ({ ...incident, notes: incident.notes + 1 }),
  'incident.restricted': (incident, { slots }, detail) => ({
    ...incident,
    isPrivate: wasPrivate(slots),
    title: slotText(detail, 'title') ?? incident.title,
    summary: slotText(detail, 'summary') ?? incident.summary,
    incidentType: slotText(detail, 'incident_type') ?? incident.incidentType,
  }),
  'incident.linked': foldAlerts,
  'incident.unlinked': foldAlerts,
  'incident.split': foldAlerts,
  'incident.merged': (incident, { header, slots }, detail) => {
    const into = slotText(detail, 'into')
    // Of a private one the reader of a package sees only that it was merged.
    if (into === null && slotText(slots.detail, 'state') !== 'merged') return incident
    const merged = { ...incident, state: 'merged' as const, mergedInto: into, closedAt: header.at as Instant }
    return over.includes(incident.state) ? contradict(merged, `It was merged although it was ${incident.state}.`) : merged
  },
  'incident.triaged': step('declared', 'triaged', (incident, at) => ({ triagedAt: incident.triagedAt ?? at })),
  'incident.contained': step('triaged', 'contained', (incident, at) => ({ containedAt: incident.containedAt ?? at })),
  'incident.recovered': step('contained', 'recovered', (_, at) => ({ recoveredAt: at })),
  'incident.closed': step('recovered', 'closed', (_, at) => ({ closedAt: at })),
  'incident.dismissed': (incident, { header }) => {
    const dismissed = { ...incident, state: 'not_an_incident' as const, closedAt: header.at as Instant }
    return over.includes(incident.state) ? contradict(dismissed, `It was dismissed although it was ${incident.state}.`) : dismissed
  },
  'incident.reopened': (incident) => {
    const open = {
      ...incident,
      state: incident.triagedAt === null ? ('declared' as const) : ('triaged' as const),
      recoveredAt: null,
      closedAt: null,
    }
    const wasOver = incident.state === 'closed' || incident.state === 'not_an_incident' || incident.state === 'recovered'
    return wasOver ? open : contradict(open, `It was opened again although it was ${incident.state}.`)
  },
  'role.assigned': foldRole,
  'role.handed_over': foldRole,
  'clock.read': foldReading,
  'severity.set': foldSeverity,
}
