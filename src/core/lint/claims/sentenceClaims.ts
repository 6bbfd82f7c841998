// Which times does one sentence state, and for what? Where the grammar leaves it open, none: a false alarm costs more than a missed one.
import type { Read } from '../reading/readText.ts'
import { tokensOf } from '../reading/tokens.ts'
import { amountsIn, type FoundAmount } from './amount.ts'
import type { FindAudiences, NamedAudience } from './audiences.ts'
import type { Claim } from './claim.ts'
import { clockAfter } from './clockAfter.ts'

export type SentenceClaim = Pick<Claim, 'kind' | 'whom' | 'amount' | 'clock' | 'start' | 'end'>
type Timed = FoundAmount & { role: 'deadline' | 'cadence' | 'bare'; leadStart: number }

const deadline =
  /(?:\b(?:within|no later than|not later than|in less than|in under|less than|at most|a maximum of|up to|inside|in|under|by)(?:\s+(?:the (?:first|next)|a maximum of|at most))?|≤|<)\s*$/i
const cadence = /\b(?:every|each|once an?|once every|per)\s*$/i
/** Somebody who waits is not somebody who promises. */
const unanswered = /\b(?:not|no|nobody|never|without|unless|cannot|can't|n't|unanswered|fails? to)\b[^,;:]*$/i
const condition = /^[\s*_>-]*(?:if|unless|when|whenever|where|in case|should|once|until|as soon as)\b/i
const told =
  /\b(?:tell|tells|told|notif(?:y|ies|ied|ying|ications?)|inform(?:s|ed)?|report(?:s|ed)?(?: it| this| them| the (?:incident|breach))? to|alert(?:s|ed)?|brief(?:s|ed)?|call(?:s|ed)?|phone[sd]?|page[sd]?|write(?:s)? to|(?:send|file|submit)s?(?: \w+){0,4} (?:to|with)|notices? to|reach(?:es)?)\b/gi
/** Another notice than the first has another deadline. */
const laterNotice =
  /\b(?:final|interim|intermediate|follow-?up|supplementary|second|third|monthly|weekly|complete|full|detailed|closing|progress|early warning|warning|update[sd]?|invoice|questionnaire|contract)\b/i
const breaks =
  /\b(?:to|that|who|which|whether|must|shall|should|can|may|will|would|has|have|had|answers?|answered|repl(?:y|ies|ied)|responds?|asks?|requires?|expects?|wants?|acts?|confirms?|decides?|approves?|acknowledges?)\b/i

export function claimsInSentence(text: string, read: Read, from: number, find: FindAudiences): SentenceClaim[] {
  const timed = amountsIn(text).map((amount) => rolesOf(amount, text))
  const stated = timed.filter(({ leadStart }) => !isConditional(text, leadStart) && !isUnanswered(before(text, leadStart)))
  if (stated.length === 0) return []
  const named = find(text, tokensOf(text))
  return stated.flatMap((amount): SentenceClaim[] => {
    const clock = clockAfter(text.slice(amount.end))
    if (clock === 'another') return []
    const said = { amount: { count: amount.count, unit: amount.unit, isBusiness: amount.isBusiness }, clock }
    const place = { start: amount.role === 'bare' ? amount.start : amount.leadStart, end: amount.end }
    const previous = timed.findLast(({ end }) => end <= amount.leadStart)
    const own = ownClaim(text, amount, previous, read)
    if (own !== null) return [{ kind: own, whom: null, ...said, ...place }]
    if (amount.role === 'cadence') return []
    const whoms = new Set(whomOf(text, amount, previous, named, read, from).map(({ whom }) => whom))
    return [...whoms].map((whom) => ({ kind: 'notify', whom, ...said, ...place }))
  })
}

/** No clause is longer; looking further back would cost the square of a long paragraph. */
const longestClause = 400

function before(text: string, at: number): string {
  return text.slice(Math.max(0, at - longestClause), at)
}

/** “without undue delay” denies nothing. */
function isUnanswered(lead: string): boolean {
  return unanswered.test(lead.replace(/\bwithout (?:any |undue |unnecessary |further |unreasonable )*delay\b/gi, 'soon'))
}

