// Does work that was asked for happen, once it was asked for for good, and is it given up loudly?
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { systemActor } from '../../src/core/kernel/actor.ts'
import type { OrganizationId } from '../../src/core/kernel/ids.ts'
import { inOrganization } from '../../src/database/inOrganization.ts'
import type { Jobs } from '../../src/server/jobs/job.ts'
import { startJobs } from '../../src/server/jobs/startJobs.ts'
import { engines, newOrganization, openTestDatabase, type TestDatabase } from '../support/database.ts'
import { eventually } from '../support/eventually.ts'

const actor = systemActor('test')
const once = { retryLimit: 0, retryDelaySeconds: 1, expireInSeconds: 30 }

describe.each(engines)('jobs on %s', (engine) => {
  let database: TestDatabase
  let organization: OrganizationId
  let jobs: Jobs
  const lines: { level: number; msg: string; job?: string; payload?: unknown }[] = []

  beforeAll(async () => {
    database = await openTestDatabase(engine)
    organization = await newOrganization(database)
    const log = pino({ level: 'info' }, { write: (line) => lines.push(JSON.parse(line)) })
    jobs = await startJobs({ database, log, shutdownTimeout: 5_000 })
  })
  afterAll(async () => {
    await jobs.stop()
    await database.close()
  })

  test('a job sent in a transaction that is undone never runs, and one that is committed does', async () => {
    const ran: string[] = []
    await jobs.define<{ name: string }>('committed', once, async ({ name }) => {
      ran.push(name)
    })
    const undone = inOrganization(database, organization, actor, async (tx) => {
      await jobs.send('committed', { name: 'undone' }, { tx })
      throw new Error('changed my mind')
    })
    await expect(undone).rejects.toThrow('changed my mind')
    await inOrganization(database, organization, actor, (tx) => jobs.send('committed', { name: 'kept' }, { tx }))
    await eventually(() => expect(ran).toEqual(['kept']))
    const { rows } = await database.execute(`select data->>'name' as name from pgboss.job where name = 'committed'`)
    expect(rows).toEqual([{ name: 'kept' }])
  })

  test('after sending a job, the transaction still sees only its own organization', async () => {
    await newOrganization(database, { name: 'Another' })
    const seen = await inOrganization(database, organization, actor, async (tx) => {
      await jobs.send('committed', { name: 'walls' }, { tx })
      return tx.db.selectFrom('organization').select('name').execute()
    })
    expect(seen).toEqual([{ name: 'Example' }])
  })

  test('a failing job is tried again as often as it says, then given up, loudly', async () => {
    let tries = 0
    await jobs.define('failing', { retryLimit: 1, retryDelaySeconds: 1, expireInSeconds: 30 }, async () => {
      tries += 1
      throw new Error('no luck')
    })
    await jobs.send('failing', { which: 'this one' })
    await eventually(
      () => expect(lines).toContainEqual(expect.objectContaining({ level: 50, job: 'failing', payload: { which: 'this one' } })),
      40_000,
    )
    expect(tries).toBe(2)
  })

  test('while a job of the same key waits, another one is not added', async () => {
    const ran: number[] = []
    await jobs.define<{ number: number }>('keyed', once, async ({ number }) => {
      ran.push(number)
    })
    await jobs.send('keyed', { number: 1 }, { singletonKey: 'same', startAfterSeconds: 2 })
    await jobs.send('keyed', { number: 2 }, { singletonKey: 'same' })
    await jobs.send('keyed', { number: 3 }, { singletonKey: 'other' })
    await eventually(() => expect([...ran].sort()).toEqual([1, 3]), 20_000)
  })

  test('a job is begun within a second, not at the next poll', async () => {
    let ranAt = 0
    await jobs.define('prompt', once, async () => {
      ranAt = performance.now()
    })
    const sentAt = performance.now()
    await jobs.send('prompt', {})
    await eventually(() => expect(ranAt).toBeGreaterThan(0))
    expect(ranAt - sentAt).toBeLessThan(1_000)
  })

  test('periodic work never overlaps itself and survives its own errors', async () => {
    let at = 0
    let rounds = 0
    let together = 0
    const stop = jobs.every('slow', 0.05, async () => {
      at += 1
      rounds += 1
      together = Math.max(together, at)
      await new Promise((resolve) => setTimeout(resolve, 120))
      at -= 1
      if (rounds === 1) throw new Error('first round')
    })
    await eventually(() => expect(rounds).toBeGreaterThan(2))
    stop()
    expect(together).toBe(1)
    expect(lines).toContainEqual(expect.objectContaining({ level: 50, ticker: 'slow' }))
  })
})
