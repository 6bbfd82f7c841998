// Did everybody who was asked to acknowledge the policy do so in time, and again when that was due?
import { type Acknowledgement, rulesOf } from '../document/acknowledgement.ts'
import { roleNamed } from '../document/approver.ts'
import type { InForce } from '../document/inForce.ts'
import { type Due, later } from '../document/later.ts'
import type { AcknowledgeTerms } from '../document/terms.ts'
import type { Instant } from '../kernel/instant.ts'
import type { Membership } from '../people/membership.ts'
import type { DocumentJudged } from './documentKept.ts'
import { type Judged, judged } from './outcome.ts'

export type AcknowledgementJudged = DocumentJudged & { person: string }

type Period = { from: Instant; to: Instant }
/** `to`: null where the version is in force still. */
export type VersionSpan = { inForce: InForce; from: Instant; to: Instant | null }
type Asked = { from: Instant; to: Instant | null }

/** `spans`: when each version was in force, at any time. Of what was asked, that whose time ran in the period. */
export function acknowledgementsKept(
  spans: readonly VersionSpan[],
  people: readonly Membership[],
  acknowledged: readonly Acknowledgement[],
  { from, to }: Period,
  now: Instant,
): AcknowledgementJudged[] {
  return spans.flatMap((span) => {
    const rule = rulesOf(span.inForce)
    if (rule === null) return []
    const { version, number, effect } = span.inForce
    return people.flatMap((member) => {
      const given = acknowledged
        .filter((one) => one.version === version && one.person === member.person && one.at <= now)
        .map(({ at }) => at)
        .sort((left, right) => left - right)
      return askedSpans(rule, member, span).flatMap((asked) =>
        judgedSpans(rule, asked, given, effect.zone, now)
          .filter(({ begins, ends }) => begins < to && (ends ?? now) >= from)
          .map(({ outcome, begins }) => ({ ...outcome, id: `${member.person}-${begins}`, version, number, person: member.person })),
      )
    })
  })
}

/** The stretches in which somebody was asked without a break, while the version was in force. */
function askedSpans(rule: AcknowledgeTerms, { person, spans }: Membership, version: VersionSpan): Asked[] {
  const roles = new Set<string>(rule.by.flatMap((word) => roleNamed(word) ?? []))
  const whole: Asked[] = []
  for (const { role, from, to } of spans) {
    if (!rule.by.includes(person) && !roles.has(role)) continue
    const last = whole.at(-1)
    if (last !== undefined && last.to !== null && last.to >= from) whole[whole.length - 1] = { from: last.from, to }
    else whole.push({ from, to })
  }
  return whole.flatMap((asked) => {
    const from = Math.max(asked.from, version.from) as Instant
    const to = asked.to === null ? version.to : version.to === null ? asked.to : (Math.min(asked.to, version.to) as Instant)
    return to !== null && to <= from ? [] : [{ from, to }]
  })
}

type JudgedSpan = { outcome: Judged; begins: Instant; ends: Instant | null }

function judgedSpans(rule: AcknowledgeTerms, asked: Asked, given: readonly Instant[], zone: string, now: Instant): JudgedSpan[] {
  const { within, againEvery } = rule
  const [first] = given
  const begun: JudgedSpan[] =
    within === null ? [] : [waited('acknowledgement/within', asked.from, later(asked.from, within, zone), first ?? null, asked, now)]
  if (againEvery === null) return begun
  const again = given.flatMap((at, place) => {
    const due = later(at, againEvery, zone)
    const next = given[place + 1] ?? null
    // Nobody is asked again for a version that is not in force any more by then, nor after they left.
    if (next === null && asked.to !== null && asked.to < due.over) return []
    return at < asked.from || (asked.to !== null && at >= asked.to) ? [] : [waited('acknowledgement/again', at, due, next, asked, now)]
  })
  return [...begun, ...again]
}

function waited(commitment: string, from: Instant, due: Due, doneAt: Instant | null, { to }: Asked, now: Instant): JudgedSpan {
  const times = { countedFrom: from, dueAt: due.at, doneAt }
  const answer = (outcome: Judged, ends: Instant | null) => ({ outcome, begins: from, ends })
  if (doneAt !== null) return answer(judged(commitment, doneAt < due.over ? 'kept' : 'broken', times), doneAt)
  const end = to !== null && to <= now ? to : null
  if (now >= due.over && (end === null || end >= due.over)) return answer(judged(commitment, 'broken', times), end)
  if (end !== null) return answer(judged(commitment, 'unjudged', times, 'They were no longer asked before it was due.'), end)
  return answer(judged(commitment, 'running', times), null)
}