function rolesOf(amount: FoundAmount, text: string): Timed {
  const lead = before(text, amount.start)
  const from = amount.start - lead.length
  const found = deadline.exec(lead)
  if (found !== null) return { ...amount, role: 'deadline', leadStart: from + found.index }
  const each = cadence.exec(lead)
  if (each !== null) return { ...amount, role: 'cadence', leadStart: from + each.index }
  const isAdverb = /^(?:hourly|daily|weekly)$/i.test(text.slice(amount.start, amount.end))
  return { ...amount, role: isAdverb ? 'cadence' : 'bare', leadStart: amount.start }
}

/** “If nobody answers within 15 minutes, …”: the time is the condition’s. */
function isConditional(text: string, at: number): boolean {
  const clause = text.slice(Math.max(text.lastIndexOf(':', at), text.lastIndexOf('(', at)) + 1, at)
  if (condition.test(clause) && !/,/.test(clause)) return true
  const inner = /\b(?:if|unless|when|until|in case|where)\b([^,]*)$/i.exec(clause.slice(-longestClause))
  return inner !== null && !told.test(inner[1] ?? '')
}

const ownSubjects: readonly { kind: 'acknowledge' | 'contain' | 'update' | 'review' | 'actions'; says: RegExp; role: Timed['role'] }[] = [
  {
    kind: 'acknowledge',
    says: /\b(?:acknowledge|acknowledges|acknowledged|ack|acknowledgement|acknowledgment)(?:\s+(?:the|a|it|this|every|each|all|is|are|must|be|of))*(?:\s+(?:page|pages|alert|alerts|incident|pager|pagerduty|due|target))?\s*[:,(]?\s*$/i,
    role: 'deadline',
  },
  {
    kind: 'contain',
    says: /\b(?:contain|contained|containment)(?:\s+(?:the|it|this|is|are|must|be|of|an?|any))*(?:\s+(?:incident|breach|attack|intrusion|compromise|threat|damage|due|target))?\s*[:,(]?\s*$/i,
    role: 'deadline',
  },
  {
    kind: 'update',
    says: /\b(?:updates?|status)(?:\s+(?:the|is|are|must|be|status|to|in|go|goes|out|sent|posted|follow|follows|due|at least|everyone|everybody|incident|channel|#[\w-]+|once))*\s*[:,(]?\s*$/i,
    role: 'cadence',
  },
  {
    kind: 'review',
    says: /(?:\b(?:post-?\s?incident reviews?|post-?mortems?|retrospectives?|incident reviews?|review meetings?)(?:\s+(?:the|is|are|must|be|held|takes place|meeting|due|written|published|at sev\d|and sev\d))*|^\s*(?:hold|schedule|held|write) (?:the|a) (?:review|post-?mortem|retrospective)(?:\s+meeting)?)\s*[:,(]?\s*$/i,
    role: 'deadline',
  },
  {
    kind: 'actions',
    says: /\b(?:corrective actions?|action items?|actions?)(?:\s+(?:the|is|are|must|be|has|have|each|due|done|closed|completed|finished|one|an|owner|and|a|date))*\s*[:,(]?\s*$/i,
    role: 'deadline',
  },
]

/** The subject stands right before its time, or the sentence begins with the time and the subject follows at once. */
function ownClaim(text: string, { role, leadStart, end }: Timed, previous: Timed | undefined, read: Read): SentenceClaim['kind'] | null {
  const lead = text.slice(Math.max(previous?.end ?? 0, leadStart - longestClause), leadStart)
  const found = ownSubjects.find(
    ({ says, role: wanted }) => (role === wanted || (role === 'bare' && /[:(]\s*$/.test(lead))) && says.test(lead),
  )
  if (found !== undefined) {
    if (found.kind === 'actions' && !read.headed.has('review') && !/\b(?:corrective|items?)\b/i.test(lead)) return null
    return found.kind
  }
  if (role === 'deadline' && /^[\s*-]*$/.test(text.slice(0, leadStart))) {
    if (/^[^,.;:]{0,40},?\s+(?:acknowledge|ack) (?:the|it|this)\b/i.test(text.slice(end))) return 'acknowledge'
    if (/^[^,.;:]{0,40},?\s+contain (?:the|it|this)\b/i.test(text.slice(end))) return 'contain'
  }
  return null
}

function whomOf(
  text: string,
  amount: Timed,
  previous: Timed | undefined,
  named: readonly NamedAudience[],
  read: Read,
  from: number,
): NamedAudience[] {
  const begin = previous?.end ?? 0
  const ahead = named.filter(({ start, end }) => start >= begin && end <= amount.leadStart)
  const last = ahead.at(-1)
  if (last !== undefined && mayReach(text.slice(last.end, amount.leadStart), read, from + last.end, from + amount.leadStart)) {
    const isListed = amount.role === 'deadline' && isListItem(text, ahead[0], read)
    const isLabelled = /^[\s*_]*[:(–—-]+\s*$/.test(text.slice(last.end, amount.leadStart)) && isListItem(text, ahead[0], read)
    const verb = [...text.slice(0, amount.leadStart).matchAll(told)].at(-1)
    const isTold = verb !== undefined && amount.role === 'deadline' && !laterNotice.test(text.slice(begin, amount.leadStart))
    const isFirst = !laterNotice.test(text.slice(begin, last.start))
    if ((isTold && reaches(text, verb, ahead)) || ((isListed || isLabelled) && isFirst)) return ahead
  }
  if (amount.role !== 'deadline' || last !== undefined) return []
  return toldAfter(text, amount, named)
}

/** Between the people and the time nobody begins to do something else. */
function mayReach(gap: string, read: Read, start: number, end: number): boolean {
  const passive = gap.replace(
    /^\s*(?:(?:is|are|must|shall|should|will|has|have)\s+)*(?:to\s+)?(?:be\s+)?(?:told|notified|informed|briefed|alerted|called)\b/i,
    '',
  )
  if (breaks.test(passive) || passive.split(/\s+/).length > 10) return false
  return passive !== gap || !read.verbs.some((verb) => verb.start >= start && verb.end <= end)
}

/** The verb stands before the people, or after them in the passive. */
function reaches(text: string, verb: RegExpMatchArray, ahead: readonly NamedAudience[]): boolean {
  const [first, last] = [ahead[0], ahead.at(-1)]
  if (first === undefined || last === undefined) return false
  const at = verb.index ?? 0
  if (at >= last.end) return /\b(?:told|notified|informed|briefed|alerted|called)$/i.test(verb[0])
  return first.start - (at + verb[0].length) < 60 && !breaks.test(text.slice(at + verb[0].length, first.start).replace(/\bto\b/i, ''))
}

/** “- The supervisory authority within 72 hours”, in a list of whom to tell. */
function isListItem(text: string, first: NamedAudience | undefined, { headed, unit }: Read): boolean {
  if (first === undefined || unit.kind !== 'item' || !headed.has('communication')) return false
  return /^[\s*_>]*(?:(?:at\s+)?sev\w*\s*\d[:,]?\s+)?(?:if [^,]{3,60},\s*)?(?:the |our |all |any |each )?(?:affected |impacted )?$/i.test(
    text.slice(0, first.start),
  )
}

/** “Within 72 hours of becoming aware, notify the supervisory authority”, or “… the supervisory authority must be notified”. */
function toldAfter(text: string, { end }: Timed, named: readonly NamedAudience[]): NamedAudience[] {
  const rest = text.slice(end)
  const passive = /^[^.;:]{0,90}?\b(?:must|shall|should|will|is|are|has to|have to) (?:be )?(?:told|notified|informed)\b/i.exec(rest)
  const ahead = passive === null ? [] : named.filter((each) => each.start >= end && each.end <= end + passive[0].length)
  if (ahead.length > 0 && passive !== null && amountsIn(passive[0]).length === 0 && !laterNotice.test(passive[0])) return ahead
  const verb = [...rest.matchAll(told)][0]
  if (verb === undefined || verb.index > 60 || laterNotice.test(rest) || amountsIn(rest).length > 0) return []
  const begin = end + verb.index + verb[0].length
  const found = named.filter(({ start }) => start >= begin)
  const [first] = found
  if (first === undefined || first.start - begin > 30 || breaks.test(text.slice(begin, first.start))) return []
  return found.filter(({ start }) => start <= first.end || !breaks.test(text.slice(first.end, start)))
}
