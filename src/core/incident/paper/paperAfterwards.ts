// What followed an incident, on paper: duties and notices against their deadlines, status updates, the review, corrective actions.
import { count, lengthText, timeText } from '../../document/phrases.ts'
import type { NoticeRecord } from '../record/incidentDuties.ts'
import { actionTimeliness, noticeOutcome, noticeTimeliness, reviewStanding, type Timeliness } from '../record/timeliness.ts'
import type { PaperFacts, PaperSection } from './paper.ts'
import { entryText, nameOf, tabled } from './paperWords.ts'

export function afterwardsOf(facts: PaperFacts): PaperSection[] {
  return [notices(facts), duties(facts), updates(facts), review(facts), actions(facts)]
}

const timelinessWords: Record<Timeliness, string> = { in_time: '✓ in time', late: '! late', overdue: '! overdue', not_due: 'not due yet' }

function notices(facts: PaperFacts): PaperSection {
  const all = facts.record.notices
  const rows = all.map((notice) => [
    ...[notice.title ?? 'not open', notice.rule ?? '–', timeText(notice.approved?.at ?? null), timeText(notice.sent?.dueAt ?? null)],
    ...[timeText(notice.sent?.at ?? null), notice.sent?.channel ?? '–', againstDeadline(notice), notice.sent?.reference ?? '–'],
  ])
  const columns = ['Notice', 'Rule', 'Approved (UTC)', 'Due (UTC)', 'Sent (UTC)', 'Channel', 'Outcome', 'Reference']
  const section = tabled('Notices', { caption: 'Notices against their deadlines, as judged when they went out', columns, rows })
  const texts = all.flatMap(({ title, text }) => (text === null ? [] : [{ title: title ?? 'Notice', text }]))
  return { ...section, texts }
}

function againstDeadline(notice: NoticeRecord): string {
  const outcome = noticeOutcome(notice)
  if (outcome === 'declined') return `not sent: ${notice.declined?.reason ?? 'the reason is not open'}`
  if (outcome === 'approved') return 'approved, not sent'
  const timeliness = noticeTimeliness(notice)
  if (timeliness === null) return 'sent, without a firm deadline'
  return timeliness === 'in_time' ? '✓ in time' : `! late by ${lengthText(notice.sent?.lateBy ?? null)}`
}

const answerWords: Record<string, string> = { accept: 'taken on', decline: 'declined', 'ask-counsel': 'left to counsel' }

function duties(facts: PaperFacts): PaperSection {
  const rows = facts.record.decisions.map((one) => [
    ...[one.rule ?? 'not open', answerWords[one.answer ?? ''] ?? one.answer ?? '–', one.reason ?? '–', nameOf(facts, one.by)],
    ...[timeText(one.at), one.replaces === null ? '–' : (answerWords[one.replaces] ?? one.replaces), entryText(one.entry)],
  ])
  const columns = ['Rule', 'Answer', 'Reason', 'By', 'Decided (UTC)', 'Instead of', '#Entry']
  return tabled('Duties to notify', { caption: 'Whether there is a duty, as was decided', columns, rows })
}

function updates({ record }: PaperFacts): PaperSection {
  const rows = record.updates.map(({ at, audience, nextDueAt, entry }) => [
    timeText(at),
    audience ?? '–',
    timeText(nextDueAt),
    entryText(entry),
  ])
  const columns = ['Sent (UTC)', 'Audience', 'Next one due (UTC)', '#Entry']
  return tabled('Status updates', { caption: 'How it went, as was told', columns, rows })
}

function review(facts: PaperFacts): PaperSection {
  const { record, asOf } = facts
  const { rule, required, dueAt, review: written, timeliness } = reviewStanding(record, asOf)
  const decided = record.reviewDecisions.at(-1)
  const said = [
    ...(rule === null ? [] : [`The policy says: review ${rule.replaceAll('-', ' ')}.`]),
    ...(decided === undefined || decided.required === null
      ? []
      : [
          `${decided.required ? 'To hold a review' : 'To hold no review'} was decided by ${nameOf(facts, decided.by)} at ${timeText(decided.at)} UTC${decided.reason === null ? '' : `: ${decided.reason}`}.`,
        ]),
    ...(required === true && written === undefined ? ['No review is written.'] : []),
    ...(dueAt === null || timeliness === null ? [] : [`Due ${timeText(dueAt)} UTC: ${timelinessWords[timeliness].replace(/^[!✓] /, '')}.`]),
  ]
  if (written === undefined) return { title: 'Review', said: decided === undefined && required !== true ? [] : said, tables: [], texts: [] }
  const { approved, causes } = written
  const by = approved === null ? 'Not approved.' : `Approved by ${nameOf(facts, approved.by)} at ${timeText(approved.at)} UTC.`
  const impact = [
    impactText(written.customers, 'customers'),
    impactText(written.records, 'records'),
    impactText(written.minutes, 'minutes down'),
    written.cost,
  ]
  const counted = impact.flatMap((one) => one ?? [])
  return {
    title: 'Review',
    said: [...said, by, ...(counted.length === 0 ? [] : [`Impact: ${counted.join(', ')}.`])],
    tables: causes.length === 0 ? [] : [causeTable(causes)],
    texts: [
      { title: 'Summary', text: written.summary ?? '' },
      { title: 'What went well', text: written.wentWell ?? '' },
      { title: 'What was lucky', text: written.wasLucky ?? '' },
    ].filter(({ text }) => text !== ''),
  }
}

function impactText(number: number | null, what: string): string | null {
  return number === null ? null : `${count(number)} ${what}`
}

function causeTable(causes: readonly { text: string; kind: string }[]) {
  const rows = causes.map(({ kind, text }, place) => [String(place + 1), kind, text])
  return { caption: 'From what happened to what can be mended; the last is the root', columns: ['#', 'Kind', 'What'], rows }
}

function actions(facts: PaperFacts): PaperSection {
  const { record, asOf } = facts
  const rows = record.actions.map((action) => {
    const timeliness = actionTimeliness(action, record.timeZone, asOf)
    const effect = action.checked === null ? '–' : action.checked.effective === false ? 'without effect' : 'effective'
    return [
      ...[action.title ?? 'not open', nameOf(facts, action.owner), action.dueOn ?? '–', timeText(action.closed?.at ?? null)],
      ...[timeliness === null ? '–' : timelinessWords[timeliness], action.closed?.proof ?? '–', effect],
    ]
  })
  const columns = ['Action', 'Owner', 'Due on', 'Closed (UTC)', 'Kept', 'Proof', 'Effect']
  return tabled('Corrective actions', { caption: 'What is to be mended, by whom, by when', columns, rows })
}
