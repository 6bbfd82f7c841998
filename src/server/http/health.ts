// Is the process alive, and can it do its work? For whoever restarts it and whoever sends it requests.
import type { FastifyInstance } from 'fastify'
import { Refusal } from '../../core/kernel/refusal.ts'
import type { Services } from '../services.ts'
import type { Room } from './room.ts'

export type Readiness = {
  /** Sentences that say why not; none: ready. */
  problems(): Promise<string[]>
  /** Sentences for the operator that are no reason to send requests elsewhere. */
  remarks(): Promise<string[]>
  /** From now on the answer is no: whoever balances load goes elsewhere. */
  close(): void
  isClosing(): boolean
}

/** A check that takes longer is an answer too. */
const patience = 3_000
/** Anybody may ask, so the checks themselves run at most once a second. */
const freshFor = 1_000

async function within<T>(work: Promise<T>, milliseconds: number): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), milliseconds)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}

async function databaseProblem(services: Services): Promise<string | null> {
  try {
    const answer = await within(services.database.execute('select 1'), patience)
    return answer ? null : 'The database does not answer in time.'
  } catch (error) {
    services.log.warn({ err: error }, 'The database does not answer')
    return 'The database does not answer.'
  }
}

async function ask(room: Room, check: Room['problem'], services: Services): Promise<string | null> {
  if (!check) return null
  try {
    const answer = await within(check(services), patience)
    return answer === undefined ? `The check of ${room.name} does not answer in time.` : answer
  } catch (error) {
    services.log.error({ err: error, room: room.name }, 'A readiness check failed')
    return `The check of ${room.name} failed.`
  }
}

export function readiness(services: Services, rooms: readonly Room[]): Readiness {
  let closing = false
  let latest: { at: number; problems: Promise<string[]> } | undefined

  async function look(): Promise<string[]> {
    const database = await databaseProblem(services)
    if (database !== null) return [database]
    const found = await Promise.all(rooms.map((room) => ask(room, room.problem, services)))
    return found.filter((problem) => problem !== null)
  }

  return {
    async problems() {
      if (closing) return ['The server is stopping.']
      if (!latest || performance.now() - latest.at > freshFor) latest = { at: performance.now(), problems: look() }
      return latest.problems
    },
    async remarks() {
      const found = await Promise.all(rooms.map((room) => ask(room, room.remark, services)))
      return found.filter((remark) => remark !== null)
    },
    close() {
      closing = true
    },
    isClosing: () => closing,
  }
}

export function serveHealth(server: FastifyInstance, ready: Readiness) {
  server.get('/healthz', async (_request, reply) => reply.header('cache-control', 'no-store').send({ status: 'alive' }))
  server.get('/readyz', async (_request, reply) => {
    const problems = await ready.problems()
    if (problems.length > 0) throw new Refusal('not_ready', problems.join(' '), { retryAfter: 5 })
    const remarks = await ready.remarks()
    return reply.header('cache-control', 'no-store').send({ status: 'ready', ...(remarks.length > 0 ? { remarks } : {}) })
  })
}
