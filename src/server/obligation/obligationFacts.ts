// Everything that an incident's obligations follow from, read in one place: answers, decisions, clauses, readings, notices, the policy.
import type { Instant } from '../../core/kernel/instant.ts'
import type { Clocks, Filing } from '../../core/obligation/clock.ts'
import type { DueContext } from '../../core/obligation/due.ts'
import { calendarOfAuthority, interviewOf } from '../../core/obligation/interviewAnswers.ts'
import { customerContract } from '../../core/obligation/keptContract.ts'
import type { Done, Notice } from '../../core/obligation/notice.ts'
import { policyRules } from '../../core/obligation/policyDuty.ts'
import { type Obligations, obligationsOf, type SentNotice } from '../../core/obligation/standing.ts'
import type { Policy } from '../../core/policy/policy.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'
import type { IncidentRow } from '../incident/incidentStore.ts'
import { pinnedPolicy } from '../incident/policyInForce.ts'
import { organizationView } from '../organization/views.ts'
import { type ContractRow, readContracts } from './contractStore.ts'
import { noticesOf } from './noticeStore.ts'
import { shippedCatalogue } from './obligationCatalogue.ts'
import { decisionsOf, latestInterview, readingsOf, type StoredDecision, type StoredInterview } from './obligationStore.ts'

export type Sent = SentNotice & { at: Instant }

export type ObligationFacts = {
  incident: IncidentRow
  policy: Policy
  organization: { name: string; timeZone: string }
  interview: StoredInterview | null
  decisions: StoredDecision[]
  contracts: ContractRow[]
  notices: Notice[]
  clocks: Clocks
  context: DueContext
  standing: Obligations<StoredDecision, Sent>['standing']
  ruledOut: Obligations<StoredDecision, Sent>['ruledOut']
}

type SentOf = Notice & { rule: string; sent: Done }

function sentOnes(notices: readonly Notice[]): SentOf[] {
  return notices.filter((notice): notice is SentOf => notice.rule !== null && notice.sent !== null)
}

export async function obligationFacts(tx: OrganizationTx, incident: IncidentRow, now: Instant): Promise<ObligationFacts> {
  const { incidentId } = incident
  const { policy } = await pinnedPolicy(tx, incident)
  const { name, time_zone: timeZone } = await organizationView(tx)
  const interview = await latestInterview(tx, incidentId)
  const decisions = await decisionsOf(tx, incidentId)
  const contracts = (await readContracts(tx)).filter(({ endedAt }) => endedAt === null || endedAt > incident.declaredAt)
  const notices = await noticesOf(tx, incidentId)
  const told = sentOnes(notices)
  const filings = told.map(({ rule, sent }): Filing => ({ rule, at: sent.at, zone: timeZone, by: sent.byName, recordedAt: sent.at }))
  const clocks = { readings: await readingsOf(tx, incidentId), filings }
  const { catalogue } = shippedCatalogue()
  const context = { now, zone: null, calendar: calendarOfAuthority(interview?.answers ?? null), calendars: catalogue.calendars }
  const asked = {
    catalogue,
    interview: interviewOf(interview?.answers ?? null),
    contracts: contracts.map(customerContract),
    policyRules: policyRules(policy, incident.severity),
    clocks,
    decisions,
    sent: told.map(({ rule, sent, lateBy }): Sent => ({ rule, at: sent.at, lateBy })),
  }
  const { standing, ruledOut } = obligationsOf(asked, context)
  return {
    incident,
    policy,
    organization: { name, timeZone },
    interview,
    decisions,
    contracts,
    notices,
    clocks,
    context,
    standing,
    ruledOut,
  }
}
