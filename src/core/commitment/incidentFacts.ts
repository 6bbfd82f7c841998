// What of an incident its promises are judged by, and at which severity: what nobody decided is taken for the worst, and is not judged.
import type { LevelSince } from '../incident/promiseClocks.ts'
import type { IncidentState } from '../incident/words.ts'
import type { Instant } from '../kernel/instant.ts'
import type { Policy, SeverityLevel } from '../policy/policy.ts'
import { type Judged, judged } from './outcome.ts'

export type IncidentFacts = {
  state: IncidentState
  severity: string | null
  /** The first one first. */
  levels: readonly LevelSince[]
  declaredAt: Instant
  /** The earliest standing reading of the clock `detection`. */
  detectedAt: Instant | null
  acknowledgedAt: Instant | null
  containedAt: Instant | null
  recoveredAt: Instant | null
  /** Also when it was dismissed or merged. */
  closedAt: Instant | null
  timeZone: string
}

type Judging = Pick<IncidentFacts, 'state' | 'severity'>

/** Undefined where the policy has no such severity: then nothing was promised. */
export function levelOf({ severities }: Pick<Policy, 'severities'>, { severity }: Judging): SeverityLevel | undefined {
  return severity === null ? severities[0] : severities.find(({ level }) => level === severity)
}

export const noSeverity = 'No severity is set: it is taken for the worst, and not judged by it.'

/** Why nothing of it can be judged that is promised by severity or follows an incident; null where it can. */
export function whyNotJudged({ state, severity }: Judging): string | null {
  if (state === 'not_an_incident') return 'It was found to be no incident.'
  if (state === 'merged') return 'It was merged into another incident, which is judged.'
  return severity === null ? noSeverity : null
}

export function ofLevel(level: Pick<SeverityLevel, 'level'>, part: string): string {
  return `severity/${level.level}/${part}`
}

export function notJudged(commitment: string, why: string): Judged {
  return judged(commitment, 'unjudged', {}, why)
}
