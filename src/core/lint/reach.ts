// What does a document cite that is at hand? A runbook is judged with its policy, and both with the escalation path they name.
import type { Element, Standing } from './element.ts'
import type { LintText } from './reading/readText.ts'

/** Whom a policy promises to tell, within how many hours. */
export type Promised = { whom: string; hours: number }

/** How the elements of a policy stand, and what it promises. */
export type ReachedPolicy = { elements: Readonly<Record<Element, Standing>>; promised: readonly Promised[] }

export type Reach = {
  /** By the policy's id. */
  policies: ReadonlyMap<string, ReachedPolicy>
  /** Ids of escalation paths whose levels each have a mechanism, a backup and a channel. */
  escalations: ReadonlySet<string>
}

export const noReach: Reach = { policies: new Map(), escalations: new Set() }

const rank: Record<Standing, number> = { absent: 0, generic: 1, functional: 2 }

export function reachedStanding(element: Element, own: Standing, text: LintText, reach: Reach): Standing {
  const cited: Standing = reach.policies.get(text.fields.get('policy') ?? '')?.elements[element] ?? 'absent'
  const path: Standing = element === 'escalation' && citedPaths(text).some((id) => reach.escalations.has(id)) ? 'functional' : 'absent'
  return [own, cited, path].reduce((best, next) => (rank[next] > rank[best] ? next : best))
}

/** `escalation: security-oncall`, of a runbook or of a level in a policy. */
function citedPaths({ frontMatter }: LintText): string[] {
  return [...(frontMatter?.text ?? '').matchAll(/^\s*escalation:\s*["']?([\w-]{1,80})/gm)].map(([, id]) => id ?? '')
}

/** `{ whom: supervisory-authority, within: PT72H, … }` in the front matter of a policy. */
export function promisesOf(frontMatter: string): Promised[] {
  return [...frontMatter.matchAll(/\bwhom:\s*["']?([\w-]{1,80})["']?\s*,?\s*within:\s*["']?P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?/g)].map(
    ([, whom = '', days = '0', hours = '0', minutes = '0']) => ({ whom, hours: Number(days) * 24 + Number(hours) + Number(minutes) / 60 }),
  )
}
