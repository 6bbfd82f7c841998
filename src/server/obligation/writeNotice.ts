// Drafts, changes, approves and declines notices, and records that one went out another way.
import type { BodyOf } from '../../contract/endpoint.ts'
import type { noticeApi } from '../../contract/notice.ts'
import { refuseWhereNothingFollows } from '../../core/incident/afterwards.ts'
import { happenedAt } from '../../core/incident/happened.ts'
import { incidentNumber } from '../../core/incident/words.ts'
import type { IncidentId, NoticeId } from '../../core/kernel/ids.ts'
import type { Instant } from '../../core/kernel/instant.ts'
import { Refusal } from '../../core/kernel/refusal.ts'
import { approveNotice, type DecidedNotice, declineNotice, recordSent, startSending } from '../../core/obligation/decideNotice.ts'
import { interviewOf } from '../../core/obligation/interviewAnswers.ts'
import { contractSlug } from '../../core/obligation/keptContract.ts'
import { changeNotice, draftNotice, type Notice } from '../../core/obligation/notice.ts'
import { noticeValues } from '../../core/obligation/noticeValues.ts'
import { updateCadence } from '../../core/obligation/statusUpdate.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'
import { noSuchEvidence } from '../evidence/evidenceLines.ts'
import { readItem } from '../evidence/evidenceStore.ts'
import type { SignedIn } from '../http/route.ts'
import { lockIncident } from '../incident/incidentAccess.ts'
import { record } from '../ledger/record.ts'
import { insertNotice, readNotice, saveNotice } from './noticeStore.ts'
import { shippedCatalogue } from './obligationCatalogue.ts'
import { type ObligationFacts, obligationFacts } from './obligationFacts.ts'
import { touchIncident, updatesOf } from './obligationStore.ts'
import { dueOfRule, ruleOf, textOf } from './showNotices.ts'

export type Acting = { tx: OrganizationTx; by: SignedIn; incidentId: IncidentId; now: Instant }
export type Changed = { facts: ObligationFacts; notice: Notice }

async function factsToActOn({ tx, by, incidentId, now }: Acting): Promise<ObligationFacts> {
  const incident = await lockIncident(tx, by, incidentId)
  refuseWhereNothingFollows(incident)
  return obligationFacts(tx, incident, now)
}

async function knownValues({ tx, incidentId, now }: Acting, facts: ObligationFacts, to: string, rule: string | null) {
  const { incident, organization, clocks, interview, contracts, policy } = facts
  const updates = await updatesOf(tx, incidentId)
  const lastUpdateAt = updates.at(-1)?.at ?? null
  const { nextDueAt } = updateCadence(policy, { ...incident, lastUpdateAt, timeZone: organization.timeZone }, now)
  const known = {
    ...incident,
    number: incidentNumber(incident.number),
    organization: organization.name,
    timeZone: organization.timeZone,
    clocks,
    interview: interviewOf(interview?.answers ?? null),
  }
  const contract = contracts.find(({ contractId }) => rule === `contract-${contractSlug(contractId)}.notice`) ?? null
  return noticeValues(known, { to, rule: ruleOf(facts, rule), contract, nextUpdateAt: nextDueAt }, now)
}

/** What is drafted is no evidence yet: it goes on record when it is approved, sent or declined. */
export async function createNotice(acting: Acting, noticeId: NoticeId, body: BodyOf<typeof noticeApi.create>): Promise<Changed> {
  const facts = await factsToActOn(acting)
  const { rule = null, template: named = null, to, text: ownText = null } = body
  const template = named === null ? null : shippedCatalogue().templates.get(named)
  if (template === undefined) throw unfit('/template', `there is no notice template “${named}”`)
  if (template === null && ownText === null) throw unfit('/text', 'is needed where no template is named')
  const known = ruleOf(facts, rule)
  if (rule !== null && known === null) throw unfit('/rule', 'no obligation of this incident has this rule')
  const title = known?.title ?? template?.title ?? body.subject ?? 'Notice'
  const subject = body.subject ?? `${title}: ${incidentNumber(facts.incident.number)}`
  const fill = { ...(await knownValues(acting, facts, to, rule)), ...body.values }
  const at = happenedAt(body.happened_at, facts.incident.declaredAt, acting.now)
  const notice = draftNotice(
    { noticeId, rule, title, template: named, to, subject, ownText, fill, covers: body.covers ?? [] },
    acting.by,
    at,
  )
  await insertNotice(acting.tx, acting.incidentId, notice)
  await touchIncident(acting.tx, acting.incidentId, acting.now)
  return { facts, notice }
}

