// What the pages call decisions, origins and states of duties and notices.

import type { ObligationAnswer } from '../../../core/obligation/decideObligation.ts'
import type { NoticeState } from '../../../core/obligation/notice.ts'
import type { Confidence } from '../../../core/obligation/rule.ts'
import type { Status } from '../../kit/StatusMark.tsx'
import { durationText } from '../../kit/timeText.ts'
import type { Duty } from './dutyShape.ts'

/** A law has several stages, and many laws have a stage of the same name. */
export function dutyName({ origin, law, title }: Pick<Duty, 'origin' | 'law' | 'title'>): string {
  return origin === 'law' ? `${law}: ${title}` : title
}

export const decidedWords: Record<ObligationAnswer, string> = { accept: 'taken on', decline: 'not told', 'ask-counsel': 'counsel is asked' }

export const confidenceWords: Record<Confidence, string> = {
  high: 'high: checked against the text of the law',
  medium: 'medium: from official or legal secondary sources',
  low: 'low: from memory or a weak source; a lead for counsel, so it gives no date',
}

export const noticeStateWords: Record<NoticeState, { words: string; status: Status }> = {
  draft: { words: 'draft', status: 'pending' },
  approved: { words: 'approved, not sent yet', status: 'pending' },
  sending: { words: 'on its way', status: 'pending' },
  sent: { words: 'sent', status: 'conforms' },
  failed: { words: 'could not be sent by e-mail', status: 'exception' },
  declined: { words: 'decided not to send', status: 'not-applicable' },
}

export const audienceWords = {
  internal: 'Everybody working on it',
  management: 'Management',
  customers: 'Customers',
  public: 'The public',
} as const

/** `PT1H30M`, as a policy promises it: `1 h 30 min`. Months and years are said as they are written. */
export function everyWords(iso: string): string {
  const parts = /^P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?$/.exec(iso)
  if (!parts) return iso
  const [weeks, days, hours, minutes] = parts.slice(1).map((part) => Number(part ?? 0))
  const all = (((weeks ?? 0) * 7 + (days ?? 0)) * 24 + (hours ?? 0)) * 60 + (minutes ?? 0)
  return all === 0 ? iso : durationText(all * 60_000)
}
