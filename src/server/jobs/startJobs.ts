// Runs jobs on pg-boss, on either database, and tickers in this process.
import { randomUUID } from 'node:crypto'
import { PgBoss } from 'pg-boss'
import type { Logger } from 'pino'
import { day, second } from '../../core/kernel/instant.ts'
import type { Database } from '../../database/connect.ts'
import { meters } from '../http/meters.ts'
import { bossDatabase, bossInside } from './bossDatabase.ts'
import type { JobOptions, Jobs, JobWork, SendOptions } from './job.ts'
import { type Ticker, ticker } from './ticker.ts'

type Parts = { database: Database; log: Logger; shutdownTimeout: number }

const deadQueue = (name: string) => `${name}.dead`
const twoWeeks = (14 * day) / second
const anHour = 3600
/** New jobs are heard of at once; this is for those that wait for their time, and for what was notified while nobody listened. */
const polling = { pollingIntervalSeconds: 2, notifyPollingIntervalSeconds: 4 }

async function startBoss({ database, log }: Parts): Promise<PgBoss> {
  const boss = new PgBoss({
    db: bossDatabase(database),
    backend: database.engine === 'pglite' ? 'pglite' : 'postgres',
    schema: 'pgboss',
    useListenNotify: true,
    // Only what we use: no cron of its own, no registry of servers, no index or vacuum care behind the operator's back.
    schedule: false,
    registerInstance: false,
    reindex: false,
    monitorVacuum: false,
  })
  boss.on('error', (error) => log.error({ err: error }, 'The job queue reports an error'))
  boss.on('warning', (warning) => log.warn({ warning: warning.message }, 'The job queue warns'))
  await boss.start()
  return boss
}

/** Past its last try a job lands here: it is told once, and kept for whoever looks into it. */
async function watchDead(boss: PgBoss, name: string, log: Logger) {
  await boss.createQueue(deadQueue(name), { notify: true, deleteAfterSeconds: twoWeeks, retentionSeconds: twoWeeks })
  await boss.work(deadQueue(name), { ...polling, batchSize: 1 }, async ([job]) => {
    meters.jobs.inc({ job: name, outcome: 'dead' })
    log.error({ job: name, id: job?.id, payload: job?.data }, 'A job was given up after its last try')
  })
}

async function queueFor(boss: PgBoss, name: string, options: JobOptions) {
  const settings = {
    retryLimit: options.retryLimit,
    retryDelay: options.retryDelaySeconds,
    retryBackoff: true,
    retryDelayMax: anHour,
    expireInSeconds: options.expireInSeconds,
    deleteAfterSeconds: day / second,
    retentionSeconds: twoWeeks,
  }
  // `exclusive`: one job per key waits or runs. Jobs without a key get one of their own.
  await boss.createQueue(name, { ...settings, policy: 'exclusive', deadLetter: deadQueue(name), notify: true })
  // A queue that was there already keeps the settings of the version that made it, unless told.
  await boss.updateQueue(name, settings)
}

export async function startJobs(parts: Parts): Promise<Jobs> {
  const { log } = parts
  const boss = await startBoss(parts)
  const tickers: Ticker[] = []

  async function define<T extends object>(name: string, options: JobOptions, work: JobWork<T>) {
    await watchDead(boss, name, log)
    await queueFor(boss, name, options)
    await boss.work<T>(name, { ...polling, batchSize: 1, localConcurrency: options.atOnce ?? 1 }, async ([job]) => {
      if (!job) return
      try {
        await work(job.data, { id: job.id, signal: job.signal })
        meters.jobs.inc({ job: name, outcome: 'completed' })
      } catch (error) {
        meters.jobs.inc({ job: name, outcome: 'failed' })
        log.warn({ err: error, job: name, id: job.id, retries: job.retryCount }, 'A try of a job failed')
        throw error
      }
    })
  }

  return {
    define,
    async send<T extends object>(name: string, payload: T, { tx, singletonKey, startAfterSeconds }: SendOptions = {}) {
      await boss.send(name, payload, {
        singletonKey: singletonKey ?? randomUUID(),
        ...(startAfterSeconds === undefined ? {} : { startAfter: startAfterSeconds }),
        ...(tx ? { db: bossInside(tx) } : {}),
      })
    },
    every(name, seconds, work) {
      const made = ticker(name, seconds, work, log)
      tickers.push(made)
      return () => void made.stop()
    },
    async stop() {
      await Promise.all(tickers.map((made) => made.stop()))
      await boss.stop({ graceful: true, close: false, timeout: parts.shutdownTimeout })
    },
  }
}