function unfit(path: string, message: string): Refusal {
  return new Refusal('invalid_request', `${path.slice(1)}: ${message}.`, { fields: [{ path, message }] })
}

type Decide = (facts: ObligationFacts, notice: Notice) => DecidedNotice | Notice | Promise<DecidedNotice>

async function act(acting: Acting, noticeId: NoticeId, decide: Decide) {
  const facts = await factsToActOn(acting)
  const notice = await readNotice(acting.tx, acting.incidentId, noticeId)
  if (notice === undefined) throw new Refusal('not_found', 'There is no such notice of this incident.')
  const made = await decide(facts, notice)
  const { notice: after, event, entry } = 'entry' in made ? made : { notice: made, event: null, entry: null }
  await saveNotice(acting.tx, after, event)
  if (entry !== null) await record(acting.tx, [entry], acting.now)
  await touchIncident(acting.tx, acting.incidentId, acting.now)
  return { facts, notice: after }
}

const when = ({ incident }: ObligationFacts, given: string | undefined, now: Instant) => happenedAt(given, incident.declaredAt, now)

export function changeOneNotice(acting: Acting, noticeId: NoticeId, body: BodyOf<typeof noticeApi.change>): Promise<Changed> {
  const { happened_at: happened, ...change } = body
  return act(acting, noticeId, (facts, notice) => changeNotice(notice, change, acting.by, when(facts, happened, acting.now)))
}

export function approveOneNotice(acting: Acting, noticeId: NoticeId, body: BodyOf<typeof noticeApi.approve>): Promise<Changed> {
  return act(acting, noticeId, (facts, notice) => {
    const { approvers } = facts.policy
    const approval = { text: textOf(facts, notice), approvers, incompleteReason: body.incomplete_reason ?? null }
    return approveNotice(facts.incident, notice, approval, acting.by, when(facts, body.happened_at, acting.now))
  })
}

export function declineOneNotice(acting: Acting, noticeId: NoticeId, body: BodyOf<typeof noticeApi.decline>): Promise<Changed> {
  return act(acting, noticeId, (facts, notice) =>
    declineNotice(facts.incident, notice, body.reason, acting.by, when(facts, body.happened_at, acting.now)),
  )
}

/** The mail itself goes out after the commit: `sendNotice.job.ts`. */
export function beginSending(acting: Acting, noticeId: NoticeId): Promise<Changed> {
  return act(acting, noticeId, (_facts, notice) => startSending(notice))
}

export function recordOneSent(acting: Acting, noticeId: NoticeId, body: BodyOf<typeof noticeApi.recordSent>): Promise<Changed> {
  return act(acting, noticeId, async (facts, notice) => {
    if (body.evidence_id !== undefined && (await readItem(acting.tx, acting.incidentId, body.evidence_id)) === undefined)
      throw noSuchEvidence()
    const how = {
      at: happenedAt(body.sent_at, facts.incident.declaredAt, acting.now, '/sent_at'),
      channel: body.channel,
      reference: body.reference ?? null,
      evidenceId: body.evidence_id ?? null,
      due: dueOfRule(facts, notice.rule),
      text: textOf(facts, notice).text,
    }
    if (notice.state === 'sending')
      throw new Refusal('state_not_possible', `“${notice.title}” is being sent by e-mail: wait for the result.`)
    return recordSent(facts.incident, notice, how, acting.by)
  })
}
