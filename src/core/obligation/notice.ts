// A notice and what may become of it: a draft changes, what was approved never does, and what went out stays as late as it was.
import { type Writer, writersWith } from '../incident/writer.ts'
import type { PersonActor, SystemActor, TokenActor } from '../kernel/actor.ts'
import type { EvidenceId, NoticeId } from '../kernel/ids.ts'
import type { Instant } from '../kernel/instant.ts'
import { Refusal } from '../kernel/refusal.ts'

export type NoticeState = 'draft' | 'approved' | 'sending' | 'sent' | 'failed' | 'declined'

export type Doer = PersonActor | TokenActor
export type Sender = Doer | SystemActor

export type Done = { readonly at: Instant; readonly by: string; readonly byName: string }

export type Notice = {
  readonly noticeId: NoticeId
  readonly rule: string | null
  readonly title: string
  readonly template: string | null
  readonly state: NoticeState
  readonly to: string
  readonly subject: string
  readonly ownText: string | null
  readonly fill: Readonly<Record<string, string>>
  readonly covers: readonly string[]
  readonly writers: readonly Writer[]
  readonly writtenAt: Instant
  /** The whole text from its approval on, or from when it went out without one. */
  readonly fixedText: string | null
  readonly incompleteReason: string | null
  readonly approved: Done | null
  readonly sent: Done | null
  readonly channel: string | null
  readonly reference: string | null
  readonly evidenceId: EvidenceId | null
  readonly dueAt: Instant | null
  readonly lateBy: number | null
  readonly attempts: number
}

export type NoticeEventKind = 'approved' | 'sent' | 'failed' | 'declined'

export type NoticeEvent = {
  readonly kind: NoticeEventKind
  readonly at: Instant
  readonly by: string
  readonly byName: string
  readonly note: string | null
}

export type NewNotice = Pick<Notice, 'noticeId' | 'rule' | 'title' | 'template' | 'to' | 'subject' | 'ownText' | 'fill' | 'covers'>

export function draftNotice(given: NewNotice, by: Doer, at: Instant): Notice {
  return {
    ...given,
    state: 'draft',
    writers: writersWith([], by),
    writtenAt: at,
    fixedText: null,
    incompleteReason: null,
    approved: null,
    sent: null,
    channel: null,
    reference: null,
    evidenceId: null,
    dueAt: null,
    lateBy: null,
    attempts: 0,
  }
}

/** Undefined: as it is. `values` are laid over those there are; `text: null` goes back to the template. */
export type NoticeChange = {
  readonly to?: string | undefined
  readonly subject?: string | undefined
  readonly text?: string | null | undefined
  readonly values?: Readonly<Record<string, string>> | undefined
  readonly covers?: readonly string[] | undefined
}

export function changeNotice(notice: Notice, change: NoticeChange, by: Doer, at: Instant): Notice {
  requireState(notice, ['draft'], 'changed')
  const after: Notice = {
    ...notice,
    to: change.to ?? notice.to,
    subject: change.subject ?? notice.subject,
    ownText: change.text === undefined ? notice.ownText : change.text,
    fill: { ...notice.fill, ...change.values },
    covers: change.covers ?? notice.covers,
  }
  if (sameWords(notice, after)) throw new Refusal('nothing_changed', 'This says exactly what the draft already says.')
  return { ...after, writers: writersWith(notice.writers, by), writtenAt: at }
}

function sameWords(left: Notice, right: Notice): boolean {
  const words = ({ to, subject, ownText, fill, covers }: Notice) =>
    JSON.stringify([to, subject, ownText, Object.entries(fill).sort(([one], [other]) => (one < other ? -1 : 1)), covers])
  return words(left) === words(right)
}

const stateWords: Record<NoticeState, string> = {
  draft: 'is a draft',
  approved: 'is approved, so its text is fixed',
  sending: 'is being sent',
  sent: 'went out',
  failed: 'is approved, and could not be sent by e-mail',
  declined: 'was declined',
}

/** Says what it is instead, and what one can do. */
export function requireState({ state, title }: Notice, allowed: readonly NoticeState[], done: string): void {
  if (allowed.includes(state)) return
  const todo = state === 'draft' ? 'have it approved first' : 'draft another notice to correct or complete it'
  throw new Refusal('state_not_possible', `“${title}” ${stateWords[state]} and cannot be ${done}: ${todo}.`)
}
