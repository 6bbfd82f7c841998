// Takes in what was answered about an incident, and decides its obligations one by one.
import type { BodyOf } from '../../contract/endpoint.ts'
import type { obligationApi } from '../../contract/obligation.ts'
import { refuseWhereNothingFollows } from '../../core/incident/afterwards.ts'
import { happenedAt } from '../../core/incident/happened.ts'
import type { IncidentId } from '../../core/kernel/ids.ts'
import type { Instant } from '../../core/kernel/instant.ts'
import { Refusal } from '../../core/kernel/refusal.ts'
import { decideObligation, type ObligationDecision } from '../../core/obligation/decideObligation.ts'
import { type GivenAnswers, layAnswers } from '../../core/obligation/interviewAnswers.ts'
import { decisionEntry, interviewEntry } from '../../core/obligation/obligationEntries.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'
import type { SignedIn } from '../http/route.ts'
import { lockIncident } from '../incident/incidentAccess.ts'
import { record } from '../ledger/record.ts'
import { type ObligationFacts, obligationFacts } from './obligationFacts.ts'
import { insertDecision, insertInterview, latestInterview, type StoredDecision, touchIncident } from './obligationStore.ts'

export async function answerInterview(
  tx: OrganizationTx,
  by: SignedIn,
  incidentId: IncidentId,
  body: BodyOf<typeof obligationApi.interview>,
  now: Instant,
): Promise<ObligationFacts> {
  const incident = await lockIncident(tx, by, incidentId)
  refuseWhereNothingFollows(incident)
  const at = happenedAt(body.happened_at, incident.declaredAt, now)
  const before = await latestInterview(tx, incidentId)
  const answers = layAnswers(before?.answers ?? null, body.answers as GivenAnswers)
  await insertInterview(tx, incidentId, (before?.position ?? -1) + 1, answers, by, at)
  await record(tx, [interviewEntry(incident, answers, by, at)], now)
  await touchIncident(tx, incidentId, now)
  return obligationFacts(tx, incident, now)
}

function latestDecision(decisions: readonly StoredDecision[], by: SignedIn): ObligationDecision | null {
  const latest = decisions.at(-1)
  if (latest === undefined) return null
  const { rule, answer, reason, decidedAt } = latest
  return { rule, answer, reason, decidedAt, decidedBy: by, corrects: null }
}

export async function decideOneObligation(
  tx: OrganizationTx,
  by: SignedIn,
  incidentId: IncidentId,
  { rule, answer, reason, happened_at: happened }: BodyOf<typeof obligationApi.decide>,
  now: Instant,
): Promise<ObligationFacts['standing'][number]> {
  const incident = await lockIncident(tx, by, incidentId)
  refuseWhereNothingFollows(incident)
  const facts = await obligationFacts(tx, incident, now)
  const standing = facts.standing.find((one) => one.rule.id === rule)
  if (standing === undefined) {
    throw new Refusal('not_found', 'There is no such obligation: the catalogue does not know the rule, or the answers rule it out.')
  }
  const at = happenedAt(happened, incident.declaredAt, now)
  const decision = decideObligation(
    latestDecision(standing.decisions, by),
    facts.clocks.filings,
    { rule, answer, reason: reason ?? null },
    by,
    at,
  )
  await insertDecision(tx, incidentId, facts.decisions.length, decision)
  await record(tx, [decisionEntry(incident, decision, standing.rule.title)], now)
  await touchIncident(tx, incidentId, now)
  const decided = { rule, answer, reason: decision.reason, decidedAt: at, by: by.id, byName: by.name }
  return { ...standing, decisions: [...standing.decisions, decided] }
}
