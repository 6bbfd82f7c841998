// What may be asked about whom to tell: the interview, decisions, contracts, notices and status updates.
import { noticeApi, updateApi } from '../../contract/notice.ts'
import { contractApi, obligationApi } from '../../contract/obligation.ts'
import { Refusal } from '../../core/kernel/refusal.ts'
import { isFilled } from '../../core/obligation/content.ts'
import type { Room } from '../http/room.ts'
import { type Call, route } from '../http/route.ts'
import { addLastUpdates } from '../incident/lastUpdates.ts'
import type { Services } from '../services.ts'
import { announceIncident } from './announce.ts'
import { changeOneContract, createContract, listContracts } from './contracts.ts'
import { answerInterview, decideOneObligation } from './decide.ts'
import { eventsOf } from './noticeStore.ts'
import { shippedCatalogue } from './obligationCatalogue.ts'
import { obligationFacts } from './obligationFacts.ts'
import { lastUpdatesOf } from './obligationStore.ts'
import { seeOpenIncident } from './seeOpen.ts'
import { defineSendNotice, orderSending } from './sendNotice.job.ts'
import { type NoticeAnswer, showNotice } from './showNotices.ts'
import { showObligation, showObligations, showQuestions } from './showObligations.ts'
import { listUpdates, sendUpdate } from './updates.ts'
import {
  type Acting,
  approveOneNotice,
  beginSending,
  type Changed,
  changeOneNotice,
  createNotice,
  declineOneNotice,
  recordOneSent,
} from './writeNotice.ts'

const obligationRoutes = [
  route(obligationApi.questions, async () => showQuestions()),
  route(obligationApi.list, async ({ tx, by, params, now }) =>
    showObligations(await obligationFacts(tx, await seeOpenIncident(tx, by, params.incidentId), now)),
  ),
  route(obligationApi.interview, async (call) => {
    const facts = await answerInterview(call.tx, call.by, call.params.incidentId, call.body, call.now)
    announceIncident(call, call.params.incidentId)
    return showObligations(facts)
  }),
  route(obligationApi.decide, async (call) => {
    const standing = await decideOneObligation(call.tx, call.by, call.params.incidentId, call.body, call.now)
    announceIncident(call, call.params.incidentId)
    return showObligation(standing)
  }),
]

const contractRoutes = [
  route(contractApi.list, ({ tx }) => listContracts(tx)),
  route(contractApi.create, ({ tx, services, by, body, now }) => createContract(tx, services.newId('contract'), by, body, now)),
  route(contractApi.change, ({ tx, by, params, body, now }) => changeOneContract(tx, params.contractId, by, body, now)),
]

type NoticeCall = Pick<Call, 'tx' | 'by' | 'now' | 'services' | 'afterCommit'> & { params: { incidentId: Acting['incidentId'] } }

const acting = ({ tx, by, params, now }: NoticeCall): Acting => ({ tx, by, incidentId: params.incidentId, now })

async function answer(call: NoticeCall, { facts, notice }: Changed): Promise<NoticeAnswer> {
  announceIncident(call, call.params.incidentId)
  return showNotice(facts, notice, await eventsOf(call.tx, [notice.noticeId]))
}

const noticeRoutes = [
  route(noticeApi.list, async ({ tx, by, params, now, services }) => {
    const facts = await obligationFacts(tx, await seeOpenIncident(tx, by, params.incidentId), now)
    const events = await eventsOf(
      tx,
      facts.notices.map(({ noticeId }) => noticeId),
    )
    const own = (noticeId: string) => events.filter((event) => event.noticeId === noticeId)
    const { templates } = shippedCatalogue()
    return {
      items: facts.notices.map((notice) => showNotice(facts, notice, own(notice.noticeId))),
      templates: [...templates.values()].map(({ id, title, audience }) => ({ id, title, audience })),
      mail_configured: services.mailer !== null,
      approvers: facts.policy.approvers.filter(isFilled),
    }
  }),
  route(noticeApi.create, async (call) => answer(call, await createNotice(acting(call), call.services.newId('notice'), call.body))),
  route(noticeApi.change, async (call) => answer(call, await changeOneNotice(acting(call), call.params.noticeId, call.body))),
  route(noticeApi.approve, async (call) => answer(call, await approveOneNotice(acting(call), call.params.noticeId, call.body))),
  route(noticeApi.send, async (call) => {
    const { incidentId, noticeId } = call.params
    const changed = await beginSending(acting(call), noticeId)
    if (call.services.mailer === null) {
      throw new Refusal('mail_not_configured', 'No mail server is set up here: send it another way and record that it was sent.')
    }
    await orderSending(call.tx, call.services, { incidentId, noticeId })
    return answer(call, changed)
  }),
  route(noticeApi.recordSent, async (call) => answer(call, await recordOneSent(acting(call), call.params.noticeId, call.body))),
  route(noticeApi.decline, async (call) => answer(call, await declineOneNotice(acting(call), call.params.noticeId, call.body))),
]

const updateRoutes = [
  route(updateApi.list, async ({ tx, by, params, now }) => listUpdates(tx, await seeOpenIncident(tx, by, params.incidentId), now)),
  route(updateApi.send, async (call) => {
    const { tx, services, by, params, body, now } = call
    const updates = await sendUpdate(tx, services.newId('update'), by, params.incidentId, body, now)
    announceIncident(call, params.incidentId)
    return updates
  }),
]

export const obligationRoom: Room = {
  name: 'obligation',
  routes: [...obligationRoutes, ...contractRoutes, ...noticeRoutes, ...updateRoutes],
  start: async (services: Services) => {
    shippedCatalogue()
    await defineSendNotice(services)
    addLastUpdates(lastUpdatesOf)
    return undefined
  },
}
