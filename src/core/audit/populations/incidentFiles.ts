// Population P1 as files: every incident put on record in the period, whatever became of it, and the alerts it was about.
import type { PromiseClock } from '../../incident/promiseClocks.ts'
import type { LinkedAlert } from '../../incident/record/incidentParts.ts'
import { overAt, promiseOf } from '../../incident/record/timeliness.ts'
import { incidentNumber, privateTitle } from '../../incident/words.ts'
import { second } from '../../kernel/instant.ts'
import type { Cell } from '../csv.ts'
import { type PopulationFile, timeCell, yesNo } from '../population.ts'
import type { PopulationAlert } from './alerts.ts'
import type { AuditedIncident } from './incidents.ts'

export type AlertOf = (alert: string) => PopulationAlert | undefined

export function incidentFiles(records: readonly AuditedIncident[], alertOf: AlertOf): PopulationFile[] {
  const declared = records.filter(({ place }) => place === 'period')
  return [incidentFile(declared), alertFile(declared, alertOf)]
}

/** How an incident is named in every list. */
export const incidentNameColumns = ['incident', 'incident_id', 'private'] as const

export function incidentNameCells({ number, incident, isPrivate }: AuditedIncident): Cell[] {
  return [number === null ? null : incidentNumber(number), incident, yesNo(isPrivate)]
}

const columns = [
  ...incidentNameColumns,
  ...['exercise', 'state', 'title', 'origin', 'incident_type', 'declared_at', 'recorded_at', 'delay_seconds', 'declared_by'],
  ...['began_at', 'detected_at', 'aware_at', 'severity', 'severity_certainty', 'severity_first_set_at', 'times_severity_set'],
  ...['acknowledged_at', 'acknowledged_by', 'acknowledge_within', 'acknowledge_due_at', 'acknowledged'],
  ...['triaged_at', 'contained_at', 'contain_within', 'contain_due_at', 'contained', 'recovered_at', 'over_at'],
  ...['merged_into', 'split_from', 'policy', 'policy_version', 'alerts', 'pages', 'pages_answered', 'pages_failed'],
  ...['status_updates', 'runbooks_followed', 'evidence_items', 'notes', 'entries', 'late_entries', 'corrections', 'entry'],
  'detail_not_open',
] as const

function incidentFile(records: readonly AuditedIncident[]): PopulationFile {
  return {
    name: 'P1-incidents.csv',
    holds: 'one incident put on record in the period, in the order of the log',
    columns,
    rowCount: records.length,
    rows: () => records.map((record) => (record.isPrivate ? redactedCells(record) : openCells(record))),
  }
}

/** What the product shows of it to everybody. */
function redactedCells(record: AuditedIncident): Cell[] {
  const shown: Partial<Record<(typeof columns)[number], Cell>> = {
    ...{ exercise: yesNo(record.isExercise), state: record.state, title: privateTitle, declared_at: timeCell(record.folded.declaredAt) },
    ...{ recorded_at: timeCell(record.recordedAt), delay_seconds: delay(record), severity: record.severity },
    ...{ severity_certainty: record.certainty, entries: record.entries, entry: record.firstEntry, detail_not_open: 'yes' },
  }
  const named = incidentNameCells(record)
  return columns.map((column, at) => named[at] ?? shown[column] ?? null)
}

function delay({ recordedAt, folded: { declaredAt } }: AuditedIncident): number {
  return Math.floor((recordedAt - declaredAt) / second)
}

function openCells(record: AuditedIncident): Cell[] {
  const { folded, clocks, pages } = record
  const ended = (outcome: string) => pages.filter((page) => page.outcome === outcome).length
  return [
    ...incidentNameCells(record),
    ...[yesNo(record.isExercise), record.state, folded.title, folded.origin, folded.incidentType, timeCell(folded.declaredAt)],
    ...[timeCell(record.recordedAt), delay(record), folded.declaredBy],
    ...[timeCell(record.beganAt), timeCell(record.detectedAt), timeCell(record.awareAt), record.severity, record.certainty],
    ...[timeCell(folded.severities[0]?.setAt ?? null), folded.severities.length],
    ...[timeCell(folded.acknowledgedAt), folded.acknowledgedBy, ...promiseCells(clocks, 'acknowledge')],
    ...[timeCell(folded.triagedAt), timeCell(folded.containedAt), ...promiseCells(clocks, 'contain')],
    ...[timeCell(folded.recoveredAt), timeCell(overAt(record))],
    ...[folded.mergedInto, folded.splitFrom, folded.policyId, folded.policyVersion],
    ...[standingAlerts(record).length, pages.length, ended('answered'), ended('failed')],
    ...[record.updates.length, record.runs.length, record.evidence, folded.notes, record.entries, record.lateEntries],
    ...[record.corrections, record.firstEntry, yesNo(folded.isHidden)],
  ]
}

export function standingAlerts({ alerts }: Pick<AuditedIncident, 'alerts'>): LinkedAlert[] {
  return alerts.filter(({ unlinkedAt }) => unlinkedAt === null)
}

function promiseCells(clocks: readonly PromiseClock[], what: PromiseClock['what']): Cell[] {
  const clock = promiseOf(clocks, what)
  return clock === undefined ? [null, null, null] : [`${clock.within} (${clock.level})`, timeCell(clock.dueAt), clock.state]
}

function alertFile(records: readonly AuditedIncident[], alertOf: AlertOf): PopulationFile {
  const links = records.filter(({ isPrivate }) => !isPrivate).flatMap((record) => record.alerts.map((link) => ({ record, link })))
  return {
    name: 'P1-alerts.csv',
    holds: 'one alert that was linked to an incident of the period, also where it was taken out again',
    columns: [...incidentNameColumns, 'alert', 'alert_id', 'linked_at', 'linked_by', 'taken_out_at', 'in_P2', 'disposition', 'entry'],
    rowCount: links.length,
    rows: () =>
      links.map(({ record, link }) => {
        const received = alertOf(link.alert)
        return [
          ...[...incidentNameCells(record), link.number === null ? null : `ALR-${link.number}`, link.alert],
          ...[timeCell(link.linkedAt), link.linkedBy, timeCell(link.unlinkedAt), yesNo(received !== undefined)],
          ...[received?.disposition ?? null, link.entry],
        ]
      }),
  }
}
