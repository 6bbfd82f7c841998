// May a person set another severity than the facts gave? Always, with a reason; what was computed stays beside it.
import { requireReason } from '../alert/review.ts'
import type { Instant } from '../kernel/instant.ts'
import { Refusal } from '../kernel/refusal.ts'
import type { ComputedSeverity, SeverityPolicy } from './computeSeverity.ts'

export type SeverityOverride = {
  level: string
  computed: string | null
  certainty: ComputedSeverity['certainty']
  /** Which way it goes: auditors ask for the ones that were lowered. */
  direction: 'raised' | 'lowered'
  reason: string
  by: { id: string; name: string }
  at: Instant
}

/** `computed`: null for its level counts as below every level. */
export function overrideSeverity(
  policy: Pick<SeverityPolicy, 'severities'>,
  computed: Pick<ComputedSeverity, 'level' | 'certainty'>,
  request: { level: string; reason: string },
  by: { id: string; name: string },
  now: Instant,
): SeverityOverride {
  const levels = policy.severities.map(({ level }) => level)
  const wanted = levels.indexOf(request.level)
  if (wanted < 0) {
    throw new Refusal('invalid_request', `The policy knows no severity “${request.level}”: it has ${levels.join(', ')}.`, {
      fields: [{ path: '/level', message: `one of ${levels.join(', ')}` }],
    })
  }
  if (request.level === computed.level) throw new Refusal('nothing_changed', `The facts give ${request.level} already.`)
  const reason = requireReason(request.reason)
  const given = computed.level === null ? levels.length : levels.indexOf(computed.level)
  const direction = wanted < given ? 'raised' : 'lowered'
  return {
    level: request.level,
    computed: computed.level,
    certainty: computed.certainty,
    direction,
    reason,
    by: { id: by.id, name: by.name },
    at: now,
  }
}
