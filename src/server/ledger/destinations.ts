// Choosing where checkpoints are sent: adding a destination, ending it, and sending there now.
import type { z } from 'zod'
import type { Destination, DestinationSettings, ledgerApi } from '../../contract/ledger.ts'
import { formatInstant } from '../../core/kernel/instant.ts'
import { Refusal } from '../../core/kernel/refusal.ts'
import { LedgerFormatError } from '../../core/ledger/ledgerFormatError.ts'
import { parsePem } from '../../core/ledger/pem.ts'
import { inOrganization } from '../../database/inOrganization.ts'
import type { Call, OpenCall } from '../http/route.ts'
import type { Services } from '../services.ts'
import type { StoredSettings } from './anchor/anchorTask.ts'
import { directoryProblem } from './anchor/directory.ts'
import { nudgeAnchoring } from './anchor.job.ts'
import {
  type AnchorRow,
  type DestinationRow,
  hasNews,
  latestAnchors,
  listDestinations,
  lockDestination,
  requestAnchor,
  retireDestination,
  saveDestination,
} from './anchorStore.ts'
import { readLatestCheckpoint } from './checkpointViews.ts'

type DestinationAnswer = z.output<typeof Destination>
type Settings = z.output<typeof DestinationSettings>

/** A query may carry a key; who may see destinations need not see that. */
function withoutQuery(url: string): string {
  const { origin, pathname, search } = new URL(url)
  return `${origin}${pathname}${search === '' ? '' : '?…'}`
}

function targetOf(settings: StoredSettings): string {
  switch (settings.kind) {
    case 'timestamp':
    case 'webhook':
      return withoutQuery(settings.url)
    case 'mail':
      return settings.to
    case 'directory':
      return settings.path
  }
}

function answer(destination: DestinationRow, last: AnchorRow | undefined): DestinationAnswer {
  const { settings, retiredAt } = destination
  return {
    id: destination.destinationId,
    kind: settings.kind,
    name: destination.name,
    target: targetOf(settings),
    every_seconds: destination.everySeconds,
    created_at: formatInstant(destination.createdAt),
    retired_at: retiredAt === null ? null : formatInstant(retiredAt),
    last: last
      ? {
          state: last.state,
          size: last.size,
          attempts: last.attempts,
          error: last.lastError,
          at: formatInstant(last.authorityAt ?? last.anchoredAt ?? last.requestedAt),
        }
      : null,
  }
}

export async function showDestinations({ tx, services }: Call<typeof ledgerApi.destinations>) {
  const last = await latestAnchors(tx)
  const all = await listDestinations(tx)
  const inUse = all.filter(({ retiredAt }) => retiredAt === null)
  const retired = all.filter(({ retiredAt }) => retiredAt !== null)
  return {
    items: [...inUse, ...retired].map((destination) => answer(destination, last.get(destination.destinationId))),
    mail_configured: services.mailer !== null,
    outgoing_allowed: services.outgoing.allowed,
  }
}

function refuseField(name: string, message: string): never {
  throw new Refusal('invalid_request', message, { fields: [{ path: `/settings/${name}`, message }] })
}

function demandOutgoing({ outgoing }: Services) {
  if (outgoing.allowed) return
  throw new Refusal(
    'outgoing_not_allowed',
    'This server makes no requests by itself. TICKMARK_ALLOW_OUTGOING=public lets it; a directory or mail works without.',
  )
}

