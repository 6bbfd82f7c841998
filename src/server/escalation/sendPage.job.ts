// Sends a page by mail or webhook, after it is committed and outside any transaction; what came of it is kept with the page.
import { decideFailure } from '../../core/escalation/decidePage.ts'
import { endEntry, sentEntry } from '../../core/escalation/pageEntries.ts'
import { chatText, mailText, type PageText } from '../../core/escalation/pageText.ts'
import type { IncidentId, PageId } from '../../core/kernel/ids.ts'
import { Refusal } from '../../core/kernel/refusal.ts'
import { inOrganization, type OrganizationTx } from '../../database/inOrganization.ts'
import { lockIncident, seeIncident } from '../incident/incidentAccess.ts'
import type { IncidentRow } from '../incident/incidentStore.ts'
import { record } from '../ledger/record.ts'
import { nudgeSealing } from '../ledger/seal.job.ts'
import type { Services } from '../services.ts'
import { sealedFor } from './changeChannel.ts'
import { escalate, escalating } from './escalate.ts'
import { type PagePayload, pageJob } from './pageJob.ts'
import { emailOf, incidentOfPage, pageOf, type StoredPage, saveAttempt, saveEnd, saveSent, touchIncident } from './pageStore.ts'
import { listChannels } from './pathStore.ts'

/** A page that is two minutes late is of no use any more: four tries within about half a minute. */
const retryLimit = 3
const retryDelaySeconds = 4
const longestText = 500

type PageOf = { incidentId: IncidentId; pageId: PageId }
type Letter = { page: StoredPage; text: PageText; to: { email: string } | { url: string } }

/** What another try would not mend. */
class Unreachable extends Error {}

function textOf(services: Services, incident: IncidentRow, page: StoredPage): PageText {
  const { level, pathName } = page
  const place = level === null ? null : `${level.standsIn ? 'the backup of ' : ''}level ${level.number} of ${pathName ?? 'its path'}`
  return {
    number: incident.number,
    title: incident.title,
    severity: incident.severity,
    isPrivate: incident.isPrivate,
    isExercise: incident.isExercise,
    link: `${services.config.publicUrl}/incidents/${incident.incidentId}`,
    to: page.to?.name ?? '',
    byName: page.by.id === 'system' ? 'Tickmark, because nobody answered before' : page.by.name,
    place,
    escalatesAt: page.escalatesAt,
  }
}

/** Undefined where there is nothing to send any more. */
async function load(tx: OrganizationTx, services: Services, { incidentId, pageId }: PageOf): Promise<Letter | undefined> {
  const page = await pageOf(tx, incidentId, pageId)
  if (page.sentAt !== null || page.end !== null) return undefined
  const { row } = await seeIncident(tx, escalating, incidentId)
  const text = textOf(services, row, page)
  if (page.channel === 'webhook') {
    const channel = (await listChannels(tx)).find(({ name }) => name === page.via)
    if (channel === undefined) throw new Unreachable(`The channel ${page.via ?? ''} has no webhook any more.`)
    return { page, text, to: { url: services.secrets.open(channel.urlSealed, sealedFor(tx.organizationId, channel.name)) } }
  }
  const email = page.to?.personId ? await emailOf(tx, page.to.personId) : undefined
  if (email === undefined) throw new Unreachable('The directory has no address for whoever is paged.')
  return { page, text, to: { email } }
}

/** Answers what the other side said. */
async function send({ mailer, outgoing }: Services, { text, to }: Letter): Promise<string> {
  if ('email' in to) {
    if (mailer === null) throw new Unreachable('No mail server is set up.')
    const { answer } = await mailer.send({ to: to.email, ...mailText(text) })
    return answer
  }
  const headers = { 'content-type': 'application/json; charset=utf-8' }
  const { status } = await outgoing.send(to.url, { method: 'POST', headers, body: JSON.stringify({ text: chatText(text) }) })
  if (status >= 200 && status <= 299) return `HTTP ${status}`
  const message = `The webhook answered with HTTP status ${status}.`
  throw status >= 500 || status === 429 || status === 408 ? new Error(message) : new Unreachable(message)
}

function isLasting(error: unknown): boolean {
  const { responseCode } = error as { responseCode?: unknown }
  return error instanceof Unreachable || error instanceof Refusal || (typeof responseCode === 'number' && responseCode >= 500)
}

async function keepSent(tx: OrganizationTx, services: Services, { incidentId, pageId }: PageOf, receipt: string): Promise<void> {
  const incident = await lockIncident(tx, escalating, incidentId)
  const page = await pageOf(tx, incidentId, pageId)
  // Another try may have told it already.
  if (page.sentAt !== null) return
  const now = services.clock()
  await saveSent(tx, pageId, now, receipt)
  await record(tx, [sentEntry(incident, { ...page, receipt }, now)], now)
  await touchIncident(tx, incidentId, now)
}

/** True where this was the last try: it is on record, and whoever comes next is paged in the same transaction. */
async function keepFailed(tx: OrganizationTx, services: Services, { incidentId, pageId }: PageOf, error: string, lasting: boolean) {
  const incident = await lockIncident(tx, escalating, incidentId)
  const page = await pageOf(tx, incidentId, pageId)
  if (page.sentAt !== null || page.end !== null) return true
  const attempts = await saveAttempt(tx, pageId, error)
  if (!lasting && attempts <= retryLimit) return false
  const now = services.clock()
  const failed = decideFailure(page, 'channel-unreachable', escalating, error, now)
  await saveEnd(tx, failed)
  await record(tx, [endEntry(incident, failed)], now)
  await touchIncident(tx, incidentId, now)
  if (page.level !== null) await escalate(tx, services, incident, now, [page.level.pathId])
  return true
}

/** Mail servers repeat whom the mail was for: an address is nobody's reason. */
function said(text: string): string {
  return text.replace(/[^\s<>"'()]+@[^\s<>"'()]+/g, '[address]').slice(0, longestText)
}

export async function sendPage(services: Services, { organizationId, pageId }: PagePayload): Promise<void> {
  const inside = <T>(work: (tx: OrganizationTx) => Promise<T>) =>
    inOrganization(services.database, organizationId, escalating, work, { retry: true })
  const incidentId = await inside((tx) => incidentOfPage(tx, pageId))
  if (incidentId === undefined) return
  let receipt: string | undefined
  try {
    const letter = await inside((tx) => load(tx, services, { incidentId, pageId }))
    if (letter === undefined) return
    receipt = said(await send(services, letter))
  } catch (error) {
    services.log.warn({ err: error, organization: organizationId, page: pageId }, 'A page could not be sent')
    const message = said(error instanceof Error ? error.message : String(error))
    if (!(await inside((tx) => keepFailed(tx, services, { incidentId, pageId }, message, isLasting(error))))) throw error
  }
  const taken = receipt
  if (taken !== undefined) await inside((tx) => keepSent(tx, services, { incidentId, pageId }, taken))
  services.events.announce(organizationId, { topic: 'incident', ids: [incidentId] })
  await nudgeSealing(services)
}

export async function defineSendPage(services: Services): Promise<void> {
  const options = { retryLimit, retryDelaySeconds, expireInSeconds: 60, atOnce: 4 }
  await services.jobs.define<PagePayload>(pageJob, options, (payload) => sendPage(services, payload))
}
