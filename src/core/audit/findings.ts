// What the entries of a package come to: counts by source, how they agree with one another, and everything somebody should ask about.
import { formatInstant, type Instant } from '../kernel/instant.ts'
import { documentDifferences } from './documentFindings.ts'
import { followUpDifferences, type IncidentFindings, incidentDifferences, incidentFindings, type Policies } from './incidentFindings.ts'
import { type Difference, explained, open, type PopulationFile } from './population.ts'
import { type AlertCounts, type Numbering, noAlerts } from './populations/alerts.ts'
import { type Gap, type SourceRecord, utcDay } from './populations/coverage.ts'
import { coverageFiles } from './populations/coverageFiles.ts'
import { type DeliveryCounts, noDeliveries } from './populations/deliveries.ts'
import { documentFiles } from './populations/documentFiles.ts'
import type { AuditedDocument } from './populations/documents.ts'
import { incidentFiles } from './populations/incidentFiles.ts'
import { noticeFiles } from './populations/noticeFiles.ts'
import { reviewFiles } from './populations/reviewFiles.ts'
import type { RangeReading } from './readRange.ts'
import type { Statement } from './statement.ts'

export type SourceFindings = {
  record: SourceRecord
  alerts: AlertCounts
  deliveries: DeliveryCounts
  gaps: Gap[]
  days: string[]
  daysOnRecord: number
  heartbeats: number
}

export type Findings = {
  statement: Statement
  reading: RangeReading
  /** Up to when the log was looked at: the latest recording before the closing checkpoint. */
  asOf: Instant
  sources: SourceFindings[]
  alerts: AlertCounts
  deliveries: DeliveryCounts
  gaps: Gap[]
  numbering: Numbering
  incidents: IncidentFindings
  documents: readonly AuditedDocument[]
  differences: Record<PopulationId, Difference[]>
  files: Record<PopulationId, PopulationFile[]>
}

export const populationIds = ['P1', 'P2', 'P4', 'P5', 'P6', 'P8'] as const
export type PopulationId = (typeof populationIds)[number]

/** One of something for each population. */
export function forEachPopulation<One>(make: (population: PopulationId) => One): Record<PopulationId, One> {
  return Object.fromEntries(populationIds.map((population) => [population, make(population)])) as Record<PopulationId, One>
}

/** After the last entry was read. `policies`: those that the incidents of the period are judged by. */
export function findingsOf(reading: RangeReading, statement: Statement, policies: Policies): Findings {
  const asOf = (reading.lastRecordedAt ?? statement.period.end) as Instant
  const sources = sourceFindings(reading, asOf)
  const counted = {
    ...{ statement, reading, asOf, sources },
    alerts: sources.reduce((total, source) => addAlerts(total, source.alerts), noAlerts()),
    deliveries: sources.reduce((total, source) => addDeliveries(total, source.deliveries), noDeliveries()),
    gaps: reading.coverage.gaps(asOf),
    numbering: reading.alerts.numbering(),
    incidents: incidentFindings(reading, policies, asOf),
    documents: reading.documents.audited(),
  }
  return {
    ...counted,
    differences: {
      P1: incidentDifferences(reading, counted.incidents),
      P2: alertDifferences(counted),
      P4: coverageDifferences(counted),
      P5: followUpDifferences(counted.incidents, ({ reviews, actions }) => reviews.length + actions.length, 'Reviews and actions'),
      P6: followUpDifferences(counted.incidents, ({ notices, decisions }) => notices.length + decisions.length, 'Notices and decisions'),
      P8: documentDifferences(counted.documents, reading.documents),
    },
    files: {
      P1: incidentFiles(counted.incidents.records, (alert) => reading.alerts.alertOf(alert)),
      P2: [reading.alerts.file(asOf)],
      P4: [...coverageFiles(reading.coverage, asOf), reading.deliveries.file((source) => reading.coverage.nameOf(source))],
      P5: reviewFiles(counted.incidents.records, asOf),
      P6: noticeFiles(counted.incidents.records),
      P8: documentFiles(counted.documents),
    },
  }
}

type Counted = Omit<Findings, 'differences' | 'files'>

function sourceFindings(reading: RangeReading, asOf: Instant): SourceFindings[] {
  const [alerts, deliveries] = [reading.alerts.countsBySource(asOf), reading.deliveries.countsBySource()]
  const gaps = reading.coverage.gaps(asOf)
  return reading.coverage.sources().map((record) => {
    const days = reading.coverage.daysOf(record)
    const known = days.flatMap((day) => record.days.get(day) ?? [])
    return {
      ...{ record, days, daysOnRecord: known.length },
      alerts: alerts.get(record.source) ?? noAlerts(),
      deliveries: deliveries.get(record.source) ?? noDeliveries(),
      gaps: gaps.filter((gap) => gap.source === record.source),
      heartbeats: known.reduce((total, { heartbeats }) => total + (heartbeats ?? 0), 0),
    }
  })
}

function addAlerts(total: AlertCounts, more: AlertCounts): AlertCounts {
  const byDisposition = { ...total.byDisposition }
  for (const [disposition, count] of Object.entries(more.byDisposition)) {
    byDisposition[disposition] = (byDisposition[disposition] ?? 0) + count
  }
  return {
    received: total.received + more.received,
    reviewed: total.reviewed + more.reviewed,
    inTime: total.inTime + more.inTime,
    late: total.late + more.late,
    overdue: total.overdue + more.overdue,
    open: total.open + more.open,
    corrected: total.corrected + more.corrected,
    tests: total.tests + more.tests,
    reviewedAfterPeriod: total.reviewedAfterPeriod + more.reviewedAfterPeriod,
    byDisposition,
  }
}

