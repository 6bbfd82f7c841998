// The report of a period as words and tables, before anything is laid out: the PDF and the page are printed from the same.

import { count, dayText, longDay, plural, shortHash, timeText } from '../../document/phrases.ts'
import type { Listing, Table } from '../../document/table.ts'
import { limits, notAnchored, simulatedLimit } from '../../ledger/claims.ts'
import type { Findings, PopulationId } from '../findings.ts'
import { declaredIn } from '../incidentReceipt.ts'
import { populationPath } from '../packageLayout.ts'
import type { HashedFile } from '../receipt.ts'
import { type Calendar, calendarOf } from './calendar.ts'
import { type IncidentPart, incidentPart } from './incidentTables.ts'
import {
  differenceListing,
  dispositionTable,
  gapListing,
  notReviewed,
  quietOf,
  receiptTables,
  reconciliation,
  refusedListing,
  reviewedLate,
  sourceTable,
} from './reportTables.ts'

export type Figure = { value: string; label: string; tone: 'plain' | 'bad' }

export type ReportModel = {
  organization: string
  audit: string
  packageId: string
  software: string
  period: string
  periodNote: string
  asOf: string
  origin: string
  closingSize: string
  root: string
  shortRoot: string
  /** Stands on every page. */
  verificationLine: string
  simulated: string | null
  /** The period in a few sentences. */
  statement: string[]
  figures: Figure[]
  incidents: IncidentPart
  sources: Table
  dispositions: Table
  notReviewed: Listing
  late: Listing
  quiet: { source: string; said: string }[]
  calendars: Calendar[]
  gaps: Listing
  refused: Listing
  reconciliation: Table
  differences: Listing
  receipts: { title: string; filter: string; table: Table }[]
  anchors: string
  proved: string[]
  notProved: string[]
  verify: { said: string; command: string }[]
}

export type ReportFacts = {
  findings: Findings
  /** By nothing but bag-info.txt. */
  organization: string
  software: string
  /** Hexadecimal. */
  closingRoot: string
  hashed: Record<PopulationId, readonly HashedFile[]>
}

export function reportModel(facts: ReportFacts): ReportModel {
  const { findings, organization, software, closingRoot } = facts
  const { statement, reading, asOf } = findings
  const shortRoot = shortHash(closingRoot)
  return {
    ...{ organization, software, audit: statement.name, packageId: statement.package, origin: statement.origin },
    period: `${longDay(statement.firstDay)} to ${longDay(statement.lastDay)}`,
    periodNote: `Days of ${statement.timeZone}: from ${timeText(statement.period.start)} UTC up to, and without, ${timeText(statement.period.end)} UTC.`,
    asOf: `${timeText(asOf)} UTC`,
    closingSize: count(statement.closingSize),
    ...{ root: closingRoot, shortRoot },
    verificationLine: `${statement.name} · ledger ${statement.origin} · checkpoint ${statement.closingSize} · root ${shortRoot}`,
    simulated: reading.simulatedUntil === null ? null : simulatedLimit(reading.simulatedUntil),
    statement: periodStatement(findings),
    figures: figures(findings),
    incidents: incidentPart(findings),
    sources: sourceTable(findings),
    dispositions: dispositionTable(findings),
    notReviewed: notReviewed(findings),
    late: reviewedLate(findings),
    quiet: findings.sources.map(quietOf),
    calendars: findings.sources.map((source) => calendarOf(source, asOf)),
    gaps: gapListing(findings),
    refused: refusedListing(findings),
    reconciliation: reconciliation(findings),
    differences: differenceListing(findings),
    receipts: receiptTables(findings, facts.hashed),
    anchors: anchors(findings),
    ...claims(findings),
    verify: howToVerify(findings),
  }
}

function periodStatement({ sources, alerts, gaps: all, deliveries, statement }: Findings): string[] {
  const days = sources.reduce((total, source) => total + source.days.length, 0)
  const onRecord = sources.reduce((total, source) => total + source.daysOnRecord, 0)
  const heartbeats = sources.reduce((total, source) => total + source.heartbeats, 0)
  const notYet = alerts.overdue + alerts.open
  const lines = [
    `${plural(sources.length, 'monitoring source')} reported here between ${longDay(statement.firstDay)} and ${longDay(statement.lastDay)}. They were heard ${plural(heartbeats, 'time')} by heartbeat, and for ${onRecord === days ? `each of the ${count(days)}` : `${count(onRecord)} of the ${count(days)}`} days of a source an entry says how often.`,
    alerts.received === 0
      ? 'No alert was received. That is a statement about what the sources sent, and it rests on their having been heard: see the calendar of each.'
      : `${plural(alerts.received, 'alert')} ${alerts.received === 1 ? 'was' : 'were'} received, each of them listed in ${populationPath('P2-alerts.csv')}. ${count(alerts.reviewed)} ${alerts.reviewed === 1 ? 'was' : 'were'} reviewed by somebody who recorded a disposition and a reason: ${count(alerts.inTime)} within the target in force when the alert was received, ${count(alerts.late)} after it. ${notYet === 0 ? 'None is without a review.' : `${plural(notYet, 'alert')} ${notYet === 1 ? 'has' : 'have'} no review.`}`,
  ]
  lines.push(silences(all))
  if (deliveries.refused > 0) {
    lines.push(
      `${plural(deliveries.refused, 'delivery', 'deliveries')} could not be read or vouched for when they came; ${deliveries.readLater === 0 ? 'none' : count(deliveries.readLater)} of them ${deliveries.readLater > 1 ? 'were' : 'was'} read later.`,
    )
  }
  return lines
}

