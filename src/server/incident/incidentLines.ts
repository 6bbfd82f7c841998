// Incidents as lists and pages begin with them; a private one that the caller is not on is a number, a state and a severity.
import type { z } from 'zod'
import type { IncidentLine } from '../../contract/incidentShapes.ts'
import { nextDue, type PromiseClock } from '../../core/incident/promiseClocks.ts'
import { incidentNumber, privateTitle } from '../../core/incident/words.ts'
import { formatInstant, type Instant } from '../../core/kernel/instant.ts'
import type { WhoLine } from '../ledger/whoViews.ts'
import type { IncidentRow } from './incidentStore.ts'

export type Line = z.output<typeof IncidentLine>

export function time(at: Instant): string
export function time(at: Instant | null): string | null
export function time(at: Instant | null): string | null {
  return at === null ? null : formatInstant(at)
}

export function redactedLine(row: IncidentRow): Line {
  return {
    id: row.incidentId,
    number: incidentNumber(row.number),
    title: privateTitle,
    state: row.state,
    severity: row.severity,
    severity_certainty: row.severityCertainty,
    is_private: true,
    is_redacted: true,
    is_exercise: row.isExercise,
    incident_type: null,
    declared_at: time(row.declaredAt),
    acknowledged_at: null,
    closed_at: null,
    commander: null,
    alerts: 0,
    next_due: null,
  }
}

export type Around = { commander: WhoLine | null; alerts: number; clocks: readonly PromiseClock[] }

export function incidentLine(row: IncidentRow, { commander, alerts, clocks }: Around): Line {
  const next = nextDue(clocks)
  return {
    ...redactedLine(row),
    title: row.title,
    is_private: row.isPrivate,
    is_redacted: false,
    incident_type: row.incidentType,
    acknowledged_at: time(row.acknowledgedAt),
    closed_at: time(row.closedAt),
    commander,
    alerts,
    next_due: next === null ? null : { what: next.what, at: time(next.dueAt), state: next.state },
  }
}
