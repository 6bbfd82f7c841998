// Was a document current throughout a period? Answered from folded entries alone, so that a past period is answered alike for ever.
import { day, type Instant } from '../kernel/instant.ts'
import type { OpenedEntry } from '../ledger/openedEntry.ts'
import { foldMemberships, type Membership } from '../people/membership.ts'
import { type Acknowledgement, type Counts, countsOf, type PersonStanding, standingsAt } from './acknowledgement.ts'
import type { Source } from './act.ts'
import { foldAcknowledgements, foldHistories, type History, knownBefore } from './history.ts'
import { type InForce, inForceAt, isUnapproved, type Stretch, stretchesOf } from './inForce.ts'
import { type Approval, type Life, lifeOf, type Retirement } from './life.ts'
import { type Look, looksOf } from './reviewDue.ts'

export const gapCauses = ['nothing-in-force', 'retired', 'review-overdue'] as const
export type GapCause = (typeof gapCauses)[number]

export type Span = { from: Instant; to: Instant }
export type VersionStretch = Span & { version: InForce; approvals: readonly Approval[]; isApproved: boolean }
export type ReviewStretch = Span & { look: Look }
export type Gap = Span & { cause: GapCause; since: Instant; look: Look | null; retired: Retirement | null }
export type AcknowledgementPoint = Counts & { at: Instant; version: InForce | null }
export type CorrectionMade = { at: Instant; by: string; reason: string; of: Instant; source: Source }

export type CurrencyAnswer = Span & {
  current: boolean
  versions: readonly VersionStretch[]
  reviews: readonly ReviewStretch[]
  gaps: readonly Gap[]
  acknowledgement: readonly AcknowledgementPoint[]
  corrections: readonly CorrectionMade[]
  sources: readonly Source[]
}

export type Known = {
  history: History
  people: readonly Membership[]
  acknowledged: readonly (Acknowledgement & { source: Source | null })[]
}

/** What was recorded from the end of the period on plays no part, corrections excepted. `people` are those known before the end. */
export function currencyOf({ history, people, acknowledged }: Known, from: Instant, to: Instant): CurrencyAnswer {
  const life = lifeOf(knownBefore(history, to))
  const looks = looksOf(life)
  const stretches = stretchesOf(life, from, to)
  const versions = versionStretches(stretches)
  const reviews = reviewStretches(stretches, looks)
  const gaps = gapsOf(life, stretches, looks)
  const known = acknowledged.filter(({ at }) => at < to)
  const corrections = correctionsOf(life)
  return {
    ...{ from, to, current: gaps.length === 0, versions, reviews, gaps, corrections },
    acknowledgement: acknowledgementPoints(life, people, known, from, to),
    sources: sourcesOf(life, versions, reviews, gaps, corrections, known),
  }
}

export function daysBetween({ from, to }: Span): number {
  return Math.round(((to - from) / day) * 10) / 10
}

function versionStretches(stretches: readonly Stretch[]): VersionStretch[] {
  return stretches.flatMap(({ from, to, inForce: version }) =>
    version === undefined ? [] : [{ from, to, version, approvals: version.approvals, isApproved: !isUnapproved(version) }],
  )
}

function cut<T extends Span>({ from, to }: Span, spans: readonly T[]): T[] {
  return spans.flatMap((span) => {
    const inside = { ...span, from: Math.max(span.from, from) as Instant, to: Math.min(span.to, to) as Instant }
    return inside.from < inside.to ? [inside] : []
  })
}

function lookSpans(looks: readonly Look[], to: Instant): ReviewStretch[] {
  return looks.map((look, place) => ({ look, from: look.at, to: looks[place + 1]?.at ?? to }))
}

function reviewStretches(stretches: readonly Stretch[], looks: readonly Look[]): ReviewStretch[] {
  const spans = stretches.filter(({ inForce }) => inForce !== undefined).flatMap((stretch) => cut(stretch, lookSpans(looks, stretch.to)))
  return merged(spans, (left, right) => left.look === right.look)
}

function merged<T extends Span>(spans: readonly T[], isSame: (left: T, right: T) => boolean): T[] {
  const whole: T[] = []
  for (const span of spans) {
    const last = whole.at(-1)
    if (last !== undefined && last.to === span.from && isSame(last, span)) whole[whole.length - 1] = { ...last, to: span.to }
    else whole.push(span)
  }
  return whole
}

