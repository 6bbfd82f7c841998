// All wiring, top to bottom: from the settings to a server that answers, and back down again.
import { mkdirSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { FastifyInstance } from 'fastify'
import type { Logger } from 'pino'
import { makeId } from '../core/kernel/ids.ts'
import { type Instant, toInstant } from '../core/kernel/instant.ts'
import { type Database, openDatabase } from '../database/connect.ts'
import { outgrown } from '../database/maintain.ts'
import { migrate } from '../database/migrate.ts'
import { alertRoom } from './alert/routes.ts'
import { auditRoom } from './audit/routes.ts'
import { commitmentRoom } from './commitment/routes.ts'
import type { Config } from './config.ts'
import { consistencyRoom } from './consistency/routes.ts'
import { coverageRoom } from './coverage/routes.ts'
import { documentRoom } from './document/routes.ts'
import { escalationRoom } from './escalation/routes.ts'
import { openEventBus } from './event/eventBus.ts'
import { eventRoom } from './event/routes.ts'
import { endAllStreams } from './event/streamEvents.ts'
import { evidenceRoom } from './evidence/routes.ts'
import { smtpMailer } from './files/mailer.ts'
import { outgoingHttp } from './files/outgoingHttp.ts'
import { openSecretBox } from './files/secretBox.ts'
import { openTurns } from './files/uploadTurns.ts'
import { frameworkRoom } from './framework/routes.ts'
import { readiness } from './http/health.ts'
import { makeHttpServer } from './http/httpServer.ts'
import { makeLogger } from './http/logger.ts'
import type { Room, RoomStop } from './http/room.ts'
import { importRoom } from './import/routes.ts'
import { incidentRoom } from './incident/routes.ts'
import { startJobs } from './jobs/startJobs.ts'
import { openLedgerKeys } from './ledger/ledgerKeys.ts'
import { ledgerRoom } from './ledger/routes.ts'
import { obligationRoom } from './obligation/routes.ts'
import { openBlobStore, openUploads } from './openBlobStore.ts'
import { offerSetup } from './organization/offerSetup.ts'
import { organizationRoom } from './organization/routes.ts'
import { personRoom } from './person/routes.ts'
import { postIncidentRoom } from './postIncident/routes.ts'
import { randomPool } from './randomPool.ts'
import { runbookRoom } from './runbook/routes.ts'
import type { Services } from './services.ts'
import { sessionRoom } from './session/routes.ts'
import { setupRoom } from './setup/routes.ts'
import { sourceRoom } from './source/routes.ts'

/** Every noun the server has. They start in this order and stop in the opposite one. */
export const rooms: readonly Room[] = [
  ledgerRoom,
  eventRoom,
  sessionRoom,
  personRoom,
  organizationRoom,
  documentRoom,
  sourceRoom,
  coverageRoom,
  alertRoom,
  incidentRoom,
  runbookRoom,
  escalationRoom,
  obligationRoom,
  postIncidentRoom,
  evidenceRoom,
  frameworkRoom,
  commitmentRoom,
  consistencyRoom,
  setupRoom,
  importRoom,
  auditRoom,
]

/** What the demo, the tests and the benchmarks bring themselves. */
export type Overrides = {
  clock?: () => Instant
  /** Migrated already, and closed with the server. */
  database?: Database
  log?: Logger
  newId?: Services['newId']
  /** Takes what the server would send to elsewhere. */
  outgoing?: Services['outgoing']
  pageDirectory?: string
  /** Holds every answer against the contract. */
  checkReplies?: boolean
  /** Prints a set-up link although there are organizations. */
  anotherOrganization?: boolean
}

export type RunningServer = {
  /** Where it listens, for instance `http://127.0.0.1:4600`. What people use is `services.config.publicUrl`. */
  url: string
  /** The one-time address that makes an organization; null where there is one. */
  setupUrl: string | null
  services: Services
  close(): Promise<void>
}

const builtPages = fileURLToPath(new URL('../../dist/ui', import.meta.url))

async function openOwnDatabase(config: Config, log: Logger): Promise<Database> {
  const database = await openDatabase(
    config.databaseUrl === null
      ? { kind: 'pglite', directory: join(config.dataDirectory, 'database') }
      : { kind: 'postgresql', url: config.databaseUrl, poolSize: config.databasePool },
  )
  try {
    const { applied } = await migrate(database)
    if (applied.length > 0) log.info({ applied }, 'The database was brought to this version')
    const advice = await outgrown(database)
    if (advice !== null) log.warn(advice)
  } catch (error) {
    await database.close()
    throw error
  }
  return database
}

async function makeServices(config: Config, overrides: Overrides): Promise<Services> {
  const log = overrides.log ?? makeLogger(config)
  const clock = overrides.clock ?? (() => toInstant(Date.now()))
  const random = randomPool()
  mkdirSync(config.dataDirectory, { recursive: true, mode: 0o700 })
  const secrets = openSecretBox(config.secretKeyFile)
  const ledgerKeys = openLedgerKeys(config.signingSeedFile)
  const database = overrides.database ?? (await openOwnDatabase(config, log))
  try {
    const blobs = openBlobStore(config, clock)
    return {
      config,
      database,
      clock,
      newId: overrides.newId ?? ((noun) => makeId(noun, clock(), random(10))),
      log,
      events: await openEventBus(database, log),
      jobs: await startJobs({ database, log, shutdownTimeout: config.shutdownTimeout }),
      secrets,
      ledgerKeys,
      blobs,
      uploads: openUploads(config, blobs, clock, await openTurns(database)),
      outgoing: overrides.outgoing ?? outgoingHttp(config.allowOutgoing),
      mailer: config.smtpUrl !== null && config.mailFrom !== null ? smtpMailer({ url: config.smtpUrl, from: config.mailFrom }) : null,
    }
  } catch (error) {
    await database.close()
    throw error
  }
}

type Stops = { room: string; stop: NonNullable<RoomStop> }[]

async function startRooms(services: Services): Promise<Stops> {
  const stops: Stops = []
  for (const room of rooms) {
    const stop = await room.start?.(services)
    if (stop) stops.unshift({ room: room.name, stop })
  }
  return stops
}

/** One after the other, each whatever became of the one before: what can be brought to an end is. */
async function closeAll(services: Services, steps: readonly (readonly [string, () => Promise<unknown> | unknown])[]) {
  for (const [what, step] of steps) {
    try {
      await step()
    } catch (error) {
      services.log.error({ err: error }, `While stopping: ${what}`)
    }
  }
}

/** Requests in flight are answered; those that take longer than the settings allow are cut off. */
async function closeHttp(server: FastifyInstance, patience: number) {
  const timer = setTimeout(() => server.server.closeAllConnections(), patience)
  // A connection whose last answer has just gone out is kept alive, and would keep us.
  const idle = setInterval(() => server.server.closeIdleConnections(), 50)
  try {
    await server.close()
  } finally {
    clearTimeout(timer)
    clearInterval(idle)
  }
}

/** An address that nobody set follows the port that was found free. */
function settlePublicUrl(config: { publicUrl: string }, port: number) {
  const url = new URL(config.publicUrl)
  if (url.port === '0') url.port = String(port)
  config.publicUrl = url.origin
}

export async function startServer(given: Config, overrides: Overrides = {}): Promise<RunningServer> {
  const config = { ...given }
  const services = await makeServices(config, overrides)
  const ready = readiness(services, rooms)
  let server: FastifyInstance | undefined
  let stops: Stops = []
  const close = () =>
    closeAll(services, [
      ['readiness', () => ready.close()],
      ['live updates', () => endAllStreams(services)],
      ['requests', () => server && closeHttp(server, config.shutdownTimeout)],
      // Before the rooms: what a job that was under way puts on record is sealed with the rest.
      ['jobs', () => services.jobs.stop()],
      ...stops.map(({ room, stop }) => [room, stop] as const),
      ['live updates', () => services.events.close()],
      ['mail', () => services.mailer?.close()],
      ['database', () => services.database.close()],
    ])
  try {
    const pageDirectory = overrides.pageDirectory ?? builtPages
    const options = { rooms, readiness: ready, pageDirectory, checkReplies: overrides.checkReplies ?? false }
    server = await makeHttpServer(services, options)
    stops = await startRooms(services)
    await server.listen({ host: config.host, port: config.port })
    const { port } = server.server.address() as AddressInfo
    settlePublicUrl(config, port)
    const setupUrl = await offerSetup(services, { another: overrides.anotherOrganization ?? false })
    const host = config.host === '0.0.0.0' || config.host === '::' ? '127.0.0.1' : config.host
    services.log.info({ host: config.host, port, public_url: config.publicUrl, database: services.database.engine }, 'Tickmark listens')
    return { url: `http://${host.includes(':') ? `[${host}]` : host}:${port}`, setupUrl, services, close: once(close) }
  } catch (error) {
    await close()
    throw error
  }
}

/** Whoever asks again waits for the same end. */
function once(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined
  return () => {
    running ??= work()
    return running
  }
}
