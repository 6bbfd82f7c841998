// Pages somebody: a level of a path, or one person. Where there is nobody to reach, that is on record and whoever comes next is paged.
import type { ReplyOf } from '../../contract/endpoint.ts'
import type { pageApi } from '../../contract/page.ts'
import { decidePage, refuseOver, whenDone } from '../../core/escalation/decidePage.ts'
import { type Attempt, nextAttempt, type Resolved, resolvedOf } from '../../core/escalation/nextStep.ts'
import { resolveTarget } from '../../core/escalation/resolveLevel.ts'
import type { StoredPath } from '../../core/escalation/storedPath.ts'
import { day, type Instant } from '../../core/kernel/instant.ts'
import { Refusal } from '../../core/kernel/refusal.ts'
import type { Call } from '../http/route.ts'
import { lockIncident } from '../incident/incidentAccess.ts'
import type { IncidentRow } from '../incident/incidentStore.ts'
import { announceIncident } from './announce.ts'
import { type House, loadHouse } from './directoryViews.ts'
import { escalate } from './escalate.ts'
import { givenTimeOr } from './givenTime.ts'
import { keepPages } from './keepPages.ts'
import { namedPath } from './namedPath.ts'
import { pagesOf } from './pageStore.ts'
import { listChannels, pathById } from './pathStore.ts'
import { pageView } from './showPage.ts'
import { situationOf } from './situation.ts'

type PageCall = Call<typeof pageApi.page>
type Aim = { to: Resolved; level: { path: StoredPath; attempt: Attempt } | null }

async function pathToPage({ tx, body }: PageCall, incident: IncidentRow): Promise<StoredPath> {
  if (body.path_id !== undefined) return pathById(tx, body.path_id)
  const { named, path } = await namedPath(tx, incident)
  if (path !== null) return path
  const which =
    named === null ? 'The policy names no escalation path.' : `The policy names the path “${named}”, and nobody has written it yet.`
  throw new Refusal('nobody_to_page', `${which} Add it, or page a person.`)
}

async function aim(call: PageCall, incident: IncidentRow, house: House): Promise<Aim> {
  const { tx, body, now } = call
  if (body.to_person_id !== undefined) {
    if (!house.known.has(body.to_person_id)) throw new Refusal('not_found', 'There is no such person.')
    return { to: resolveTarget({ kind: 'person', person: body.to_person_id }, house, now), level: null }
  }
  const path = await pathToPage(call, incident)
  const situation = situationOf(incident, path, await pagesOf(tx, incident.incidentId), house, now)
  if (body.level === undefined) {
    const next = nextAttempt(situation, now)
    if (next === null)
      throw new Refusal('nobody_to_page', `Somebody answered, or everybody of ${path.name} was tried. Say which level to page again.`)
    return { to: next.to, level: { path, attempt: next.attempt } }
  }
  const attempt = { number: body.level, standsIn: false }
  const to = resolvedOf(situation.levels, attempt)
  if (to === null) throw new Refusal('nobody_to_page', `${path.name} has no level ${body.level}.`)
  return { to, level: { path, attempt } }
}

/** What would fail with every attempt is said now, while somebody can still take the telephone. */
async function viaOf({ tx, services, body }: PageCall, { level }: Aim): Promise<string | null> {
  if (body.channel === 'email' && services.mailer === null) {
    throw new Refusal(
      'outgoing_not_allowed',
      'No mail server is set up: call by hand, and record that. TICKMARK_SMTP_URL and TICKMARK_MAIL_FROM set one up.',
    )
  }
  if (body.channel !== 'webhook') return null
  if (!services.outgoing.allowed) {
    throw new Refusal('outgoing_not_allowed', 'This server makes no requests by itself. TICKMARK_ALLOW_OUTGOING=public lets it.')
  }
  const channels = await listChannels(tx)
  const wanted = level?.path.levels[level.attempt.number - 1]?.channel ?? null
  const hook = level === null && channels.length === 1 ? channels[0] : channels.find(({ name }) => name === wanted)
  if (hook !== undefined) return hook.name
  throw new Refusal(
    'nobody_to_page',
    wanted === null ? 'It is not clear to which channel: page by e-mail.' : `No webhook is set for the channel ${wanted}.`,
  )
}

const monthBefore = (at: Instant) => (at - 30 * day) as Instant

export async function pageSomebody(call: PageCall): Promise<ReplyOf<typeof pageApi.page>> {
  const { tx, services, by, now, params, body } = call
  const incident = await lockIncident(tx, by, params.incidentId)
  refuseOver(incident)
  const at = whenDone(givenTimeOr(body.happened_at, '/happened_at'), monthBefore(incident.declaredAt), now)
  const house = await loadHouse(tx)
  const aimed = await aim(call, incident, house)
  const via = await viaOf(call, aimed)
  const sentNow = body.channel === 'email' || body.channel === 'webhook'
  const page = decidePage({ ...aimed, pageId: services.newId('page'), channel: body.channel, via, by, at: sentNow ? now : at, now })
  await keepPages(tx, services, incident, { ended: [], made: [page] }, now)
  const { end, level } = page
  const gone = end === null || level === null ? { made: [] } : await escalate(tx, services, incident, now, [level.pathId])
  announceIncident(call, incident.incidentId)
  const answered = gone.made.at(-1)?.pageId ?? page.pageId
  const kept = (await pagesOf(tx, incident.incidentId)).find(({ pageId }) => pageId === answered)
  if (kept === undefined) throw new Error('a page that was kept is not there')
  return pageView(kept)
}
