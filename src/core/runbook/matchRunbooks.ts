// Which runbooks may fit an alert, the most exact first, and why each was proposed?
import { fitsGlob, literalLength } from './glob.ts'
import type { Match, Runbook } from './runbook.ts'

export type AlertToMatch = {
  /** Which tool it came from, for instance `guardduty`. */
  integration: string
  sourceId: string
  sourceName: string
  title: string
  labels: Readonly<Record<string, string>>
}

export type Proposal<R> = { runbook: R; because: string; exactness: number }

type Matchable = Pick<Runbook, 'id' | 'title' | 'matches'>

/** Each runbook once, with its most exact match; equals in the order of their ids, so that every page shows the same. */
export function matchRunbooks<R extends Matchable>(runbooks: readonly R[], alert: AlertToMatch): Proposal<R>[] {
  return runbooks
    .flatMap((runbook) => {
      const fits = runbook.matches.flatMap((match) => howItFits(match, alert)).sort((left, right) => right.exactness - left.exactness)
      return fits[0] === undefined ? [] : [{ runbook, ...fits[0] }]
    })
    .sort((left, right) => right.exactness - left.exactness || (left.runbook.id < right.runbook.id ? -1 : 1))
}

/** Labels in which tools say what kind of alert it is. */
const typeLabels = ['type', 'alertname', 'rule', 'event_type', 'check'] as const

function howItFits(match: Match, alert: AlertToMatch): { because: string; exactness: number }[] {
  const reasons: string[] = []
  let exactness = 0
  const holds = (pattern: string, said: readonly string[], sentence: (found: string) => string): boolean => {
    const found = said.find((text) => fitsGlob(pattern, text))
    if (found === undefined) return false
    exactness += 100 + Math.min(literalLength(pattern), 99)
    reasons.push(sentence(found))
    return true
  }
  const types = typeLabels.flatMap((name) => (Object.hasOwn(alert.labels, name) ? [alert.labels[name] ?? ''] : []))
  const fits =
    (match.source === null ||
      holds(match.source, [alert.integration, alert.sourceId, alert.sourceName], (found) => `the source is ${found}`)) &&
    (match.type === null || holds(match.type, types, (found) => `the type “${found}” fits “${match.type}”`)) &&
    (match.title === null || holds(match.title, [alert.title], (found) => `the title “${found}” fits “${match.title}”`)) &&
    Object.entries(match.labels).every(([name, pattern]) => {
      const said = Object.hasOwn(alert.labels, name) ? [alert.labels[name] ?? ''] : []
      return holds(pattern, said, (found) => `the label ${name} is “${found}”`)
    })
  return fits && reasons.length > 0 ? [{ because: sentence(reasons), exactness }] : []
}

function sentence(reasons: readonly string[]): string {
  const [last, ...before] = [...reasons].reverse()
  const text = before.length === 0 ? (last ?? '') : `${before.reverse().join(', ')} and ${last}`
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`
}
