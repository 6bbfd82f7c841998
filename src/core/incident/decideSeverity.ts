// How severe is it: by the answers and the policy the incident is judged by, or by a person who gives a reason.
import type { Instant } from '../kernel/instant.ts'
import { Refusal } from '../kernel/refusal.ts'
import type { NewEntry } from '../ledger/entry.ts'
import { computeSeverity, type SeverityPolicy } from '../policy/computeSeverity.ts'
import type { Answers } from '../policy/evaluate.ts'
import { overrideSeverity } from '../policy/overrideSeverity.ts'
import { happenedAt } from './happened.ts'
import { requireOpen } from './lifecycle.ts'
import { type IncidentStanding, put, type Worker } from './standing.ts'

/** One setting of the severity; the last one is in force. */
export type SeveritySet = {
  /** 1 for the first. */
  position: number
  setAt: Instant
  answers: Answers
  computed: string | null
  certainty: 'exact' | 'at-least'
  because: readonly string[]
  level: string | null
  overrideReason: string | null
  by: { id: string; name: string }
}

export type SeverityRequest = {
  answers: Answers
  override?: { level: string; reason: string } | undefined
  happenedAt?: string | undefined
}

export function decideSeverity(
  incident: IncidentStanding,
  by: Worker,
  policy: SeverityPolicy,
  request: SeverityRequest,
  before: SeveritySet | undefined,
  now: Instant,
): { set: SeveritySet; certainty: IncidentStanding['severityCertainty']; entries: NewEntry[] } {
  requireOpen(incident)
  const at = happenedAt(request.happenedAt, incident.declaredAt, now)
  refuseUnknownAnswers(policy, request.answers)
  const computed = computeSeverity(policy, request.answers)
  const override = request.override && overrideSeverity(policy, computed, request.override, by, at)
  const set: SeveritySet = {
    position: (before?.position ?? 0) + 1,
    setAt: at,
    answers: request.answers,
    computed: computed.level,
    certainty: computed.certainty,
    because: computed.because,
    level: override?.level ?? computed.level,
    overrideReason: override?.reason ?? null,
    by: { id: by.id, name: by.name },
  }
  if (before !== undefined && saysTheSame(before, set)) throw new Refusal('nothing_changed', 'These are the answers on record already.')
  const detail = {
    position: set.position,
    answers: set.answers,
    computed: set.computed,
    certainty: set.certainty,
    because: set.because,
    level: set.level,
    override_reason: set.overrideReason,
    direction: override?.direction ?? null,
  }
  const certainty = override ? 'override' : set.certainty
  const shown = { level: set.level, certainty }
  return { set, certainty, entries: [put(incident, by, { kind: 'severity.set', at, detail, shown })] }
}

/** An answer nobody asked for would be kept and count for nothing: the page must have been of another policy version. */
function refuseUnknownAnswers({ facts }: SeverityPolicy, answers: Answers): void {
  const fields = Object.entries(answers).flatMap(([name, answer]) => {
    const fact = facts.find((one) => one.name === name)
    const path = `/answers/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`
    if (fact === undefined) return [{ path, message: 'is no fact of this policy' }]
    if (answer === 'unknown') return []
    if (fact.kind === 'number') return typeof answer === 'number' && Number.isFinite(answer) ? [] : [{ path, message: 'is a number' }]
    return fact.answers.includes(String(answer)) ? [] : [{ path, message: `one of ${fact.answers.join(', ')}, unknown` }]
  })
  if (fields.length > 0)
    throw new Refusal('invalid_request', 'The policy this incident is judged by does not know these answers.', { fields })
}

function saysTheSame(before: SeveritySet, after: SeveritySet): boolean {
  const told = ({ answers, level, overrideReason }: SeveritySet) => JSON.stringify([Object.entries(answers).sort(), level, overrideReason])
  return told(before) === told(after)
}