/** What would fail with every attempt is said now. */
async function demandUsable(services: Services, settings: Settings): Promise<void> {
  if (settings.kind === 'timestamp') {
    demandOutgoing(services)
    try {
      parsePem(settings.ca_pem)
    } catch (error) {
      if (!(error instanceof LedgerFormatError)) throw error
      refuseField('ca_pem', 'Paste the authority’s root certificate as PEM, with its BEGIN CERTIFICATE and END CERTIFICATE lines.')
    }
  } else if (settings.kind === 'webhook') demandOutgoing(services)
  else if (settings.kind === 'mail') {
    if (services.mailer === null) {
      throw new Refusal('outgoing_not_allowed', 'No mail server is set up: TICKMARK_SMTP_URL and TICKMARK_MAIL_FROM say which to use.')
    }
  } else {
    const problem = await directoryProblem(settings.path)
    if (problem !== undefined) refuseField('path', problem)
  }
  if ((settings.kind === 'timestamp' || settings.kind === 'webhook') && !/^https?:\/\//i.test(settings.url)) {
    refuseField('url', 'Only http and https addresses can be asked.')
  }
}

function stored(services: Services, settings: Settings, destinationId: string): StoredSettings {
  if (settings.kind !== 'webhook') return settings
  const { kind, url, secret } = settings
  const sealed = secret === null ? null : Buffer.from(services.secrets.seal(secret, destinationId)).toString('base64')
  return { kind, url, secret_sealed: sealed }
}

/** Looks at the file system before it opens a transaction. */
export async function addDestination(call: OpenCall<typeof ledgerApi.addDestination>): Promise<DestinationAnswer> {
  const { services, by, organizationId, now, body } = call
  if (by === null || organizationId === null) throw new Error('adding a destination was reached without a sign-in')
  await demandUsable(services, body.settings)
  const destinationId = services.newId('destination')
  const settings = stored(services, body.settings, destinationId)
  const destination = { destinationId, name: body.name, settings, everySeconds: body.every_seconds, createdAt: now }
  await inOrganization(services.database, organizationId, by, (tx) => saveDestination(tx, destination))
  services.events.announce(organizationId, { topic: 'ledger', ids: [] })
  nudge(services)
  return answer({ ...destination, retiredAt: null }, undefined)
}

function nudge(services: Services) {
  nudgeAnchoring(services).catch((error: unknown) => services.log.error({ err: error }, 'Anchoring could not be nudged'))
}

async function lockInUse({ tx, params }: Pick<Call<typeof ledgerApi.anchorNow>, 'tx' | 'params'>): Promise<DestinationRow> {
  const destination = await lockDestination(tx, params.destinationId)
  if (destination === undefined) throw new Refusal('not_found', 'There is no such destination.')
  if (destination.retiredAt !== null) throw new Refusal('already_retired', 'This destination is not used any more.')
  return destination
}

export async function endDestination(call: Call<typeof ledgerApi.retireDestination>): Promise<void> {
  const { tx, services, now, afterCommit } = call
  const destination = await lockInUse(call)
  await retireDestination(tx, destination.destinationId, now)
  afterCommit(() => services.events.announce(tx.organizationId, { topic: 'ledger', ids: [] }))
}

/** A timestamp over the same checkpoint is still worth having later: it says that nothing was added until then. */
export async function anchorNow(call: Call<typeof ledgerApi.anchorNow>): Promise<{ size: number }> {
  const { tx, services, now, afterCommit } = call
  const { destinationId, settings } = await lockInUse(call)
  const head = await readLatestCheckpoint(tx)
  if (head === undefined) throw new Refusal('nothing_changed', 'Nothing is sealed yet, so there is no checkpoint to send.')
  const last = (await latestAnchors(tx)).get(destinationId)
  if (last?.state === 'pending') {
    throw new Refusal('nothing_changed', `The checkpoint over ${last.size} entries is on its way there already.`)
  }
  const sent = last?.state === 'anchored' && !(await hasNews(tx, last.size))
  if (sent && settings.kind !== 'timestamp') {
    throw new Refusal(
      'nothing_changed',
      `The checkpoint over ${last.size} entries was sent there, and nothing but anchors was recorded since.`,
    )
  }
  await requestAnchor(tx, { anchorId: services.newId('anchor'), destinationId, size: head.size, requestedAt: now })
  afterCommit(() => nudgeAnchoring(services))
  return { size: head.size }
}
