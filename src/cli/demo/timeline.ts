// The story as requests and moments in the order of the clock: what arrives when, when people sit down to review, when a day is over.
import { day, hour, type Instant, minute, second, toInstant } from '../../core/kernel/instant.ts'
import { type SourceKey, sources } from './company.ts'
import { makeDice } from './dice.ts'
import type { Plot } from './incidents/plot.ts'
import type { Act } from './incidents/scene.ts'
import { daysBetween, sittingOf } from './judgement.ts'
import { type Payload, payloadOf } from './payloads.ts'
import type { Firing, Story } from './story.ts'

/** A request that a tool makes. `opens`: it is the first word about this firing. */
export type Arrival = { at: Instant; source: SourceKey; payload: () => Payload; opens: Firing | null }

export type Moment =
  | { at: Instant; kind: 'beat'; sources: SourceKey[] }
  | { at: Instant; kind: 'sitting'; reviewer: string }
  | { at: Instant; kind: 'day' }
  /** Something arrives that somebody will act on. */
  | { at: Instant; kind: 'arrival' }
  | { at: Instant; kind: 'act'; plot: string; act: Act }

type Secrets = Readonly<Partial<Record<SourceKey, string>>>

/** Tools wait a little to group what belongs together, and the way takes a moment. */
const onTheWay = (at: Instant, dice: ReturnType<typeof makeDice>) => toInstant(at + dice.whole(900, 45_000))

function arrivalsOf(firing: Firing, secrets: Secrets, until: Instant): Arrival[] {
  const dice = makeDice(`way ${firing.rule.name} ${firing.subjects[0]} ${firing.startedAt}`)
  const { source } = firing.rule
  const secret = secrets[source] ?? null
  const first: Arrival = { at: onTheWay(firing.startedAt, dice), source, opens: firing, payload: () => payloadOf(firing, null, secret) }
  const arrivals = [first]
  // Now and then a tool does not hear our answer and sends the same again.
  if (dice.chance(0.01)) arrivals.push({ ...first, at: toInstant(first.at + dice.whole(5, 40) * second), opens: null })
  const { endedAt } = firing
  if (endedAt !== null) {
    arrivals.push({ at: onTheWay(endedAt, dice), source, opens: null, payload: () => payloadOf(firing, endedAt, secret) })
  }
  return arrivals.filter(({ at }) => at < until)
}

/** Somebody's old web hook with a secret that was changed since, and a proxy's error page sent as if it were an alert. */
function strays(story: Story): Arrival[] {
  const at = (days: number) => toInstant(story.from + days * day)
  const body = new TextEncoder().encode('<html><body>502 Bad Gateway</body></html>')
  const page = () => ({ body, headers: { 'content-type': 'text/html' } })
  const first = story.firings.find(({ rule }) => rule.source === 'github')
  const wrongSecret = first
    ? [{ at: at(46.2), source: 'github' as const, opens: null, payload: () => payloadOf(first, null, 'an old secret') }]
    : []
  return [{ at: at(18.3), source: 'alertmanager', opens: null, payload: page }, ...wrongSecret]
}

export function arrivalsInOrder(story: Story, secrets: Secrets): Arrival[] {
  const arrivals = story.firings.flatMap((firing) => arrivalsOf(firing, secrets, story.to))
  return [...arrivals, ...strays(story)].sort((left, right) => left.at - right.at)
}

/** Rarer than in life, where it would be minutes: a quarter of them must be lived through in seconds. */
const beatEvery = 24 * hour

function beats({ from, to, silence }: Story): Moment[] {
  const beating = sources.filter((source) => source.beats).map(({ key }) => key)
  const moments: Moment[] = []
  for (let at = toInstant(from + minute); at < to; at = toInstant(at + beatEvery)) {
    const silent = at >= silence.from && at < silence.to
    moments.push({ at, kind: 'beat', sources: beating.filter((key) => !(silent && key === silence.source)) })
  }
  return moments
}

/** Nobody has sat down since the day before yesterday: there is something to review when the demo opens. */
const leftToReview = 40 * hour

/** Alerts that incidents speak of are there when they came, not when somebody sits down. */
function incidents(plots: readonly Plot[], letters: readonly Pick<Arrival, 'at' | 'opens'>[]): Moment[] {
  const arrivals = letters.filter(({ opens }) => opens?.alias !== undefined).map(({ at }): Moment => ({ at, kind: 'arrival' }))
  const acts = plots.flatMap(({ key, acts }) => acts.map((act): Moment => ({ at: act.at, kind: 'act', plot: key, act })))
  return [...arrivals, ...acts]
}

type Told = { story: Story; firstDay: string; letters: readonly Pick<Arrival, 'at' | 'opens'>[]; plots: readonly Plot[] }

export function momentsInOrder({ story, firstDay: first, letters, plots }: Told): Moment[] {
  const sittings = daysBetween(first, story.to).map((date): Moment & { kind: 'sitting' } => ({ ...sittingOf(date), kind: 'sitting' }))
  // The story's days end when somebody sat down: one look at the clock a day is what it can afford.
  const ends = sittings.map(({ at }): Moment => ({ at, kind: 'day' }))
  const reviewed = sittings.filter(({ at }) => at < story.to - leftToReview)
  return [...beats(story), ...reviewed, ...ends, ...incidents(plots, letters)]
    .filter(({ at }) => at >= story.from && at < story.to)
    .sort((left, right) => left.at - right.at)
}
