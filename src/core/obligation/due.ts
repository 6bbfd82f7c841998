// By when must somebody be told? Five answers that are not each other: “no deadline” and “clock not started” must never look alike.
import { dateAt } from '../kernel/deadline.ts'
import type { Instant } from '../kernel/instant.ts'
import { type Anchor, anchorOf, anchorsOf, instantOf, zoneOf } from './anchor.ts'
import { type ClockId, type Clocks, filingsOf } from './clock.ts'
import { type CountingId, countingMeaning } from './countingRule.ts'
import { type Doubt, doubtOf, type NoFirmDate } from './doubt.ts'
import { type Count, endOfLimit, type Information, informationOn, limitWords, type Relief, reliefOf } from './limit.ts'
import { liesIn } from './places.ts'
import type { DatedCalendar, Deadline, Rule } from './rule.ts'
import { clockName, clockSentence, saidOf } from './said.ts'

export type DueContext = {
  readonly now: Instant
  /** Where the authority or the people told live, for rules that leave it open; otherwise the zone of the reading counts. */
  readonly zone: string | null
  /** Id of the calendar for rules that leave it open: the Member State reported to, the customer's. */
  readonly calendar: string | null
  readonly calendars: ReadonlyMap<string, DatedCalendar>
}

/** `said`: the rule's own time in words. `elapsed`: milliseconds since its clock started, null if that did not happen. */
export type Due = { readonly said: string } & (
  | { readonly kind: 'no-deadline'; readonly clock: ClockId | null; readonly anchor: Anchor | null; readonly elapsed: number | null }
  | {
      readonly kind: 'clock-not-started'
      readonly clock: ClockId
      readonly because: string
      readonly information: readonly Information[]
    }
  | { readonly kind: 'stage-not-filed'; readonly stages: readonly string[] }
  | { readonly kind: 'no-firm-date'; readonly why: NoFirmDate; readonly because: string; readonly elapsed: number | null }
  | FirmDue
)

export type FirmDue = {
  readonly kind: 'due'
  /** The earliest instant that can be defended. Never later than any other in here. */
  readonly strict: Instant
  readonly relief: Relief | null
  readonly anchor: Anchor
  readonly counting: CountingId
  readonly words: string
  readonly zone: string
  readonly information: readonly Information[]
  /** What the other readings of the same clock would give. */
  readonly others: readonly { readonly anchor: Anchor; readonly strict: Instant }[]
}

type LimitDeadline = Extract<Deadline, { kind: 'limit' }>
type Asked = { rule: Rule; clocks: Clocks; context: DueContext; said: string }

/** Computed again whenever a reading, a filing or the catalogue changes; nothing of it is stored as a status. */
export function dueOf(rule: Rule, clocks: Clocks, context: DueContext): Due {
  const asked = { rule, clocks, context, said: saidOf(rule) }
  const doubt = doubtOf(rule)
  if (doubt !== null) return noFirmDate(asked, doubt)
  return pulledForward(asked, rule.deadline.kind === 'limit' ? limitDue(asked, rule.deadline) : wordsDue(asked))
}

function noFirmDate({ rule, clocks, context, said }: Asked, { why, because }: Doubt): Due {
  return { kind: 'no-firm-date', said, why, because, elapsed: elapsedSince(anchorOf(rule.deadline, clocks), context.now) }
}

function elapsedSince(anchor: Anchor | null, now: Instant): number | null {
  return anchor === null ? null : now - instantOf(anchor)
}

function wordsDue({ rule: { deadline }, clocks, context, said }: Asked): Due {
  const anchor = anchorOf(deadline, clocks)
  const clock = deadline.kind === 'promptly' ? deadline.clock : null
  return { kind: 'no-deadline', said, clock, anchor, elapsed: elapsedSince(anchor, context.now) }
}

