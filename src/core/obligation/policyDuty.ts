// What the policy itself promises to tell, as obligations of the same shape: the same engine counts them, and the same care decides them.
import { countable } from '../policy/countable.ts'
import type { NotifyDuty, Policy, SeverityLevel } from '../policy/policy.ts'
import { clockIds } from './clock.ts'
import type { Rule } from './rule.ts'

type PromisingPolicy = Pick<Policy, 'id' | 'title' | 'severities'>

/** Made once for a policy that is read once and asked about for each of its incidents. */
const made = new WeakMap<PromisingPolicy, Map<string, readonly Rule[]>>()

/** None while no severity is set: the policy promises by level. */
export function policyRules(policy: PromisingPolicy, severity: string | null): readonly Rule[] {
  const level = policy.severities.find((one) => one.level === severity)
  if (level === undefined) return []
  const byLevel = made.get(policy) ?? new Map<string, readonly Rule[]>()
  const rules = byLevel.get(level.level) ?? level.notify.map((duty) => dutyRule(policy, level, duty))
  made.set(policy, byLevel.set(level.level, rules))
  return rules
}

export function isPolicyRule(rule: string): boolean {
  return rule.startsWith('policy-')
}

const plain = (text: string) =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')

function dutyRule({ id, title }: PromisingPolicy, { level }: SeverityLevel, duty: NotifyDuty): Rule {
  const clock = clockIds.find((known) => known === plain(duty.from).replaceAll('-', '_'))
  const limit = countable(duty.within)
  const whom = duty.whom.replaceAll('-', ' ')
  return {
    id: `policy-${plain(id)}.${plain(duty.whom)}`,
    obligation: {
      id: `policy-${plain(id)}`,
      place: 'policy',
      law: title,
      article: level,
      title: `Tell ${whom}`,
      status: 'in_force',
      since: null,
      who: `you, at ${level}, by your own policy`,
      concerns: null,
      threshold: null,
      clockMeaning: null,
      safeHarbour: null,
      lawfulDelay: null,
      recordDuty: null,
      notes: [],
      traps: [],
      sources: [{ url: `policy ${id}`, kind: 'primary_text', date: null }],
      confidence: 'high',
    },
    stage: plain(duty.whom),
    title: `Tell ${whom}`,
    to: [whom],
    deadline:
      clock === undefined ? { kind: 'promptly', clock: null } : { kind: 'limit', limit, start: { kind: 'clock', clock }, cap: null },
    noLaterThan: null,
    words: clock === undefined ? `within ${duty.within.iso} from ${duty.from}` : null,
    counting: limit.kind === 'elapsed' ? 'ELAPSED_HOURS' : 'ELAPSED_DAYS',
    zone: null,
    calendar: null,
    relief: null,
    content: [],
    conditions: [],
    threshold: null,
    note: null,
    confidence: 'high',
  }
}