function addDeliveries(total: DeliveryCounts, more: DeliveryCounts): DeliveryCounts {
  return {
    accepted: total.accepted + more.accepted,
    repeated: total.repeated + more.repeated,
    refused: total.refused + more.refused,
    readLater: total.readLater + more.readLater,
    observations: total.observations + more.observations,
    omitted: total.omitted + more.omitted,
    erased: total.erased + more.erased,
  }
}

function alertDifferences({ reading, alerts, deliveries, numbering }: Counted): Difference[] {
  const again = deliveries.observations - alerts.received - reading.alerts.resolved
  const [untraced, twice] = [reading.deliveries.withoutDelivery(), reading.alerts.receivedTwice]
  const unread = deliveries.refused - deliveries.readLater
  const all = [
    explained(
      'Observations that spoke again of an alert on record',
      Math.max(0, again),
      'The same condition, said once more: no new alert.',
    ),
    open(
      'Alerts and ends of alerts that no observation accounts for',
      Math.max(0, -again),
      'More was recorded than deliveries of the period said.',
    ),
    explained('Deliveries repeated by the vendor', deliveries.repeated, 'The same delivery again: it makes no observation.'),
    open(
      'Refused deliveries never read',
      unread,
      'Kept, but not readable or not vouched for: they may have told of alerts. Listed in P4-refused-deliveries.csv.',
    ),
    open('Alerts the sources left out of a delivery', deliveries.omitted, 'The source itself said that it shortened what it sent.'),
    open('Alerts whose delivery is not on record', untraced.count, `No delivery of that id in the log: entries ${untraced}.`),
    open('Alerts recorded twice under one id', twice.count, `Counted once: entries ${twice}.`),
    open(
      'Numbers of alerts missing from the log',
      numbering.missing,
      'Alerts are numbered without holes; these numbers belong to none between the checkpoints.',
    ),
    explained(
      'Numbers of alerts recorded just outside of the period',
      numbering.elsewhere,
      'Numbered within the sequence, recorded before or after it.',
    ),
    explained(
      'Reviews recorded after the period',
      alerts.reviewedAfterPeriod,
      'Of alerts received in it; they count with the instant at which they were recorded.',
    ),
    explained(
      'Reviews of alerts received before the period',
      reading.alerts.reviewsOfEarlier,
      'Recorded between the checkpoints; their alerts belong to an earlier period.',
    ),
    explained(
      'Alerts received after the period',
      reading.alerts.receivedAfter,
      'Recorded before the closing checkpoint; they belong to a later period.',
    ),
  ]
  return [...all, ...erasures(reading)].filter(({ count }) => count > 0)
}

function erasures(reading: RangeReading): Difference[] {
  const erased = reading.missing.flatMap((missing) => reading.erasedBy(missing) ?? [])
  const by = [...new Set(erased)].slice(0, 10).map((index) => `#${index}`)
  return [explained('Openings erased', erased.length, `Their entries and commitments remain; erased by the entries ${by.join(', ')}.`)]
}

function coverageDifferences({ statement, sources, gaps, asOf }: Counted): Difference[] {
  const missingDays = sources.flatMap(({ record, days }) => days.filter((day) => !record.days.has(day)))
  const unfinished = missingDays.filter((day) => day >= utcDay(asOf))
  const before = sources.filter(({ record }) => record.createdAt === null && record.statements.length === 0)
  const all = [
    open(
      'Days of a source without an entry',
      missingDays.length - unfinished.length,
      'The day is over, and nothing says how often the source was heard.',
    ),
    explained(
      'Days of a source that were not over',
      unfinished.length,
      `The log was looked at up to ${formatInstant(asOf)}; a day’s entry follows when it is over.`,
    ),
    open(
      'Gaps without an explanation',
      gaps.filter((gap) => gap.explainedAt === null).length,
      'A source was silent for longer than its interval, and nobody said why.',
    ),
    explained(
      'Gaps with an explanation',
      gaps.filter((gap) => gap.explainedAt !== null).length,
      'Listed with the explanation in P4-gaps.csv.',
    ),
    open('Gaps that had not ended', gaps.filter((gap) => gap.endedAt === null).length, `Still silent at ${formatInstant(asOf)}.`),
    explained(
      'Sources set up before the opening checkpoint',
      before.length,
      'How they were watched is said by every day’s entry; who set them up was recorded earlier.',
    ),
  ]
  const edge = edgeOf(statement)
  return edge === null ? all.filter(({ count }) => count > 0) : [...all.filter(({ count }) => count > 0), edge]
}

/** Days of sources are UTC days, the period’s are local ones. */
function edgeOf({ period, timeZone }: Statement): Difference | null {
  const outside = [period.start, period.end].filter((at) => at % 86_400_000 !== 0).length
  if (outside === 0) return null
  return explained(
    'UTC days that reach beyond the period',
    outside,
    `The period’s days are those of ${timeZone}; heartbeats are counted by UTC day.`,
  )
}
