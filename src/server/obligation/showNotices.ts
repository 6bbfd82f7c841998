// Notices as they are shown: their text as it stands, what is left blank, what the rule asks for, by when, and what became of them.
import type { z } from 'zod'
import type { Notice as NoticeShape } from '../../contract/notice.ts'
import { formatInstant, type Instant } from '../../core/kernel/instant.ts'
import type { Notice, NoticeEvent } from '../../core/obligation/notice.ts'
import { blanksOf, type NoticeTemplate } from '../../core/obligation/noticeTemplate.ts'
import { asksFor, type NoticeText, noticeText } from '../../core/obligation/noticeText.ts'
import { shippedCatalogue } from './obligationCatalogue.ts'
import type { ObligationFacts } from './obligationFacts.ts'
import { whoOf } from './who.ts'

export type NoticeAnswer = z.output<typeof NoticeShape>

const time = (at: Instant | null) => (at === null ? null : formatInstant(at))

/** By its rule as it is proposed now, also where a later answer ruled it out. */
export function ruleOf({ standing, ruledOut }: ObligationFacts, rule: string | null) {
  return [...standing, ...ruledOut].find((one) => one.rule.id === rule)?.rule ?? null
}

export function dueOfRule({ standing }: ObligationFacts, rule: string | null) {
  return standing.find((one) => one.rule.id === rule)?.due ?? null
}

const templateOf = ({ template }: Notice) => (template === null ? null : (shippedCatalogue().templates.get(template) ?? null))

export function textOf(facts: ObligationFacts, notice: Notice): NoticeText {
  const { fill, ownText, covers } = notice
  return noticeText(shippedCatalogue().catalogue, { template: templateOf(notice), rule: ruleOf(facts, notice.rule), fill, ownText, covers })
}

/** For whoever fills it: the same words that name a blank that is left. */
function fieldsOf(template: NoticeTemplate): NoticeAnswer['fields'] {
  const { content } = shippedCatalogue().catalogue
  return blanksOf(template).map((id) => ({ id, asks: asksFor(template, content, id) }))
}

export function showNotice(facts: ObligationFacts, notice: Notice, events: readonly NoticeEvent[]): NoticeAnswer {
  const { text, blanks, missing } = textOf(facts, notice)
  const isFixed = notice.fixedText !== null
  const template = isFixed ? null : templateOf(notice)
  const due = notice.sent === null ? dueOfRule(facts, notice.rule) : null
  return {
    id: notice.noticeId,
    rule: notice.rule,
    title: notice.title,
    template: notice.template,
    state: notice.state,
    to: notice.to,
    subject: notice.subject,
    text: notice.fixedText ?? text,
    own_text: notice.ownText !== null,
    values: notice.fill,
    template_text: template?.body ?? null,
    fields: template === null ? [] : fieldsOf(template),
    covers: [...notice.covers],
    blanks: isFixed ? [] : [...blanks],
    missing_content: missing.map((item) => ({ ...item })),
    incomplete_reason: notice.incompleteReason,
    written_by: notice.writers.map((writer) => ({ ...writer })),
    written_at: formatInstant(notice.writtenAt),
    approved_by: notice.approved && whoOf(notice.approved.by, notice.approved.byName),
    approved_at: time(notice.approved?.at ?? null),
    sent_at: time(notice.sent?.at ?? null),
    sent_by: notice.sent && whoOf(notice.sent.by, notice.sent.byName),
    channel: notice.channel,
    reference: notice.reference,
    evidence_id: notice.evidenceId,
    due_at: time(notice.sent === null && due?.kind === 'due' ? due.strict : notice.dueAt),
    late_by: notice.lateBy,
    attempts: notice.attempts,
    events: events.map(({ kind, at, by, byName, note }) => ({ kind, at: formatInstant(at), by: whoOf(by, byName), note })),
  }
}
