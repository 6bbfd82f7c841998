// Population P8 as files: every policy and runbook with whether it was current, which versions were in force, what was not covered, who was
// asked to acknowledge and who did.

import { daysBetween } from '../../document/currency.ts'
import { bases } from '../../document/life.ts'
import type { Cell } from '../csv.ts'
import { type PopulationFile, timeCell, yesNo } from '../population.ts'
import type { AuditedDocument } from './documents.ts'

export function documentFiles(documents: readonly AuditedDocument[]): PopulationFile[] {
  return [
    documentFile(documents),
    versionFile(documents),
    gapFile(documents),
    acknowledgementFile(documents),
    coverageFile(documents),
    askedFile(documents),
  ]
}

const nameColumns = ['kind', 'document', 'title']
const nameCells = ({ history, title }: AuditedDocument): Cell[] => [history.kind, history.documentId, title]

function documentFile(documents: readonly AuditedDocument[]): PopulationFile {
  return {
    name: 'P8-documents.csv',
    holds: 'one policy or runbook that was known before the period was over',
    columns: [
      ...nameColumns,
      ...['current_throughout', 'versions_in_force', 'days_not_current', 'days_nothing_in_force', 'days_retired', 'days_review_overdue'],
      ...['reviews', 'all_approved', 'acknowledgements', 'corrections', 'entries'],
    ],
    rowCount: documents.length,
    rows: () =>
      documents.map((document) => {
        const { answer, acknowledged } = document
        const daysOf = (cause?: string) =>
          answer.gaps.filter((gap) => cause === undefined || gap.cause === cause).reduce((total, gap) => total + daysBetween(gap), 0)
        const days = [daysOf(), daysOf('nothing-in-force'), daysOf('retired'), daysOf('review-overdue')].map((total) => total.toFixed(1))
        const reviews = new Set(answer.reviews.flatMap(({ look }) => (look.what === 'review' ? [look] : []))).size
        const allApproved = answer.versions.every(({ version, isApproved }) => isApproved && version.effect.basis !== 'shipped')
        return [
          ...[...nameCells(document), yesNo(answer.current), answer.versions.length, ...days],
          ...[reviews, yesNo(answer.versions.length > 0 && allApproved), acknowledged.length, answer.corrections.length],
          answer.sources.flatMap(({ index }) => index ?? []).join(' '),
        ]
      }),
  }
}

function versionFile(documents: readonly AuditedDocument[]): PopulationFile {
  const stretches = documents.flatMap((document) => document.answer.versions.map((stretch) => ({ document, stretch })))
  return {
    name: 'P8-versions.csv',
    holds: 'one stretch of the period in which one version was in force',
    columns: [
      ...[...nameColumns, 'number', 'version_sha256', 'in_force_from', 'in_force_until', 'took_effect_at', 'basis', 'emergency_reason'],
      ...['proposed_at', 'proposed_by', 'approvals_needed', 'approvals', 'approved_by', 'last_approval_at', 'approved', 'effect_entry'],
    ],
    rowCount: stretches.length,
    rows: () =>
      stretches.map(({ document, stretch: { from, to, version, approvals, isApproved } }) => {
        const { effect, terms } = version
        const by = approvals.map(({ by: person, as }) => (as === null ? person : `${person} as ${as}`)).join('; ')
        return [
          ...[...nameCells(document), version.number, version.version, timeCell(from), timeCell(to), timeCell(effect.from)],
          ...[bases.find((one) => one === effect.basis) ?? null, version.emergency, timeCell(version.at), version.by, terms.quorum],
          ...[approvals.length, by === '' ? null : by, timeCell(approvals.at(-1)?.at ?? null), yesNo(isApproved), effect.source.index],
        ]
      }),
  }
}

function gapFile(documents: readonly AuditedDocument[]): PopulationFile {
  const gaps = documents.flatMap((document) => document.answer.gaps.map((gap) => ({ document, gap })))
  return {
    name: 'P8-gaps.csv',
    holds: 'one stretch of the period in which a document was not current',
    columns: [...nameColumns, 'because', 'from', 'until', 'days', 'since', 'last_look_at', 'last_look', 'review_every', 'review_grace'],
    rowCount: gaps.length,
    rows: () =>
      gaps.map(({ document, gap }) => [
        ...[...nameCells(document), gap.cause, timeCell(gap.from), timeCell(gap.to), daysBetween(gap).toFixed(1), timeCell(gap.since)],
        ...[timeCell(gap.look?.at ?? null), gap.look?.what ?? null, gap.look?.every ?? null, gap.look?.grace ?? null],
      ]),
  }
}

function acknowledgementFile(documents: readonly AuditedDocument[]): PopulationFile {
  const all = documents.flatMap((document) => document.acknowledged.map((one) => ({ document, one })))
  return {
    name: 'P8-acknowledgements.csv',
    holds: 'one acknowledgement recorded before the period was over',
    columns: [...nameColumns, 'version_sha256', 'person_id', 'acknowledged_at', 'entry'],
    rowCount: all.length,
    rows: () =>
      all.map(({ document, one }) => [...nameCells(document), one.version, one.person, timeCell(one.at), one.source?.index ?? null]),
  }
}

/** The same figures as on the screen that answers for a past period: at its beginning, and wherever they changed. */
function coverageFile(documents: readonly AuditedDocument[]): PopulationFile {
  const points = documents.flatMap((document) =>
    document.answer.acknowledgement.map((point, place, all) => ({ document, point, until: all[place + 1]?.at ?? document.answer.to })),
  )
  return {
    name: 'P8-acknowledgement-coverage.csv',
    holds: 'one stretch of the period in which as many people were asked to acknowledge a version, and as many had',
    columns: [...nameColumns, 'number', 'version_sha256', 'from', 'until', 'asked', 'acknowledged', 'missing', 'overdue'],
    rowCount: points.length,
    rows: () =>
      points.map(({ document, point: { at, version, asked, acknowledged, missing, overdue }, until }) => [
        ...[...nameCells(document), version?.number ?? null, version?.version ?? null, timeCell(at), timeCell(until)],
        ...[asked, acknowledged, missing, overdue],
      ]),
  }
}

function askedFile(documents: readonly AuditedDocument[]): PopulationFile {
  const people = documents.flatMap((document) =>
    document.asked.flatMap(({ stretch, standings }) => standings.map((standing) => ({ document, stretch, standing }))),
  )
  return {
    name: 'P8-asked.csv',
    holds: 'one person, by id, who was asked to acknowledge a version when it was replaced or the period ended',
    columns: [...nameColumns, 'number', 'version_sha256', 'as_of', 'person_id', 'asked_since', 'due_at', 'acknowledged_at', 'standing'],
    rowCount: people.length,
    rows: () =>
      people.map(({ document, stretch: { version, to }, standing: { person, askedSince, dueAt, acknowledgedAt, state } }) => [
        ...[...nameCells(document), version.number, version.version, timeCell(to), person, timeCell(askedSince)],
        ...[timeCell(dueAt), timeCell(acknowledgedAt), state],
      ]),
  }
}
