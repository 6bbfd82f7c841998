// Which runbooks may fit an incident, by its alerts and by its type? Each once, with the best reason there is.
import { type AlertToMatch, matchRunbooks, type Proposal } from './matchRunbooks.ts'
import type { Runbook } from './runbook.ts'

type Proposable = Pick<Runbook, 'id' | 'title' | 'matches' | 'incidentType'>

/** A person who named the type knows more than a pattern. */
const named = 10_000

export function proposeRunbooks<R extends Proposable>(
  runbooks: readonly R[],
  incident: { incidentType: string | null; alerts: readonly AlertToMatch[] },
): { proposed: Proposal<R>[]; others: R[] } {
  const best = new Map<string, Proposal<R>>()
  const consider = (proposal: Proposal<R>) => {
    const before = best.get(proposal.runbook.id)
    if (before === undefined || proposal.exactness > before.exactness) best.set(proposal.runbook.id, proposal)
  }
  for (const alert of incident.alerts) for (const proposal of matchRunbooks(runbooks, alert)) consider(proposal)
  for (const runbook of runbooks) {
    if (incident.incidentType === null || runbook.incidentType !== incident.incidentType) continue
    consider({ runbook, because: `The incident is of the type ${incident.incidentType}.`, exactness: named })
  }
  const proposed = [...best.values()].sort(
    (left, right) => right.exactness - left.exactness || (left.runbook.id < right.runbook.id ? -1 : 1),
  )
  return { proposed, others: runbooks.filter(({ id }) => !best.has(id)) }
}