function limitDue(asked: Asked, deadline: LimitDeadline): Due {
  const { rule, said, clocks, context } = asked
  const [first, ...others] = anchorsOf(deadline.start, clocks, rule.zone ?? context.zone)
  if (first === undefined) return notStarted(asked, deadline)
  const count = countOf(asked, first)
  if (count === null)
    return noFirmDate(asked, { why: 'zone_missing', because: 'The clause names no time zone to count days in: enter it.' })
  const { since } = rule.obligation
  if (since !== null && dateAt(instantOf(first), count.zone) < since) {
    return noFirmDate(asked, { why: 'not_in_force_then', because: `This rule is in force since ${since}, and its clock started before.` })
  }
  const end = endOf(asked, deadline, first, count)
  if (end === undefined) return noFirmDate(asked, { why: 'calendar_missing', because: calendarMissing(count) })
  return {
    kind: 'due',
    said,
    ...end,
    relief: reliefOf(rule.relief, instantOf(first), end.strict, count),
    counting: rule.counting,
    words: countingMeaning(rule.counting).words,
    zone: count.zone,
    information: end.anchor === first ? informationOn(deadline.limit, instantOf(first), end.strict, count) : [],
    others: others.flatMap((anchor) => {
      const other = countOf(asked, anchor)
      const strict = other && endOf(asked, deadline, anchor, other)?.strict
      return strict ? [{ anchor, strict }] : []
    }),
  }
}

/** The end of the limit, or of the outer one where that is earlier and the start does not lie behind it. */
function endOf(asked: Asked, deadline: LimitDeadline, anchor: Anchor, count: Count): { strict: Instant; anchor: Anchor } | undefined {
  const from = instantOf(anchor)
  const strict = endOfLimit(deadline.limit, from, count)
  if (strict === undefined) return undefined
  const cap = capOf(asked, deadline)
  return cap !== null && cap.strict < strict && from <= cap.strict ? cap : { strict, anchor }
}

function capOf(asked: Asked, { cap }: LimitDeadline): { strict: Instant; anchor: Anchor } | null {
  if (cap === null) return null
  const [anchor] = anchorsOf({ kind: 'clock', clock: cap.clock }, asked.clocks, null)
  const count = anchor && countOf(asked, anchor)
  const strict = anchor && count ? endOfLimit(cap.limit, instantOf(anchor), count) : undefined
  return anchor === undefined || strict === undefined ? null : { strict, anchor }
}

function notStarted(asked: Asked, deadline: LimitDeadline): Due {
  const { said } = asked
  const { start, cap } = deadline
  if (start.kind === 'stage') return { kind: 'stage-not-filed', said, stages: start.rules }
  const latest = capOf(asked, deadline)
  const words =
    cap && `At the latest ${limitWords(cap.limit)} from ${clockName(cap.clock)}, if ${clockName(start.clock)} comes before that.`
  const information: Information[] = latest && words ? [{ id: 'at-latest', words, at: latest.strict }] : []
  return { kind: 'clock-not-started', said, clock: start.clock, because: clockSentence(start.clock), information }
}

/** “Not later than the notice to residents”: once that notice is out, this one should have been. */
function pulledForward({ rule, clocks, context }: Asked, due: Due): Due {
  const filing = rule.noLaterThan === null ? undefined : filingsOf(clocks, [rule.noLaterThan])[0]
  if (filing === undefined || due.kind === 'no-firm-date' || (due.kind === 'due' && due.strict <= filing.at)) return due
  return {
    kind: 'due',
    said: due.said,
    strict: filing.at,
    relief: null,
    anchor: { kind: 'filing', filing },
    counting: rule.counting,
    words: 'No later than the notice it goes with, which was sent then.',
    zone: rule.zone ?? context.zone ?? filing.zone,
    information: [],
    others: [],
  }
}

/** Null where days would have to be counted in a zone that a clause does not name: nothing is filled in silently. */
function countOf({ rule, context }: Asked, anchor: Anchor): Count | null {
  const { namesEverything } = countingMeaning(rule.counting)
  const hoursOnly = rule.deadline.kind === 'limit' && rule.deadline.limit.kind === 'elapsed'
  const zone = rule.zone ?? (namesEverything && !hoursOnly ? null : (context.zone ?? zoneOf(anchor)))
  const calendar = namesEverything || rule.calendar !== null ? rule.calendar : openCalendar(rule, context)
  return zone === null
    ? null
    : { counting: rule.counting, zone, calendar: calendar === null ? null : (context.calendars.get(calendar) ?? null) }
}

/** The calendar of one country says nothing about the working days of another one’s authority. */
function openCalendar({ obligation }: Rule, { calendar, calendars }: DueContext): string | null {
  const place = calendar === null ? null : (calendars.get(calendar)?.place ?? null)
  return place === null || liesIn(place, obligation.place) ? calendar : null
}

function calendarMissing({ calendar }: Count): string {
  if (calendar === null) return 'Working days are not counted without a calendar of the place concerned: choose or enter one.'
  return `Working days are not counted beyond the calendar “${calendar.title}”, which reaches from ${calendar.from} to ${calendar.to}.`
}
