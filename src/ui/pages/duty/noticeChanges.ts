// A draft while somebody writes on it: what would be sent to the server, and what it says and lacks with it, by the rules that the server keeps.
import type { BodyIn } from '../../../contract/endpoint.ts'
import type { noticeApi } from '../../../contract/notice.ts'
import { type NoticeText, noticeText } from '../../../core/obligation/noticeText.ts'
import type { Duty, Notice } from './dutyShape.ts'

export type NoticeChanges = {
  to?: string
  subject?: string
  /** Null: back to the template. */
  text?: string | null
  values?: Readonly<Record<string, string>>
  covers?: readonly string[]
}

export type Written = {
  to: string
  subject: string
  ownText: string | null
  values: Readonly<Record<string, string>>
  covers: readonly string[]
}

export function withChanges(notice: Notice, changes: NoticeChanges | null): Written {
  const { to = notice.to, subject = notice.subject, text, values, covers = notice.covers } = changes ?? {}
  const own = notice.own_text ? notice.text : null
  return { to, subject, ownText: text === undefined ? own : text, values: { ...notice.values, ...values }, covers }
}

/** Without the duty, because the answers rule it out by now: only blanks can be said. */
export function textOfDraft(notice: Notice, { ownText, values, covers }: Written, duty: Pick<Duty, 'content'> | null): NoticeText {
  const asks = Object.fromEntries(notice.fields.map(({ id, asks: words }) => [id, words]))
  const content = new Map((duty?.content ?? []).map(({ id, words }) => [id, words]))
  return noticeText(
    { content },
    {
      template: notice.template_text === null ? null : { body: notice.template_text, asks },
      rule: duty && { content: [...content.keys()] },
      fill: values,
      ownText,
      covers,
    },
  )
}

/** Undefined: it says what is recorded already. */
export function bodyOf(notice: Notice, changes: NoticeChanges | null): BodyIn<typeof noticeApi.change> | undefined {
  const now = withChanges(notice, null)
  const then = withChanges(notice, changes)
  const values = Object.fromEntries(Object.entries(then.values).filter(([name, value]) => (now.values[name] ?? '') !== value))
  const body = {
    ...(then.to.trim() !== now.to ? { to: then.to.trim() } : {}),
    ...(then.subject.trim() !== now.subject ? { subject: then.subject.trim() } : {}),
    ...(then.ownText !== now.ownText ? { text: then.ownText } : {}),
    ...(Object.keys(values).length > 0 ? { values } : {}),
    ...(JSON.stringify([...then.covers].sort()) !== JSON.stringify([...now.covers].sort()) ? { covers: [...then.covers] } : {}),
  }
  return Object.keys(body).length > 0 ? body : undefined
}
