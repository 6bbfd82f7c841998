// The completeness receipt of a population: where it was taken from, with which filter, how many rows, their hash, and how the counts agree.
import { formatInstant } from '../kernel/instant.ts'
import { encodeUtf8 } from '../ledger/utf8.ts'
import { documentCounts } from './documentReceipt.ts'
import type { Findings, PopulationId, SourceFindings } from './findings.ts'
import { incidentCounts, noticeCounts, reviewCounts } from './incidentReceipt.ts'
import { packageFormat, populationPath } from './packageLayout.ts'
import type { PopulationFile } from './population.ts'

/** A population's file with the hash of the bytes it was written as. */
export type HashedFile = { file: PopulationFile; sha256: string; size: number }

const titles: Record<PopulationId, string> = {
  P1: 'Incidents put on record in the period, also those found to be none, merged or private',
  P2: 'Every alert received in the period, by source and rule, with disposition',
  P4: 'Sources in scope and their health: heartbeats, gaps, explanations',
  P5: 'Post-incident reviews, decisions that none is held, and corrective actions',
  P6: 'Notices sent, and decisions whether and whom to notify',
  P8: 'Policies and runbooks: versions in force with approval, reviews, what was not covered, who was asked to acknowledge and who did',
}

export function receiptTitle(population: PopulationId): string {
  return titles[population]
}

/** What was looked for, in words. */
export function filterOf(population: PopulationId, { statement, asOf }: Findings): string {
  const [start, end] = [formatInstant(statement.period.start), formatInstant(statement.period.end)]
  const days = `${statement.firstDay} to ${statement.lastDay} in ${statement.timeZone}`
  const upTo = `What became of them is looked at up to ${formatInstant(asOf)}, the latest recording before the closing checkpoint.`
  const earlier = `of earlier incidents what was recorded from ${start} up to, and without, ${end}`
  if (population === 'P1') {
    return `Every entry of kind incident.declared recorded from ${start} up to, and without, ${end} (${days}); exercises, dismissed, merged and private incidents stay in. ${upTo}`
  }
  if (population === 'P5') {
    return `Of every incident of P1 whether a review was needed and held, and every corrective action; ${earlier}. ${upTo}`
  }
  if (population === 'P6') {
    return `Of every incident of P1 every notice approved, sent or declined, and every decision whether there is a duty to notify; ${earlier}. ${upTo}`
  }
  if (population === 'P8') {
    return `Every policy and runbook of which a version was recorded before ${end}, as it stood from ${start} up to, and without, ${end} (${days}). What was recorded from ${end} on plays no part, but for corrections. Who is asked to acknowledge follows from the entries about people: their ids, roles and times, without names.`
  }
  if (population === 'P2') {
    return `Every entry of kind alert.received recorded from ${start} up to, and without, ${end} (${days}), from whatever source; tests, duplicates and dismissed alerts stay in. ${upTo}`
  }
  return `Every source that was there at any time from ${start} up to, and without, ${end} (${days}); every UTC day of that time; every gap that overlaps it; every delivery refused in it. ${upTo}`
}

export function writeReceipt(population: PopulationId, findings: Findings, files: readonly HashedFile[]): Uint8Array {
  const { statement, reading, asOf } = findings
  const receipt = {
    format: packageFormat,
    population,
    title: titles[population],
    audit: statement.name,
    source: `The ledger ${statement.origin}, entries #${statement.openingSize} to #${statement.closingSize - 1}: ${reading.count} entries, none left out.`,
    filter: filterOf(population, findings),
    extracted_as_of: formatInstant(asOf),
    times:
      reading.simulatedUntil === null ? 'as recorded' : `simulated for entries recorded before ${formatInstant(reading.simulatedUntil)}`,
    files: files.map(({ file, sha256, size }) => ({
      ...{ path: populationPath(file.name), one_row_is: file.holds, rows: file.rowCount, bytes: size, sha256 },
    })),
    count_by_the_source_itself:
      population === 'P2' || population === 'P4'
        ? 'not asked: no source was questioned for its own count'
        : population === 'P8'
          ? 'documents are recorded here and nowhere else'
          : 'incidents are recorded here and nowhere else; their numbers run without holes',
    ...countsOf[population](findings),
    differences: findings.differences[population],
  }
  return encodeUtf8(`${JSON.stringify(receipt, null, 2)}\n`)
}

const countsOf: Record<PopulationId, (findings: Findings) => object> = {
  P1: incidentCounts,
  P2: alertCounts,
  P4: coverageCounts,
  P5: reviewCounts,
  P6: noticeCounts,
  P8: documentCounts,
}

function alertCounts({ alerts, deliveries, reading, numbering, sources }: Findings) {
  return {
    reconciliation: {
      deliveries: deliveries.accepted + deliveries.repeated + deliveries.refused,
      deliveries_accepted: deliveries.accepted,
      deliveries_repeated: deliveries.repeated,
      deliveries_refused: deliveries.refused,
      deliveries_refused_and_read_later: deliveries.readLater,
      observations: deliveries.observations,
      alerts_received: alerts.received,
      alerts_ended: reading.alerts.resolved,
      alerts_left_out_by_sources: deliveries.omitted,
    },
    numbering: {
      first: numbering.first,
      last: numbering.last,
      recorded_outside_the_period: numbering.elsewhere,
      missing: numbering.missing,
    },
    counts: {
      received: alerts.received,
      reviewed: alerts.reviewed,
      in_time: alerts.inTime,
      late: alerts.late,
      not_reviewed_overdue: alerts.overdue,
      not_reviewed_not_due: alerts.open,
      corrected: alerts.corrected,
      tests: alerts.tests,
      reviewed_after_the_period: alerts.reviewedAfterPeriod,
      by_disposition: sorted(alerts.byDisposition),
    },
    by_source: sources.map(alertsOfSource),
  }
}

function alertsOfSource({ record, alerts, deliveries }: SourceFindings) {
  return {
    ...{ source_id: record.source, source: record.name, integration: record.integration },
    ...{ deliveries: deliveries.accepted + deliveries.repeated + deliveries.refused, observations: deliveries.observations },
    ...{ alerts: alerts.received, reviewed: alerts.reviewed, in_time: alerts.inTime, late: alerts.late },
    ...{ not_reviewed: alerts.overdue + alerts.open, by_disposition: sorted(alerts.byDisposition) },
  }
}

function coverageCounts({ sources, gaps, deliveries }: Findings) {
  return {
    counts: {
      sources: sources.length,
      days_of_sources: sources.reduce((total, { days }) => total + days.length, 0),
      days_on_record: sources.reduce((total, { daysOnRecord }) => total + daysOnRecord, 0),
      heartbeats: sources.reduce((total, { heartbeats }) => total + heartbeats, 0),
      gaps: gaps.length,
      gaps_explained: gaps.filter((gap) => gap.explainedAt !== null).length,
      deliveries_refused: deliveries.refused,
    },
    by_source: sources.map(({ record, days, daysOnRecord, heartbeats, gaps: own }) => ({
      ...{ source_id: record.source, source: record.name, integration: record.integration },
      ...{ days: days.length, days_on_record: daysOnRecord, heartbeats, gaps: own.length },
    })),
  }
}

function sorted(counts: Readonly<Record<string, number>>): Record<string, number> {
  return Object.fromEntries(Object.entries(counts).sort(([one], [other]) => (one < other ? -1 : 1)))
}
