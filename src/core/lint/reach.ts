// What does a document cite that is at hand? A runbook is judged with its policy, and both with the escalation path they name.
import type { PolicyPromises } from '../policy/locatedPromises.ts'
import type { Element, Standing } from './element.ts'
import type { LintText } from './reading/readText.ts'

/** How the elements of a policy stand, and what it promises. */
export type ReachedPolicy = { elements: Readonly<Record<Element, Standing>>; promised: PolicyPromises | null }

export type Reach = {
  /** By the policy's id. */
  policies: ReadonlyMap<string, ReachedPolicy>
  /** Ids of escalation paths whose levels each have a mechanism, a backup and a channel. */
  escalations: ReadonlySet<string>
}

export const noReach: Reach = { policies: new Map(), escalations: new Set() }

/** Front matter ends before. */
const farthest = 20_000

const rank: Record<Standing, number> = { absent: 0, generic: 1, functional: 2 }

export function reachedStanding(element: Element, own: Standing, text: LintText, reach: Reach): Standing {
  const cited: Standing = reach.policies.get(text.fields.get('policy') ?? '')?.elements[element] ?? 'absent'
  const path: Standing = element === 'escalation' && citedPaths(text).some((id) => reach.escalations.has(id)) ? 'functional' : 'absent'
  return [own, cited, path].reduce((best, next) => (rank[next] > rank[best] ? next : best))
}

/** `policy: incident-response` of a runbook, before anything of it is read. */
export function policyCitedIn(source: string): string | null {
  return /^policy:[ \t]*["']?([\w.-]{1,100})/m.exec(source.slice(0, farthest))?.[1] ?? null
}

/** `escalation: security-oncall`, of a runbook or of a level in a policy. */
function citedPaths({ frontMatter }: LintText): string[] {
  return [...(frontMatter?.text ?? '').matchAll(/^\s*escalation:\s*["']?([\w-]{1,80})/gm)].map(([, id]) => id ?? '')
}
