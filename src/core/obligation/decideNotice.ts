// May a notice be approved, sent or declined, and what goes on record when it is?
import { requireReason } from '../alert/review.ts'
import { type EntryAbout, incidentEntry } from '../incident/incidentEntry.ts'
import type { EvidenceId } from '../kernel/ids.ts'
import type { Instant } from '../kernel/instant.ts'
import { Refusal } from '../kernel/refusal.ts'
import type { EntryKind, NewEntry } from '../ledger/entry.ts'
import { isFilled } from './content.ts'
import type { Due } from './due.ts'
import { lateBy } from './lateness.ts'
import { type Doer, type Notice, type NoticeEvent, type NoticeEventKind, requireState, type Sender } from './notice.ts'
import type { NoticeText } from './noticeText.ts'

export type DecidedNotice = { readonly notice: Notice; readonly event: NoticeEvent; readonly entry: NewEntry }

/** Communication and response, by the Trust Services Criteria. */
const criteria = ['CC2.3', 'CC7.4'] as const

export type Approval = {
  readonly text: NoticeText
  /** As the policy names them; a blank of the shipped policy names nobody. */
  readonly approvers: readonly string[]
  readonly incompleteReason: string | null
}

export function approveNotice(about: EntryAbout, notice: Notice, { text, ...asked }: Approval, by: Doer, at: Instant): DecidedNotice {
  requireState(notice, ['draft'], 'approved')
  if (asked.approvers.some(isFilled) && notice.writers.some(({ id }) => id === by.id)) {
    throw new Refusal(
      'second_person_needed',
      `${by.name} wrote on “${notice.title}”, and the policy names an approver: somebody else approves it.`,
    )
  }
  if (text.blanks.length > 0) {
    const named = text.blanks.map(({ asks }) => asks).join('; ')
    throw new Refusal('not_complete', `Blanks are left in the text: ${named}. Fill each, if only by saying that it is not known yet.`)
  }
  if (text.missing.length > 0 && asked.incompleteReason === null) {
    const named = text.missing.map(({ words }) => words).join('; ')
    throw new Refusal('reason_needed', `The rule asks for more: ${named}. Say it, or say why the notice goes out without it.`)
  }
  const incompleteReason = text.missing.length > 0 ? requireReason(asked.incompleteReason ?? '') : null
  const approved = { at, by: by.id, byName: by.name }
  const after: Notice = { ...notice, state: 'approved', fixedText: text.text, incompleteReason, approved }
  return decided(about, after, 'notice.approved', 'approved', by, at, incompleteReason, {
    text: text.text,
    missing: text.missing.map(({ id }) => id),
    incomplete_reason: incompleteReason,
  })
}

export function startSending(notice: Notice): Notice {
  requireState(notice, ['approved', 'failed'], 'sent by e-mail')
  if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(notice.to)) {
    throw new Refusal('invalid_request', `“${notice.to}” is no e-mail address: send it another way and record that.`, {
      fields: [{ path: '/to', message: 'an e-mail address' }],
    })
  }
  return { ...notice, state: 'sending', attempts: 0 }
}

export type SentHow = {
  readonly at: Instant
  readonly channel: string
  readonly reference: string | null
  readonly evidenceId: EvidenceId | null
  /** As it stood when it was sent; null where there is no rule. */
  readonly due: Due | null
  /** The draft's text, for what went out without approval. */
  readonly text: string
}

/** What happened is recorded as it happened, also where nobody had approved it. */
export function recordSent(about: EntryAbout, notice: Notice, how: SentHow, by: Sender): DecidedNotice {
  requireState(notice, ['draft', 'approved', 'sending', 'failed'], 'sent')
  const late = lateBy(how.due, how.at)
  const dueAt = how.due?.kind === 'due' ? how.due.strict : null
  const after: Notice = {
    ...notice,
    state: 'sent',
    fixedText: notice.fixedText ?? how.text,
    sent: { at: how.at, by: by.id, byName: by.name },
    channel: how.channel,
    reference: how.reference,
    evidenceId: how.evidenceId,
    dueAt,
    lateBy: late,
  }
  return decided(about, after, 'notice.sent', 'sent', by, how.at, how.reference, {
    text: after.fixedText,
    channel: how.channel,
    reference: how.reference,
    evidence: how.evidenceId,
    due_at: dueAt,
    late_by: late,
    approved: notice.approved !== null,
  })
}

/** One try failed. The last one ends it; until then it is tried again. */
export function sendingFailed(
  notice: Notice,
  answer: string,
  mostAttempts: number,
  by: Sender,
  at: Instant,
): { notice: Notice; event: NoticeEvent | null } {
  const attempts = notice.attempts + 1
  if (attempts < mostAttempts) return { notice: { ...notice, attempts }, event: null }
  return { notice: { ...notice, attempts, state: 'failed' }, event: { kind: 'failed', at, by: by.id, byName: by.name, note: answer } }
}

export function declineNotice(about: EntryAbout, notice: Notice, given: string, by: Doer, at: Instant): DecidedNotice {
  requireState(notice, ['draft', 'approved', 'failed'], 'declined')
  const reason = requireReason(given)
  return decided(about, { ...notice, state: 'declined' }, 'notice.declined', 'declined', by, at, reason, { reason })
}

function decided(
  about: EntryAbout,
  notice: Notice,
  kind: EntryKind,
  event: NoticeEventKind,
  by: Sender,
  at: Instant,
  note: string | null,
  more: NonNullable<NewEntry['detail']>,
): DecidedNotice {
  const { noticeId, rule, template, title, subject, to } = notice
  const detail = { notice: noticeId, rule, template, title, subject, ...more }
  return {
    notice,
    event: { kind: event, at, by: by.id, byName: by.name, note },
    entry: incidentEntry(about, { kind, act: by.id, at, ctl: criteria, detail, personal: { name: by.name, to } }),
  }
}
