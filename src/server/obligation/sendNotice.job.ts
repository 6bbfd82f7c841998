// Sends approved notices by e-mail after the commit that asked for it, a few times if need be, and records what came of it.

import { systemActor } from '../../core/kernel/actor.ts'
import type { IncidentId, NoticeId, OrganizationId } from '../../core/kernel/ids.ts'
import { recordSent, sendingFailed } from '../../core/obligation/decideNotice.ts'
import type { Notice } from '../../core/obligation/notice.ts'
import { inOrganization, type OrganizationTx } from '../../database/inOrganization.ts'
import { lockIncident } from '../incident/incidentAccess.ts'
import { record } from '../ledger/record.ts'
import { nudgeSealing } from '../ledger/seal.job.ts'
import type { Services } from '../services.ts'
import { readNotice, saveNotice } from './noticeStore.ts'
import { obligationFacts } from './obligationFacts.ts'
import { touchIncident } from './obligationStore.ts'
import { dueOfRule } from './showNotices.ts'

const name = 'send-notice'

/** Past them it is shown as failed, and can be sent again or another way. */
export const mostAttempts = 5

const sender = systemActor('notices')

type Order = { organizationId: OrganizationId; incidentId: IncidentId; noticeId: NoticeId }

export async function orderSending(
  tx: OrganizationTx,
  { jobs }: Pick<Services, 'jobs'>,
  order: Omit<Order, 'organizationId'>,
): Promise<void> {
  await jobs.send<Order>(name, { ...order, organizationId: tx.organizationId }, { tx, singletonKey: order.noticeId })
}

type Needs = Pick<Services, 'database' | 'mailer' | 'clock' | 'events' | 'log'>

/** Whoever has it in hand when the answer comes: it may have been done already by a try that died before it said so. */
async function settle(
  services: Needs,
  { organizationId, incidentId, noticeId }: Order,
  decide: (tx: OrganizationTx, notice: Notice) => Promise<void>,
) {
  await inOrganization(services.database, organizationId, sender, async (tx) => {
    const incident = await lockIncident(tx, sender, incidentId)
    const notice = await readNotice(tx, incident.incidentId, noticeId)
    if (notice?.state === 'sending') await decide(tx, notice)
  })
  services.events.announce(organizationId, { topic: 'incident', ids: [incidentId] })
}

async function settleSent(services: Needs, order: Order, reference: string) {
  const now = services.clock()
  await settle(services, order, async (tx, notice) => {
    const incident = await lockIncident(tx, sender, order.incidentId)
    const facts = await obligationFacts(tx, incident, now)
    const how = {
      at: now,
      channel: 'e-mail',
      reference,
      evidenceId: null,
      due: dueOfRule(facts, notice.rule),
      text: notice.fixedText ?? '',
    }
    const { notice: after, event, entry } = recordSent(incident, notice, how, sender)
    await saveNotice(tx, after, event)
    await record(tx, [entry], now)
    await touchIncident(tx, order.incidentId, now)
  })
}

async function settleFailed(services: Needs, order: Order, answer: string): Promise<boolean> {
  let isLast = true
  await settle(services, order, async (tx, notice) => {
    const { notice: after, event } = sendingFailed(notice, answer, mostAttempts, sender, services.clock())
    await saveNotice(tx, after, event)
    isLast = after.state === 'failed'
  })
  return isLast
}

export async function defineSendNotice(services: Services): Promise<void> {
  const { jobs, mailer, database, log } = services
  // More than the attempts that are counted: a server that dies in the middle uses one up without counting it, and must not leave a notice waiting for ever.
  const options = { retryLimit: mostAttempts + 5, retryDelaySeconds: 20, expireInSeconds: 120 }
  await jobs.define<Order>(name, options, async (order) => {
    const notice = await inOrganization(database, order.organizationId, sender, (tx) => readNotice(tx, order.incidentId, order.noticeId), {
      readOnly: true,
    })
    if (notice?.state !== 'sending') return
    const sent = await attempt(mailer, notice)
    if ('reference' in sent) {
      await settleSent(services, order, sent.reference)
      await nudgeSealing(services)
      return
    }
    if (!(await settleFailed(services, order, sent.answer))) throw new Error(`The mail server did not take a notice: ${sent.answer}`)
    log.error({ notice: order.noticeId, answer: sent.answer }, 'A notice could not be sent by e-mail')
  })
}

async function attempt(
  mailer: Services['mailer'],
  { to, subject, fixedText }: Notice,
): Promise<{ reference: string } | { answer: string }> {
  if (mailer === null) return { answer: 'No mail server is set up: TICKMARK_SMTP_URL and TICKMARK_MAIL_FROM say which to use.' }
  try {
    const { messageId, answer } = await mailer.send({ to, subject, text: fixedText ?? '' })
    return { reference: `${messageId} ${answer}`.slice(0, 500) }
  } catch (error) {
    return { answer: (error instanceof Error ? error.message : String(error)).slice(0, 500) }
  }
}
