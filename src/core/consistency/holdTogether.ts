// Do the documents in force agree: runbooks with the policies they cite, promises with steps, alerts with runbooks?
import type { Lexicons } from '../lint/lexicon.ts'
import { missingPolicy, otherEscalation, timesThatDiffer, unknownLevels } from './againstPolicy.ts'
import { type DocumentInForce, type HeldRunbook, heldPolicy, heldRunbook } from './heldDocument.ts'
import { consistencyRules, type Inconsistency } from './inconsistency.ts'
import { matchingFindings, type Seen } from './matching.ts'
import { type SeenType, unkeptPromises } from './unkeptPromises.ts'

const levels = { error: 0, warning: 1, note: 2 } as const

/** Pure: what is in force and what was seen is handed in. Grouped by kind, in each the worst first. */
export function holdTogether(
  documents: readonly DocumentInForce[],
  seen: Seen & { types: readonly SeenType[] },
  lexicons: Lexicons,
): Inconsistency[] {
  const policies = documents.filter(({ kind }) => kind === 'policy').flatMap((document) => heldPolicy(document, lexicons))
  const runbooks = documents.filter(({ kind }) => kind === 'runbook').map((document) => heldRunbook(document, lexicons))
  const cited = (runbook: HeldRunbook) => policies.filter(({ id }) => id === runbook.policy)
  const found = [
    ...policies.flatMap((policy) => timesThatDiffer(policy, policy, lexicons)),
    ...runbooks.flatMap((runbook) => [
      ...cited(runbook).flatMap((policy) => [
        ...timesThatDiffer(runbook, policy, lexicons),
        ...unknownLevels(runbook, policy),
        ...otherEscalation(runbook, policy),
      ]),
      ...missingPolicy(runbook, policies),
    ]),
    ...policies.flatMap((policy) => unkeptPromises(policy, runbooks, seen.types, lexicons)),
    ...matchingFindings(runbooks, seen),
  ]
  const rank = ({ rule, level }: Inconsistency) => consistencyRules.indexOf(rule) * 3 + levels[level]
  // A stable sort: within a kind and level they stay in the order of the documents.
  return found.sort((left, right) => rank(left) - rank(right))
}
