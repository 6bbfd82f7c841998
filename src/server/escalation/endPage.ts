// Records that a page was answered, or that it reached nobody and why; in the second case whoever comes next is paged at once.
import type { ReplyOf } from '../../contract/endpoint.ts'
import type { pageApi } from '../../contract/page.ts'
import { decideAnswer, decideFailure, type KeptPage, refuseOver, whenDone } from '../../core/escalation/decidePage.ts'
import type { IncidentId, PageId } from '../../core/kernel/ids.ts'
import type { Instant } from '../../core/kernel/instant.ts'
import type { Call } from '../http/route.ts'
import { lockIncident } from '../incident/incidentAccess.ts'
import { announceIncident } from './announce.ts'
import { escalate } from './escalate.ts'
import { givenTimeOr } from './givenTime.ts'
import { keepPages } from './keepPages.ts'
import { pageOf } from './pageStore.ts'
import { pageView } from './showPage.ts'

type Reply = ReplyOf<typeof pageApi.answer>
type EndCall = Pick<Call, 'tx' | 'services' | 'by' | 'now' | 'afterCommit'> & {
  params: { incidentId: IncidentId; pageId: PageId }
  body: { happened_at?: string | undefined }
}

async function end(call: EndCall, decide: (page: KeptPage, at: Instant) => KeptPage): Promise<Reply> {
  const { tx, services, by, now, params, body } = call
  const incident = await lockIncident(tx, by, params.incidentId)
  refuseOver(incident)
  const page = await pageOf(tx, incident.incidentId, params.pageId)
  const ended = decide(page, whenDone(givenTimeOr(body.happened_at, '/happened_at'), page.askedAt, now))
  await keepPages(tx, services, incident, { ended: [ended], made: [] }, now)
  if (ended.end?.kind === 'failed' && page.level !== null) await escalate(tx, services, incident, now, [page.level.pathId])
  announceIncident(call, incident.incidentId)
  return pageView({ ...page, ...ended })
}

export function answerPage(call: Call<typeof pageApi.answer>): Promise<Reply> {
  return end(call, (page, at) => decideAnswer(page, call.by, call.body.note ?? null, at))
}

export function failPage(call: Call<typeof pageApi.fail>): Promise<Reply> {
  return end(call, (page, at) => decideFailure(page, call.body.why, call.by, call.body.note ?? null, at))
}