function silences(all: Findings['gaps']): string {
  const unexplained = all.filter((gap) => gap.explainedAt === null).length
  if (all.length === 0) return 'No source fell silent for longer than its interval.'
  if (all.length === 1)
    return `Once, a source fell silent for longer than its interval; ${unexplained === 1 ? 'that is not explained' : 'that is explained'}.`
  const rest =
    unexplained === 0
      ? 'each silence is explained'
      : `${count(unexplained)} of the silences ${unexplained === 1 ? 'is' : 'are'} not explained`
  return `Sources fell silent ${count(all.length)} times for longer than their interval; ${rest}.`
}

function figures(findings: Findings): Figure[] {
  const { alerts, sources, gaps: all } = findings
  const incidents = declaredIn(findings).filter(({ isExercise }) => isExercise !== true).length
  const notYet = alerts.overdue + alerts.open
  const unexplained = all.filter((gap) => gap.explainedAt === null).length
  const bad = (value: number): Figure['tone'] => (value > 0 ? 'bad' : 'plain')
  return [
    { value: count(alerts.received), label: 'alerts received', tone: 'plain' },
    { value: count(alerts.inTime), label: 'reviewed in time', tone: 'plain' },
    { value: count(alerts.late), label: 'reviewed late', tone: bad(alerts.late) },
    { value: count(notYet), label: 'not reviewed', tone: bad(notYet) },
    { value: count(incidents), label: incidents === 1 ? 'incident' : 'incidents', tone: 'plain' },
    { value: count(sources.length), label: sources.length === 1 ? 'source watched' : 'sources watched', tone: 'plain' },
    { value: count(unexplained), label: 'silences unexplained', tone: bad(unexplained) },
  ]
}

function anchors({ reading }: Findings): string {
  const stamps = reading.anchors.filter(({ kind }) => kind === 'timestamp')
  const others = reading.anchors.length - stamps.length
  if (reading.anchors.length === 0) return `No checkpoint left the house between the opening and the closing one: ${notAnchored}.`
  const said = [
    stamps.length === 0
      ? 'No timestamp authority stamped a checkpoint.'
      : `${plural(stamps.length, 'checkpoint')} ${stamps.length === 1 ? 'was' : 'were'} stamped by a timestamp authority; the stamps are in data/files.`,
    others === 0
      ? ''
      : `${plural(others, 'checkpoint')} ${others === 1 ? 'was' : 'were'} mailed, posted or copied elsewhere; whoever received one can hold it against this package.`,
  ]
  return said.filter((one) => one !== '').join(' ')
}

function claims({ statement, reading }: Findings): Pick<ReportModel, 'proved' | 'notProved'> {
  const [a, b] = [statement.openingSize, statement.closingSize - 1]
  return {
    proved: [
      `The ${plural(reading.count, 'entry', 'entries')} #${a} to #${b} are those under the closing checkpoint, in their order, none left out: the verifier rebuilds the tree from them.`,
      'What each entry is said to hold is what it committed to when it was recorded.',
      'The populations and their receipts follow from the entries alone: the verifier computes them again, byte for byte.',
      `${dayText(statement.firstDay)} to ${dayText(statement.lastDay)} is the period that the log itself names for this audit.`,
    ],
    notProved: [
      limits.rewriting,
      limits.bracket,
      limits.neverRecorded,
      limits.actors,
      ...(reading.simulatedUntil === null ? [] : [simulatedLimit(reading.simulatedUntil)]),
      'This report carries no seal of its own: the populations and the entries decide. Whoever doubts it runs the verifier.',
    ],
  }
}

function howToVerify({ statement }: Findings): ReportModel['verify'] {
  return [
    {
      said: `With the key you received at kickoff (never one found in the package), and any checkpoint of ${statement.origin} you kept:`,
      command: 'tickmark verify package.zip --key "<verifier key>" --checkpoint <kept file> --tsa <authority.pem>',
    },
    {
      said: 'Without Tickmark, on Node.js 20.15 or later, with the verifier that travels in the package (compare its hash first: see README.html):',
      command: 'node verify.mjs package.zip --key "<verifier key>"',
    },
    {
      said: 'That the files are those listed, with nothing but coreutils, in the unpacked folder:',
      command: 'sha256sum -c manifest-sha256.txt tagmanifest-sha256.txt',
    },
  ]
}
