// How a document stands, in words with a mark: the same in lists, on its page and on Now.

import type { DocumentKind } from '../../../core/document/documentVersion.ts'
import { durationInWords, parseDuration } from '../../../core/document/duration.ts'
import type { Overall } from '../../../core/lint/element.ts'
import type { Status } from '../../kit/StatusMark.tsx'
import { durationText } from '../../kit/timeText.ts'
import type { Currency, Document, DocumentLine, ListedDocument, Version } from './documentShape.ts'

export type Standing = { status: Status; words: string; mark?: 'late' | 'soon' }

export const kindWords: Record<DocumentKind, { one: string; many: string }> = {
  policy: { one: 'policy', many: 'Policies' },
  runbook: { one: 'runbook', many: 'Runbooks' },
}

/** What the linter makes of the whole of a text. */
export const overallWords: Record<Overall, string> = {
  functional: 'can be followed',
  mixed: 'can be followed in part',
  'compliance-formatted': 'cannot be followed as it stands',
}

const day = 86_400_000
/** A review that falls due within a month is worth a word. */
const soon = 30 * day

/** Is what is in force looked at as often as it promises? */
export function reviewStanding({ review, in_force, retired }: DocumentLine, now: number): Standing {
  if (retired !== null) return { status: 'not-applicable', words: 'retired' }
  if (in_force === null) return { status: 'pending', words: 'nothing in force yet' }
  const due = review.due_at === null ? null : Date.parse(review.due_at)
  if (review.state === 'not-promised' || due === null) return { status: 'not-applicable', words: 'in force; no review promised' }
  if (review.state === 'overdue') {
    const since = review.overdue_at === null ? due : Date.parse(review.overdue_at)
    return { status: 'exception', words: `review overdue by ${durationText(Math.max(0, now - since))}`, mark: 'late' }
  }
  if (review.state === 'due' || due <= now) return { status: 'pending', words: `review due since ${durationText(now - due)}`, mark: 'soon' }
  const words = `current; review due in ${durationText(due - now)}`
  return due - now < soon ? { status: 'conforms', words, mark: 'soon' } : { status: 'conforms', words }
}

const basisWords = {
  approved: 'approved',
  published: 'published without approvers',
  emergency: 'emergency change',
  shipped: 'came with Tickmark, approved by nobody',
} as const

/** On what the version in force is so. */
export function basisStanding({ basis, unapproved }: NonNullable<DocumentLine['in_force']>): Standing {
  if (basis === 'emergency')
    return unapproved
      ? { status: 'exception', words: 'emergency change, not approved yet', mark: 'late' }
      : { status: 'exception', words: 'emergency change, approved afterwards' }
  return { status: basis === 'approved' ? 'conforms' : 'not-applicable', words: basisWords[basis] }
}

export const basisText = (basis: keyof typeof basisWords): string => basisWords[basis]

export function acknowledgementStanding({ acknowledgement }: Pick<Document, 'acknowledgement'>): Standing | null {
  if (acknowledgement === null) return null
  const { asked, acknowledged, missing, overdue } = acknowledgement
  const words = `${acknowledged} of ${asked}`
  if (overdue > 0) return { status: 'exception', words: `${words}, ${overdue} overdue`, mark: 'late' }
  return missing > 0
    ? { status: 'pending', words: `${words}, ${missing} missing` }
    : { status: 'conforms', words: asked === 0 ? 'nobody is asked yet' : words }
}

const linterOf: Record<ListedDocument['linter']['of'], string> = { 'in-force': '', draft: ' (the draft)', proposed: ' (not in force)' }

/** What the linter says of it as a whole: the word first, and how much of it there is. */
export function linterStanding({ linter: { state, of, overall, score } }: Pick<ListedDocument, 'linter'>): Standing {
  if (state === 'takes-too-long') return { status: 'exception', words: 'takes too long to read' }
  if (overall === null || score === null) return { status: 'pending', words: 'being read' }
  return { status: overall === 'functional' ? 'conforms' : 'exception', words: `${overallWords[overall]}, ${score} of 100${linterOf[of]}` }
}

export function versionStanding(version: Version): Standing {
  const { state, proposal } = version
  if (state === 'proposed') {
    const missing = proposal?.approvals_missing ?? 0
    const waits = proposal?.needs_publishing ? 'waits to be published' : `waits for ${missing} ${missing === 1 ? 'approval' : 'approvals'}`
    return { status: 'pending', words: waits, mark: 'soon' }
  }
  if (state === 'approved') return { status: 'pending', words: 'approved, takes effect later' }
  if (state === 'withdrawn') return { status: 'not-applicable', words: 'withdrawn' }
  if (state === 'superseded') return { status: 'not-applicable', words: 'superseded' }
  return { status: 'conforms', words: 'in force' }
}

/** Whose approval is missing, as far as the text names them. */
export function waitsFor({ proposal }: Pick<Version, 'proposal'>): string {
  if (proposal === null) return ''
  if (proposal.needs_publishing) return 'somebody who may publish'
  const open = proposal.approvers.filter(({ approval }) => approval === null).map(({ entry, name }) => name ?? entry)
  if (open.length === 0) return ''
  return proposal.approvals_missing < open.length ? `${proposal.approvals_missing} of ${open.join(', ')}` : open.join(' and ')
}

/** `P1Y`: “1 year”. */
export function cadenceText(iso: string): string {
  const duration = parseDuration(iso)
  return duration ? durationInWords(duration) : iso
}

export function daysText(days: number): string {
  return `${days.toLocaleString('en')} ${days === 1 ? 'day' : 'days'}`
}

/** Why a stretch of a period is not covered. */
export function gapWords({ cause }: Currency['gaps'][number]): string {
  if (cause === 'retired') return 'retired'
  return cause === 'review-overdue' ? 'with its review overdue' : 'with nothing in force'
}
