// Was an incident acknowledged, contained and told about in time? By the same clocks that its own page shows.
import { type Milestones, type PromiseClock, promiseClocks, updateClocks } from '../incident/promiseClocks.ts'
import type { Instant } from '../kernel/instant.ts'
import type { Policy, SeverityLevel } from '../policy/policy.ts'
import { type IncidentFacts, levelOf, noSeverity, ofLevel } from './incidentFacts.ts'
import { type Judged, judged, type Outcome } from './outcome.ts'

type Levels = Pick<Policy, 'severities'>

const outcomeOf: Record<PromiseClock['state'], Outcome> = { met: 'kept', late: 'broken', missed: 'broken', running: 'running' }

/** `updates`: when each went out. */
export function clocksKept(policy: Levels, facts: IncidentFacts, updates: readonly Instant[], now: Instant): Judged[] {
  return [...answersKept(policy, facts, now), ...updatesKept(policy, facts, updates, now)]
}

function milestonesOf(facts: IncidentFacts, lastUpdateAt: Instant | null): Milestones {
  const { declaredAt, detectedAt, acknowledgedAt, containedAt, recoveredAt, closedAt } = facts
  return { declaredAt, detectedAt, acknowledgedAt, containedAt, lastUpdateAt, overAt: recoveredAt ?? closedAt }
}

/** Acknowledged and contained in time: no update changes that. */
export function answersKept(policy: Levels, facts: IncidentFacts, now: Instant): Judged[] {
  const clocks = promiseClocks(policy, facts.levels, milestonesOf(facts, null), facts.timeZone, now)
  return [
    ...once(policy, facts, clocks, 'acknowledge', facts.acknowledgedAt, ({ acknowledgeWithin }) => acknowledgeWithin),
    ...once(policy, facts, clocks, 'contain', facts.containedAt, ({ containWithin }) => containWithin),
  ]
}

const overBefore = 'It was over before this was due.'

function clockJudged({ what, level, state, countedFrom, dueAt, doneAt, isProvisional }: PromiseClock): Judged {
  const commitment = ofLevel({ level }, what)
  const times = { countedFrom, dueAt, doneAt }
  // Done when it was over already: the promise had ended before anybody could break it.
  if (state === 'met' && doneAt !== null && doneAt > dueAt) return judged(commitment, 'unjudged', times, overBefore)
  return isProvisional ? judged(commitment, 'unjudged', times, noSeverity) : judged(commitment, outcomeOf[state], times)
}

function once(
  policy: Levels,
  facts: IncidentFacts,
  clocks: readonly PromiseClock[],
  what: 'acknowledge' | 'contain',
  doneAt: Instant | null,
  promised: (level: SeverityLevel) => unknown,
): Judged[] {
  const clock = clocks.find((one) => one.what === what)
  if (clock !== undefined) return [clockJudged(clock)]
  const level = levelOf(policy, facts)
  // Done before anything was promised, or never promised at all: not subject to it.
  if (level === undefined || !promised(level) || doneAt !== null) return []
  return [judged(ofLevel(level, what), 'unjudged', {}, overBefore)]
}

/** One answer for each severity that it had: broken by its first late wait, else running where the last one runs. */
export function updatesKept(policy: Levels, facts: IncidentFacts, updates: readonly Instant[], now: Instant): Judged[] {
  const clocks = updateClocks(policy, facts.levels, milestonesOf(facts, updates.at(-1) ?? null), updates, facts.timeZone, now)
  const byLevel = new Map<string, PromiseClock[]>()
  for (const clock of clocks) byLevel.set(clock.level, [...(byLevel.get(clock.level) ?? []), clock])
  if (byLevel.size === 0) {
    const level = levelOf(policy, facts)
    return level?.updateEvery ? [judged(ofLevel(level, 'update'), 'unjudged', {}, overBefore)] : []
  }
  return [...byLevel.values()].flatMap((waits) => {
    const telling = waits.find(({ state }) => outcomeOf[state] === 'broken') ?? waits.at(-1)
    return telling === undefined ? [] : [clockJudged(telling)]
  })
}
