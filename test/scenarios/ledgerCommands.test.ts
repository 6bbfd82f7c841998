// What an operator types about ledgers: fsck and ledger, as commands of their own process, with their exit codes.
import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, test } from 'vitest'
import { organizationEntry } from '../../src/core/people/organizationEntry.ts'
import { openDatabase } from '../../src/database/connect.ts'
import { record } from '../../src/server/ledger/record.ts'
import { sealAll } from '../../src/server/ledger/sealLedger.ts'
import { ledgerStatus } from '../../src/server/ledger/views.ts'
import { engines, openTestDatabase } from '../support/database.ts'
import { inside, type LedgerHouse, openLedgerHouse, organizationWithLedger, tester } from '../support/ledgerHouse.ts'

const tickmark = fileURLToPath(new URL('../../bin/tickmark.mjs', import.meta.url))

type Ran = { code: number | null; out: string; err: string }

describe.each(engines)('the ledger’s commands on %s', { timeout: 240_000 }, (engine) => {
  const closing: (() => Promise<unknown> | unknown)[] = []
  afterEach(async () => {
    for (const close of closing.splice(0).reverse()) await close()
  })

  /** A data directory as a server leaves it; the embedded database is opened, used and closed again by each `use`. */
  async function begin() {
    const directory = mkdtempSync(join(tmpdir(), 'tickmark-commands-'))
    closing.push(() => rmSync(directory, { recursive: true, force: true }))
    const embedded = join(directory, 'database')
    const made = await openTestDatabase(engine, engine === 'pglite' ? { directory: embedded } : {})
    if (engine === 'pglite') await made.close()
    else closing.push(() => made.close())
    const use = async <T>(work: (house: LedgerHouse) => Promise<T>): Promise<T> => {
      const database = engine === 'pglite' ? await openDatabase({ kind: 'pglite', directory: embedded }) : made
      try {
        return await work(openLedgerHouse(database, { directory }))
      } finally {
        if (engine === 'pglite') await database.close()
      }
    }
    const run = (...args: string[]): Ran => {
      const environment = { ...process.env, TICKMARK_DATA_DIR: directory, TICKMARK_PUBLIC_URL: 'https://tickmark.example.com' }
      const env = made.url === null ? environment : { ...environment, DATABASE_URL: made.url }
      const { status, stdout, stderr } = spawnSync(process.execPath, [tickmark, ...args], { env, encoding: 'utf8' })
      return { code: status, out: stdout, err: stderr }
    }
    return { directory, embedded, use, run }
  }

  const create = (house: LedgerHouse) =>
    organizationWithLedger(house).then(async (organizationId) => {
      const { services, time } = house
      await inside(services, organizationId, (tx) =>
        record(
          tx,
          [organizationEntry('organization.created', tester, organizationId, { name: 'Example', timeZone: 'UTC' }, time.now)],
          time.now,
        ),
      )
      await sealAll(services, organizationId)
      return organizationId
    })

  test('fsck answers 0 where all agrees, 1 with the place where not, and 2 where it could not look', async () => {
    const { use, run } = await begin()
    const organizationId = await use(create)
    expect(run('fsck')).toMatchObject({ code: 0, out: expect.stringMatching(/: 1 sealed entries; the log and the tables agree\.\n$/) })
    await use(({ services }) => services.database.execute(`update organization set time_zone = 'Asia/Tokyo'`))
    const { code, out } = run('fsck')
    expect(code).toBe(1)
    expect(out).toContain(`organization, org_id=${organizationId}, column time_zone: entry #0 says "UTC"; the table says "Asia/Tokyo".`)
    const json = run('fsck', '--json', '--organization', organizationId)
    expect(json.code).toBe(1)
    expect(JSON.parse(json.out)).toMatchObject({
      agrees: false,
      organizations: [
        { organization: organizationId, entries: 1, disagreements: [{ table: 'organization', column: 'time_zone', entry: 0 }] },
      ],
    })
    // Opening the embedded database is most of what a command costs: the rest is tried on the other engine.
    if (engine === 'pglite') return
    expect(run('fsck', '--organization', `org_${'0'.repeat(32)}`)).toMatchObject({
      code: 2,
      err: expect.stringContaining('no organization'),
    })
    expect(run('fsck', '--organization', 'Example')).toMatchObject({ code: 2 })
    expect(run('ledger', 'status')).toMatchObject({ code: 0, out: `${organizationId}: signed.\n` })
    expect(run('ledger', 'continue', '--organization', organizationId)).toMatchObject({ code: 2, err: expect.stringContaining('--reason') })
    expect(run('ledger', 'continue', '--organization', organizationId, '--reason', 'None at all.')).toMatchObject({ code: 1 })
    expect(run('fsck', '--everything')).toMatchObject({ code: 2, err: expect.stringContaining('--everything') })
  })

  // With PostgreSQL the same is shown in restoreGuard.test.ts; copying a directory is how it happens to the embedded database.
  test.skipIf(engine === 'postgresql')(
    'an old copy put back is said by status, refused by resume, and left behind by continue',
    async () => {
      const { directory, embedded, use, run } = await begin()
      const organizationId = await use(create)
      const copy = join(directory, 'copy')
      cpSync(embedded, copy, { recursive: true })
      await use(async (house) => {
        const { services, time } = house
        const renamed = organizationEntry('organization.changed', tester, organizationId, { name: 'Example', timeZone: 'UTC' }, time.now)
        await inside(services, organizationId, (tx) => record(tx, [renamed], time.now))
        await sealAll(services, organizationId)
      })
      rmSync(embedded, { recursive: true })
      cpSync(copy, embedded, { recursive: true })
      expect(run('ledger', 'status')).toMatchObject({ code: 1, out: expect.stringContaining('holds 1 sealed entries') })
      expect(run('ledger', 'resume', '--organization', organizationId)).toMatchObject({
        code: 1,
        err: expect.stringContaining('older copy'),
      })
      const reason = 'The disk of the database was lost.'
      const continued = run('ledger', 'continue', '--organization', organizationId, '--reason', reason)
      expect(continued.code).toBe(0)
      const key = /verifier key, for auditors: (\S+)/.exec(continued.out)?.[1]
      const status = await use(({ services }) => inside(services, organizationId, (tx) => ledgerStatus(tx, services.ledgerKeys, null)))
      expect(status).toMatchObject({ size: 2, halted: null, verifier_key: key })
      expect(run('ledger', 'status').code).toBe(0)
      expect(run('fsck')).toMatchObject({ code: 0 })
      expect(run('ledger', 'continue', '--organization', organizationId, '--reason', reason)).toMatchObject({ code: 1 })
    },
  )

  test.skipIf(engine === 'postgresql')('nothing is made by looking: no database, no keys', async () => {
    const { run, directory } = await begin()
    rmSync(directory, { recursive: true })
    expect(run('fsck')).toMatchObject({ code: 2, err: expect.stringContaining('There is no database') })
    const { run: runWithout } = await begin()
    expect(runWithout('ledger', 'status')).toMatchObject({ code: 2, err: expect.stringContaining('There is no signing seed') })
  })
})
