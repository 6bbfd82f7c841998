// An incident begins: from alerts, from a report, or from what somebody saw. Which clocks read what, and what goes on record?
import type { AlertId, IncidentId, ReadingId } from '../kernel/ids.ts'
import type { Instant } from '../kernel/instant.ts'
import { Refusal } from '../kernel/refusal.ts'
import type { NewEntry } from '../ledger/entry.ts'
import { type LinkableAlert, linkEntry } from './decideLink.ts'
import { type DecidedReading, readingEntry } from './decideReading.ts'
import { happenedAt, pastInstant } from './happened.ts'
import { type IncidentStanding, put, type Worker } from './standing.ts'
import type { IncidentOrigin } from './words.ts'

export type DeclareRequest = {
  title?: string | undefined
  summary?: string | undefined
  origin: IncidentOrigin
  isExercise?: boolean | undefined
  isPrivate?: boolean | undefined
  incidentType?: string | undefined
  beganAt?: string | undefined
  detectedAt?: string | undefined
  awareAt?: string | undefined
  happenedAt?: string | undefined
}

export type Given = {
  incidentId: IncidentId
  number: number
  policy: { policyId: string; version: Uint8Array; versionHex: string }
  timeZone: string
  newReadingId: () => ReadingId
  splitFrom?: { incidentId: IncidentId; number: number } | undefined
}

export type Declared = {
  incident: IncidentStanding
  readings: DecidedReading[]
  alertIds: AlertId[]
  linkedAt: Instant
  entries: NewEntry[]
}

/** The worst first: a word nobody placed comes after those that are. */
function worst(alerts: readonly LinkableAlert[]): LinkableAlert | undefined {
  return [...alerts].sort((left, right) => (left.severityStep ?? 9) - (right.severityStep ?? 9) || left.number - right.number)[0]
}

function earliest(alerts: readonly LinkableAlert[]): Instant | undefined {
  return alerts
    .map(({ occurredAt, receivedAt }) => (occurredAt !== null && occurredAt < receivedAt ? occurredAt : receivedAt))
    .sort((left, right) => left - right)[0]
}

function titleOf(request: DeclareRequest, alerts: readonly LinkableAlert[]): string {
  const title = request.title ?? worst(alerts)?.title.slice(0, 300)
  if (title !== undefined && title.trim() !== '') return title
  throw new Refusal('invalid_request', 'An incident needs a title, or alerts to take it from.', {
    fields: [{ path: '/title', message: 'is needed' }],
  })
}

export function decideDeclare(by: Worker, request: DeclareRequest, alerts: readonly LinkableAlert[], given: Given, now: Instant): Declared {
  const at = happenedAt(request.happenedAt, null, now)
  if (request.origin === 'alert' && alerts.length === 0) {
    throw new Refusal('invalid_request', 'An incident that begins with alerts names at least one.', {
      fields: [{ path: '/alert_ids', message: 'at least one' }],
    })
  }
  const incident: IncidentStanding = {
    incidentId: given.incidentId,
    number: given.number,
    title: titleOf(request, alerts),
    summary: request.summary ?? '',
    origin: request.origin,
    state: 'declared',
    isExercise: request.isExercise ?? false,
    isPrivate: request.isPrivate ?? false,
    incidentType: request.incidentType ?? null,
    declaredAt: at,
    declaredBy: by.id,
    acknowledgedAt: null,
    acknowledgedBy: null,
    triagedAt: null,
    containedAt: null,
    recoveredAt: null,
    closedAt: null,
    severity: null,
    severityCertainty: null,
    policyId: given.policy.policyId,
    policyVersion: given.policy.version,
    mergedInto: null,
    splitFrom: given.splitFrom?.incidentId ?? null,
    changedAt: now,
  }
  const readings = firstReadings(by, request, alerts, given, at, now)
  return {
    incident,
    readings,
    alertIds: alerts.map(({ alertId }) => alertId),
    linkedAt: at,
    entries: [
      declaredEntry(incident, by, given),
      ...(alerts.length === 0 ? [] : [linkEntry(incident, by, alerts, at)]),
      ...readings.map((reading) => readingEntry(incident, by, reading, at)),
    ],
  }
}

function declaredEntry(incident: IncidentStanding, by: Worker, { policy, splitFrom }: Given): NewEntry {
  return put(incident, by, {
    kind: 'incident.declared',
    at: incident.declaredAt,
    shown: { number: incident.number, is_exercise: incident.isExercise },
    detail: {
      number: incident.number,
      title: incident.title,
      summary: incident.summary,
      origin: incident.origin,
      is_exercise: incident.isExercise,
      incident_type: incident.incidentType,
      policy: policy.policyId,
      policy_version: policy.versionHex,
      ...(splitFrom ? { split_from: splitFrom.incidentId, split_from_number: splitFrom.number } : {}),
    },
  })
}

function firstReadings(
  by: Worker,
  request: DeclareRequest,
  alerts: readonly LinkableAlert[],
  { timeZone, newReadingId }: Given,
  at: Instant,
  now: Instant,
): DecidedReading[] {
  const reading = (clock: DecidedReading['clock'], when: Instant, basis: string): DecidedReading => ({
    readingId: newReadingId(),
    clock,
    at: when,
    timeZone,
    basis,
    by: { id: by.id, name: by.name },
    recordedAt: now,
    corrects: null,
  })
  const first = earliest(alerts)
  const detected = request.detectedAt === undefined ? undefined : pastInstant(request.detectedAt, '/detected_at', now)
  const began = request.beganAt === undefined ? undefined : pastInstant(request.beganAt, '/began_at', now)
  const aware = request.awareAt === undefined ? at : pastInstant(request.awareAt, '/aware_at', now)
  return [
    ...(began === undefined ? [] : [reading('occurrence', began, 'Stated when the incident was declared.')]),
    detected === undefined
      ? reading(
          'detection',
          first ?? at,
          first === undefined ? 'The incident was declared then.' : 'The earliest of its alerts occurred then.',
        )
      : reading('detection', detected, 'Stated when the incident was declared.'),
    reading(
      'awareness',
      aware,
      request.awareAt === undefined ? 'Whoever declared the incident was aware then.' : 'Stated when the incident was declared.',
    ),
  ]
}
