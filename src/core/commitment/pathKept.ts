// Was the escalation path that the policy names for a severity the one that was paged along?
import { isOpen } from '../incident/words.ts'
import type { Instant } from '../kernel/instant.ts'
import type { Policy } from '../policy/policy.ts'
import { type IncidentFacts, levelOf, notJudged, ofLevel, whyNotJudged } from './incidentFacts.ts'
import { type Judged, judged } from './outcome.ts'

/** `path`: the key of the path that it went along; null: none. */
export type PageMade = { path: string | null; at: Instant }

/** No time is promised here: until the incident is over somebody may still be paged. */
export function pathKept(policy: Pick<Policy, 'severities'>, facts: IncidentFacts, pages: readonly PageMade[]): Judged[] {
  const level = levelOf(policy, facts)
  if (level === undefined || level.escalation === null) return []
  const commitment = ofLevel(level, 'escalation')
  const along = pages.filter(({ path }) => path === level.escalation).map(({ at }) => at)
  if (along.length > 0 && facts.severity !== null) {
    return [judged(commitment, 'kept', { countedFrom: facts.declaredAt, doneAt: Math.min(...along) as Instant })]
  }
  const why = whyNotJudged(facts)
  if (why !== null) return [notJudged(commitment, why)]
  const elsewhere = pages.find(({ path }) => path !== null)?.path
  if (isOpen(facts.state)) return [judged(commitment, 'running', { countedFrom: facts.declaredAt })]
  if (elsewhere) return [judged(commitment, 'broken', {}, `It was paged along “${elsewhere}” instead.`)]
  if (pages.length > 0) return [judged(commitment, 'broken', {}, 'Somebody was paged, and along no path.')]
  if (facts.acknowledgedAt !== null) return [notJudged(commitment, 'No page is on record: whoever acknowledged it was on it without one.')]
  return [judged(commitment, 'broken', {}, 'Nobody was paged, and nobody acknowledged it.')]
}
