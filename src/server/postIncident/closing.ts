// Tells whoever closes an incident what of telling and learning is still open.
import type { ClosingFact } from '../../core/incident/closing.ts'
import type { IncidentId } from '../../core/kernel/ids.ts'
import type { Instant } from '../../core/kernel/instant.ts'
import { awaitsDecision, isOverdue } from '../../core/obligation/standing.ts'
import { closingFactsAfterwards } from '../../core/postIncident/closing.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'
import { addClosingFacts } from '../incident/closingFacts.ts'
import { readIncident } from '../incident/incidentStore.ts'
import { obligationFacts } from '../obligation/obligationFacts.ts'
import { actionsOf } from './actionStore.ts'
import { latestReviewDecision, readReview } from './reviewStore.ts'
import { requirement } from './reviews.ts'

export function keepFromClosing(): void {
  addClosingFacts(readFacts)
}

async function readFacts(tx: OrganizationTx, incidentId: IncidentId, now: Instant): Promise<ClosingFact[]> {
  const incident = await readIncident(tx, incidentId, { lock: false })
  if (incident === undefined) return []
  const { standing, interview } = await obligationFacts(tx, incident, now)
  const review = await readReview(tx, incidentId)
  const decided = await latestReviewDecision(tx, incidentId)
  const { byRule, required } = await requirement(tx, incident, decided, review, now)
  const isApproved = review !== null && review.approved !== null
  const actions = await actionsOf(tx, incidentId)
  const named = ({ rule }: (typeof standing)[number]) => `${rule.title} (${rule.obligation.law})`
  return closingFactsAfterwards({
    isAsked: interview !== null,
    undecided: standing.filter(awaitsDecision).map(named),
    overdue: standing.filter(isOverdue).map(named),
    review: { byRule, decided: decided !== null, required, isApproved },
    actions: actions.map(({ action: { owner, dueOn, closed } }) => ({ owner, dueOn, isClosed: closed !== null })),
  })
}
