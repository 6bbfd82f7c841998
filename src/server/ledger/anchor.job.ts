// Gets checkpoints out of our hands: looks what is due, claims it, sends it. Never inside the transaction that seals.
import { systemActor } from '../../core/kernel/actor.ts'
import type { OrganizationId } from '../../core/kernel/ids.ts'
import type { Instant } from '../../core/kernel/instant.ts'
import { isAnchorDue, mostAttempts, nextAttemptAt } from '../../core/ledger/anchorSchedule.ts'
import { organizationsWithDestinations } from '../../database/doors.ts'
import { inOrganization, type OrganizationTx } from '../../database/inOrganization.ts'
import type { Services } from '../services.ts'
import type { AnchorTask } from './anchor/anchorTask.ts'
import {
  type AnchorRow,
  claimAttempt,
  type DestinationRow,
  hasNews,
  latestAnchors,
  lockDestinations,
  requestAnchor,
  saveFailure,
} from './anchorStore.ts'
import { type CheckpointRow, readCheckpointAt, readLatestCheckpoint } from './checkpointViews.ts'
import { sendAnchor } from './sendAnchor.ts'
import { singleFlight } from './singleFlight.ts'

const tickSeconds = 10
/** Organizations at a time: a destination that answers slowly holds up its own organization's, not everybody's. */
const atOnce = 4
const actor = systemActor('anchoring')

/** Asks for an anchor where one is due, and answers what is to be attempted now. */
async function requestDue(
  tx: OrganizationTx,
  services: Services,
  destination: DestinationRow,
  last: AnchorRow | undefined,
  head: CheckpointRow,
  now: Instant,
) {
  const news = last === undefined || (await hasNews(tx, last.size))
  const { settings, everySeconds } = destination
  if (!isAnchorDue({ kind: settings.kind, everySeconds, last: last ?? null, headSize: head.size, news }, now)) return last
  const anchorId = services.newId('anchor')
  await requestAnchor(tx, { anchorId, destinationId: destination.destinationId, size: head.size, requestedAt: now })
  return {
    anchorId,
    destinationId: destination.destinationId,
    size: head.size,
    state: 'pending' as const,
    attempts: 0,
    lastError: null,
    requestedAt: now,
    anchoredAt: null,
    authorityAt: null,
  }
}

function taskOf(tx: OrganizationTx, destination: DestinationRow, anchor: AnchorRow, checkpoint: CheckpointRow): AnchorTask {
  const { size, root, note, signedAt } = checkpoint
  return {
    organizationId: tx.organizationId,
    anchorId: anchor.anchorId,
    destinationId: destination.destinationId,
    settings: destination.settings,
    attempt: anchor.attempts + 1,
    checkpoint: { origin: note.slice(0, note.indexOf('\n')), size, root, note, signedAt },
  }
}

async function claim(tx: OrganizationTx, destination: DestinationRow, anchor: AnchorRow, now: Instant): Promise<AnchorTask | undefined> {
  if (anchor.state !== 'pending') return undefined
  const due = nextAttemptAt(anchor.requestedAt, anchor.attempts)
  if (due === undefined) {
    // The server that made the last attempt did not live to say what came of it.
    await saveFailure(tx, anchor.anchorId, anchor.lastError ?? `Nothing was heard of attempt ${mostAttempts}.`, true)
    return undefined
  }
  if (due > now || !(await claimAttempt(tx, anchor))) return undefined
  const checkpoint = await readCheckpointAt(tx, anchor.size)
  return checkpoint && taskOf(tx, destination, anchor, checkpoint)
}

async function claimDue(tx: OrganizationTx, services: Services): Promise<AnchorTask[]> {
  const head = await readLatestCheckpoint(tx)
  if (head === undefined) return []
  const now = services.clock()
  const destinations = await lockDestinations(tx)
  const last = await latestAnchors(tx)
  const tasks: AnchorTask[] = []
  for (const destination of destinations) {
    const anchor = await requestDue(tx, services, destination, last.get(destination.destinationId), head, now)
    const task = anchor && (await claim(tx, destination, anchor, now))
    if (task) tasks.push(task)
  }
  return tasks
}

/** Everything that is due for one organization; answers once it was attempted. */
export async function anchorDue(services: Services, organizationId: OrganizationId): Promise<number> {
  const tasks = await inOrganization(services.database, organizationId, actor, (tx) => claimDue(tx, services), { retry: true })
  for (const task of tasks) await sendAnchor(services, task)
  return tasks.length
}

async function anchorRound(services: Services): Promise<void> {
  const waiting = await organizationsWithDestinations(services.database)
  const worker = async () => {
    for (let organizationId = waiting.shift(); organizationId !== undefined; organizationId = waiting.shift()) {
      try {
        await anchorDue(services, organizationId)
      } catch (error) {
        services.log.error({ err: error, organization: organizationId }, 'Checkpoints of an organization could not be sent')
      }
    }
  }
  await Promise.all(Array.from({ length: Math.min(atOnce, waiting.length) }, worker))
}

const anchorers = new WeakMap<Services, () => Promise<void>>()

export function startAnchoring(services: Services): () => Promise<void> {
  const round = singleFlight(() => anchorRound(services))
  anchorers.set(services, round)
  const stop = services.jobs.every('anchoring', tickSeconds, round)
  return async () => {
    stop()
    anchorers.delete(services)
  }
}

/** Looks at once instead of at the next tick. */
export async function nudgeAnchoring(services: Services): Promise<void> {
  await anchorers.get(services)?.()
}
