// The sequencer: several times a second, and whenever nudged, it seals what waits in any organization's inbox.
import type { OrganizationId } from '../../core/kernel/ids.ts'
import { organizationIds, organizationsWithInbox } from '../../database/doors.ts'
import { meters } from '../http/meters.ts'
import type { Services } from '../services.ts'
import { inspectLedger } from './inspectLedger.ts'
import { sealLedger } from './sealLedger.ts'
import { singleFlight } from './singleFlight.ts'

/** Often and little: what is sealed at once delays whatever is written beside it. */
const tickSeconds = 0.1
/** A ledger that could not be sealed is not tried again with every tick: it would fill the log and change nothing. */
const pauseAfterTrouble = 5000
/** How soon another server takes over when the sequencer dies. */
const pauseBetweenTurns = 2000
/** One busy organization must not keep the others waiting: after so many batches it is the next one's turn. */
const batchesInARow = 4

type Trouble = { reason: string; until: number }

type Sequencer = { nudge: () => Promise<void>; troubles: Map<OrganizationId, Trouble> }

/** By the services of one running server: what other rooms ask the sequencer without holding it. */
const sequencers = new WeakMap<Services, Sequencer>()

async function sealOne(services: Services, troubles: Map<OrganizationId, Trouble>, organizationId: OrganizationId): Promise<boolean> {
  for (let batch = 0; batch < batchesInARow; batch++) {
    const outcome = await sealLedger(services, organizationId)
    if (outcome.kind === 'refused') throw new Error(outcome.reason)
    troubles.delete(organizationId)
    if (outcome.kind !== 'sealed') return false
    meters.sealedEntries.inc(outcome.count)
    meters.sealLag.set(Math.max(0, outcome.waited) / 1000)
    if (!outcome.more) return false
  }
  return true
}

/** Says so once, and again only when the reason is another. */
function noteTrouble(services: Services, troubles: Map<OrganizationId, Trouble>, organizationId: OrganizationId, error: unknown) {
  const reason = error instanceof Error ? error.message : String(error)
  if (troubles.get(organizationId)?.reason !== reason) {
    services.log.error({ err: error, organization: organizationId }, 'A ledger cannot be sealed')
  }
  troubles.set(organizationId, { reason, until: performance.now() + pauseAfterTrouble })
  meters.haltedLedgers.set(troubles.size)
}

async function sealWaiting(
  services: Services,
  troubles: Map<OrganizationId, Trouble>,
  waiting: readonly OrganizationId[],
): Promise<boolean> {
  const stop = meters.sealSeconds.startTimer()
  let more = false
  for (const organizationId of waiting) {
    try {
      more = (await sealOne(services, troubles, organizationId)) || more
    } catch (error) {
      noteTrouble(services, troubles, organizationId, error)
    }
  }
  stop()
  return more
}

/** An operator may have lifted a halt meanwhile, and nothing new may have been recorded that would show it. */
async function lookAgain(services: Services, troubles: Map<OrganizationId, Trouble>): Promise<void> {
  for (const [organizationId, { until }] of troubles) {
    if (until > performance.now()) continue
    try {
      const found = await inspectLedger(services, organizationId)
      if (!found.ok) throw new Error(found.reason)
      troubles.delete(organizationId)
    } catch (error) {
      noteTrouble(services, troubles, organizationId, error)
    }
  }
  meters.haltedLedgers.set(troubles.size)
}

async function sealRound(services: Services, troubles: Map<OrganizationId, Trouble>): Promise<void> {
  for (let more = true; more; ) {
    const waiting = await organizationsWithInbox(services.database)
    if (waiting.length === 0) meters.sealLag.set(0)
    const sound = waiting.filter((id) => !troubles.has(id))
    more = sound.length > 0 && (await sealWaiting(services, troubles, sound))
  }
}

/** Before the first signature: a restored old copy is named at the start, and not only when something is recorded. */
async function inspectAll(services: Services, troubles: Map<OrganizationId, Trouble>): Promise<void> {
  for (const organizationId of await organizationIds(services.database)) {
    try {
      const found = await inspectLedger(services, organizationId)
      if (!found.ok) throw new Error(found.reason)
    } catch (error) {
      noteTrouble(services, troubles, organizationId, error)
    }
  }
}

/**
 * One of several servers is the sequencer, so that the others need not look. Only for liveness: two at once would be safe, and a dead
 * one's lock ends with its connection.
 */
function turnTaker(services: Services): { isMine: () => Promise<boolean>; release: () => Promise<void> } {
  let lock: Awaited<ReturnType<Services['database']['tryLock']>> = null
  let askAgainAt = 0
  return {
    isMine: async () => {
      if (lock?.isHeld()) return true
      if (performance.now() < askAgainAt) return false
      askAgainAt = performance.now() + pauseBetweenTurns
      lock = await services.database.tryLock('sealing')
      return lock !== null
    },
    release: async () => lock?.release(),
  }
}

/** Answers how to stop; what was recorded by then is sealed first. */
export async function startSealing(services: Services): Promise<() => Promise<void>> {
  const troubles = new Map<OrganizationId, Trouble>()
  const turn = turnTaker(services)
  const round = singleFlight(async () => {
    await lookAgain(services, troubles)
    if (await turn.isMine()) await sealRound(services, troubles)
  })
  await inspectAll(services, troubles)
  sequencers.set(services, { nudge: round, troubles })
  const stop = services.jobs.every('sealing', tickSeconds, round)
  return async () => {
    stop()
    try {
      await round()
    } finally {
      sequencers.delete(services)
      await turn.release()
    }
  }
}

/** After a commit that recorded something somebody is waiting for: seals at once instead of at the next tick. Never needed for safety. */
export async function nudgeSealing(services: Services): Promise<void> {
  await sequencers.get(services)?.nudge()
}

/** Why ledgers of this server are not signed, for `/readyz`; empty while all is well. */
export function sealingTroubles(services: Services): { organizationId: OrganizationId; reason: string }[] {
  return [...(sequencers.get(services)?.troubles ?? [])].map(([organizationId, { reason }]) => ({ organizationId, reason }))
}