function gapsOf(life: Life, stretches: readonly Stretch[], looks: readonly Look[]): Gap[] {
  const gaps = stretches.flatMap((stretch): Gap[] => {
    const { from, to, inForce, retired } = stretch
    if (retired !== undefined) return [{ from, to, cause: 'retired', since: retired.at, look: null, retired }]
    if (inForce === undefined) return [{ from, to, cause: 'nothing-in-force', since: emptySince(life, from), look: null, retired: null }]
    return cut(
      stretch,
      lookSpans(looks, to).flatMap(({ look, to: end }): Gap[] =>
        look.overdue === null
          ? []
          : [{ from: look.overdue.over, to: end, cause: 'review-overdue', since: look.overdue.over, look, retired: null }],
      ),
    )
  })
  return merged(gaps, (left, right) => left.cause === right.cause && left.look === right.look && left.retired === right.retired)
}

/** Since its first version was published, or the beginning of the period where there was not even that. */
function emptySince(life: Life, from: Instant): Instant {
  return Math.min(from, life.published[0]?.at ?? from) as Instant
}

function correctionsOf({ reviews }: Life): CorrectionMade[] {
  return reviews.flatMap(({ at, takenBack }) =>
    takenBack === null ? [] : [{ at: takenBack.at, by: takenBack.by, reason: takenBack.reason, of: at, source: takenBack.source }],
  )
}

function acknowledgementPoints(life: Life, people: readonly Membership[], known: readonly Acknowledgement[], from: Instant, to: Instant) {
  const points: AcknowledgementPoint[] = []
  const instants = new Set<Instant>([from])
  const consider = (at: Instant | null) => at !== null && at > from && at < to && instants.add(at)
  for (const { effect } of life.proposals) consider(effect?.from ?? null)
  for (const { at, until } of life.retirements) [at, until].forEach(consider)
  for (const { spans } of people) for (const span of spans) [span.from, span.to].forEach(consider)
  for (const { at } of known) consider(at)
  // What is due at one of these instants becomes overdue between them.
  for (const at of [...instants]) for (const { over } of standingsAt(inForceAt(life, at), people, known, at)) consider(over)
  for (const at of [...instants].sort((left, right) => left - right)) {
    const version = inForceAt(life, at) ?? null
    const counts = countsOf(standingsAt(version ?? undefined, people, known, at))
    const last = points.at(-1)
    if (last === undefined || last.version !== version || !isSame(last, counts)) points.push({ ...counts, at, version })
  }
  return points.some(({ asked }) => asked > 0) ? points : []
}

function isSame(left: Counts, right: Counts): boolean {
  return left.asked === right.asked && left.acknowledged === right.acknowledged && left.overdue === right.overdue
}

function sourcesOf(
  life: Life,
  versions: readonly VersionStretch[],
  reviews: readonly ReviewStretch[],
  gaps: readonly Gap[],
  corrections: readonly CorrectionMade[],
  known: readonly { version: string; source: Source | null }[],
): Source[] {
  const inForce = new Set(versions.map(({ version }) => version.version))
  const all = [
    ...life.published.filter(({ version }) => inForce.has(version)),
    ...versions.flatMap(({ version }) => [version, version.effect, ...version.approvals]),
    ...reviews.map(({ look }) => look),
    ...gaps.flatMap(({ look, retired }) => [look, retired].filter((one) => one !== null)),
    ...life.retirements,
    ...corrections,
    ...known.filter(({ version }) => inForce.has(version)),
  ]
  const distinct = new Map(all.flatMap(({ source }) => (source === null ? [] : [[source.leafHash, source] as const])))
  return [...distinct.values()].sort((left, right) => (left.index ?? Number.MAX_SAFE_INTEGER) - (right.index ?? Number.MAX_SAFE_INTEGER))
}

/** Of those whom a version asked, how each stood at the last moment of a stretch in which it was in force. */
export function standingsAtEnd(
  { people, acknowledged }: Pick<Known, 'people' | 'acknowledged'>,
  { version, to }: VersionStretch,
): PersonStanding[] {
  return standingsAt(version, people, acknowledged, (to - 1) as Instant)
}

/** Approvals that came when the period was over: worth knowing, and no part of the answer. */
export function approvalsAfterwards(history: History, { versions, to }: CurrencyAnswer): (Approval & { number: number })[] {
  const orders = new Set(versions.map(({ version }) => version.order))
  return lifeOf(history)
    .proposals.filter(({ order }) => orders.has(order))
    .flatMap(({ approvals, number }) => approvals.filter(({ at }) => at >= to).map((approval) => ({ ...approval, number })))
}

/** Every document that the entries know, with the people and acknowledgements that were known before an instant. */
export function knownBeforeEnd(entries: readonly OpenedEntry[], to: Instant): Known[] {
  const people = foldMemberships(entries.filter(({ header }) => header.at < to))
  const acknowledged = foldAcknowledgements(entries, 'document.acknowledged')
  return [...foldHistories(entries).values()].map((history) => ({
    history,
    people,
    acknowledged: acknowledged.filter(({ kind, documentId }) => kind === history.kind && documentId === history.documentId),
  }))
}
