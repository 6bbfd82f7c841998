// Is a restored old copy of the database recognised before anything is signed over it?
import { randomBytes } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { OrganizationId } from '../../src/core/kernel/ids.ts'
import { openCheckpoint } from '../../src/core/ledger/checkpoint.ts'
import { encodeUtf8 } from '../../src/core/ledger/utf8.ts'
import { parseVerifierKey } from '../../src/core/ledger/verifierKey.ts'
import { openDatabase } from '../../src/database/connect.ts'
import { anchorDue } from '../../src/server/ledger/anchor.job.ts'
import { saveDestination } from '../../src/server/ledger/anchorStore.ts'
import { continueLedger, resumeLedger } from '../../src/server/ledger/continueLedger.ts'
import { inspectLedger } from '../../src/server/ledger/inspectLedger.ts'
import { nodeCryptography } from '../../src/server/ledger/nodeCryptography.ts'
import { rememberHead } from '../../src/server/ledger/restoreGuard.ts'
import { sealingTroubles, startSealing } from '../../src/server/ledger/seal.job.ts'
import { sealAll } from '../../src/server/ledger/sealLedger.ts'
import { entryPage, latestCheckpointNote, ledgerStatus } from '../../src/server/ledger/views.ts'
import { asAdmin, type Engine, engines, openTestDatabase, type TestDatabase } from '../support/database.ts'
import { inside, type LedgerHouse, openLedgerHouse, organizationWithLedger, recordSome } from '../support/ledgerHouse.ts'

/** A copy of a database as it is now, to be opened later in its place. */
async function copyOf(engine: Engine, database: TestDatabase): Promise<() => Promise<TestDatabase>> {
  if (engine === 'pglite') {
    const contents = await database.embedded?.dump()
    return async () => ({ ...(await openDatabase({ kind: 'pglite', directory: null, contents: contents as ArrayBuffer })), url: null })
  }
  const from = new URL(database.url as string).pathname.slice(1)
  const name = `${from}_copy_${randomBytes(4).toString('hex')}`
  await asAdmin(async (client) => {
    await client.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [from])
    await client.query(`create database ${name} template ${from}`)
  })
  const url = new URL(database.url as string)
  url.pathname = `/${name}`
  return async () => {
    const copy = await openDatabase({ kind: 'postgresql', url: url.href, poolSize: 4 })
    const close = async () => {
      await copy.close()
      await asAdmin((client) => client.query(`drop database if exists ${name} with (force)`))
    }
    return { ...copy, url: url.href, close }
  }
}

describe.each(engines)('the restore guard on %s', (engine) => {
  let shared: TestDatabase
  beforeAll(async () => {
    shared = await openTestDatabase(engine)
  })
  afterAll(() => shared.close())
  const opened: (() => Promise<void> | void)[] = []
  afterEach(async () => {
    for (const close of opened.splice(0).reverse()) await close()
  })

  function houseOn(database: TestDatabase, directory?: string): LedgerHouse {
    const house = openLedgerHouse(database, directory === undefined ? {} : { directory })
    opened.push(() => house.remove())
    return house
  }

  /** A server that sealed 5 entries, a copy made then, and 4 more entries sealed after. */
  async function serverWithOldCopy(
    database = shared,
  ): Promise<{ house: LedgerHouse; organizationId: OrganizationId; restore: () => Promise<LedgerHouse> }> {
    const house = houseOn(database)
    const organizationId = await organizationWithLedger(house)
    await recordSome(house, organizationId, 5)
    await sealAll(house.services, organizationId)
    const openCopy = await copyOf(engine, database)
    await recordSome(house, organizationId, 4)
    await sealAll(house.services, organizationId)
    const restore = async () => {
      const copy = await openCopy()
      opened.push(() => copy.close())
      return houseOn(copy, house.directory)
    }
    return { house, organizationId, restore }
  }

  const statusOf = ({ services }: LedgerHouse, organizationId: OrganizationId) =>
    inside(services, organizationId, (tx) => ledgerStatus(tx, services.ledgerKeys, null))

  test('an old copy is not signed: the reason stands with the ledger, and what is recorded waits', async () => {
    const { organizationId, restore } = await serverWithOldCopy()
    const restored = await restore()
    await recordSome(restored, organizationId, 2)
    const outcome = await sealAll(restored.services, organizationId)
    expect(outcome).toMatchObject({ kind: 'refused', reason: expect.stringContaining('holds 5 sealed entries') })
    const status = await statusOf(restored, organizationId)
    expect(status).toMatchObject({ size: 5, pending: 2, halted: expect.stringContaining('checkpoint over 9') })
    expect(status.does_not_prove.at(-1)).toMatch(/Signing has stopped/)
    await recordSome(restored, organizationId, 1)
    expect(await statusOf(restored, organizationId)).toMatchObject({ size: 5, pending: 3 })
  })

  test('it is noticed at the start, before anything is recorded, and said by the readiness check', async () => {
    // Of one's own: a server looks at every organization it finds.
    const database = await openTestDatabase(engine)
    opened.push(() => database.close())
    const { organizationId, restore } = await serverWithOldCopy(database)
    const restored = await restore()
    const stop = await startSealing(restored.services)
    expect(sealingTroubles(restored.services)).toEqual([{ organizationId, reason: expect.stringContaining('holds 5 sealed entries') }])
    await stop()
  })

  test('an old copy that grew past the known size with other entries is not signed either', async () => {
    const { house, organizationId, restore } = await serverWithOldCopy()
    const restored = await restore()
    // A server without the guard's knowledge signs on: another data directory, the same keys.
    const elsewhere = houseOn(restored.services.database as TestDatabase, mkdtempSync(join(tmpdir(), 'tickmark-elsewhere-')))
    const careless: LedgerHouse = { ...elsewhere, services: { ...elsewhere.services, ledgerKeys: house.services.ledgerKeys } }
    await recordSome(careless, organizationId, 6)
    expect(await sealAll(careless.services, organizationId)).toMatchObject({ kind: 'sealed', size: 11 })
    await recordSome(restored, organizationId, 1)
    expect(await sealAll(restored.services, organizationId)).toMatchObject({
      kind: 'refused',
      reason: expect.stringContaining('The first 9 entries'),
    })
  })

  test('going on is possible under a new name with an entry that names the old head, and under nothing else', async () => {
    const { house, organizationId, restore } = await serverWithOldCopy()
    const old = await statusOf(house, organizationId)
    await expect(continueLedger(house.services, organizationId, 'No reason at all')).rejects.toMatchObject({ code: 'nothing_changed' })
    const restored = await restore()
    expect((await inspectLedger(restored.services, organizationId)).ok).toBe(false)
    await expect(resumeLedger(restored.services, organizationId)).rejects.toMatchObject({ code: 'ledger_halted' })
    const continued = await continueLedger(restored.services, organizationId, 'The disk of the database was lost.')
    expect(continued).toMatchObject({ before: { origin: old.origin, size: 9 }, kept: 5 })
    expect(continued.origin).not.toBe(old.origin)
    const status = await statusOf(restored, organizationId)
    expect(status).toMatchObject({ origin: continued.origin, size: 6, halted: null, verifier_key: continued.verifierKey })
    const { items } = await inside(restored.services, organizationId, (tx) => entryPage(tx, { limit: 1 }))
    expect(items[0]).toMatchObject({
      kind: 'ledger.continued',
      detail: {
        old_origin: old.origin,
        old_size: 9,
        old_root: old.checkpoint?.root,
        kept_size: 5,
        reason: 'The disk of the database was lost.',
      },
    })
    const note = await inside(restored.services, organizationId, latestCheckpointNote)
    const key = parseVerifierKey(nodeCryptography.sha256, continued.verifierKey)
    expect(openCheckpoint(nodeCryptography, encodeUtf8(note), [key]).size).toBe(6)
    const oldKey = parseVerifierKey(nodeCryptography.sha256, old.verifier_key)
    expect(() => openCheckpoint(nodeCryptography, encodeUtf8(note), [oldKey])).toThrow()
    await recordSome(restored, organizationId, 3)
    expect(await sealAll(restored.services, organizationId)).toMatchObject({ kind: 'sealed', size: 9 })
  })

  test('a halt is lifted once the copy that holds everything is back', async () => {
    const { house, organizationId } = await serverWithOldCopy()
    await inside(house.services, organizationId, (tx) => tx.db.updateTable('ledger').set({ halted: 'An old copy was restored.' }).execute())
    await recordSome(house, organizationId, 1)
    expect(await sealAll(house.services, organizationId)).toMatchObject({ kind: 'refused' })
    expect(await resumeLedger(house.services, organizationId)).toBe(9)
    expect(await sealAll(house.services, organizationId)).toMatchObject({ kind: 'sealed', size: 10 })
    await expect(resumeLedger(house.services, organizationId)).rejects.toMatchObject({ code: 'nothing_changed' })
  })

  test('another signing seed is not used on a log that was signed with the right one, and stops only the server that has it', async () => {
    const { house, organizationId } = await serverWithOldCopy()
    const stranger = houseOn(house.services.database as TestDatabase, mkdtempSync(join(tmpdir(), 'tickmark-stranger-')))
    await recordSome(stranger, organizationId, 1)
    expect(await sealAll(stranger.services, organizationId)).toMatchObject({
      kind: 'refused',
      reason: expect.stringContaining('signing seed'),
    })
    expect(await sealAll(house.services, organizationId)).toMatchObject({ kind: 'sealed', size: 10 })
  })

  test('a seed that was lost and made anew is not used under the old name, and may be under a new one', async () => {
    const { house, organizationId } = await serverWithOldCopy()
    rmSync(house.services.config.signingSeedFile)
    const restarted = houseOn(house.services.database as TestDatabase, house.directory)
    await recordSome(restarted, organizationId, 1)
    expect(await sealAll(restarted.services, organizationId)).toMatchObject({
      kind: 'refused',
      reason: expect.stringContaining('seed file'),
    })
    const { origin } = await continueLedger(restarted.services, organizationId, 'The signing seed was lost.')
    expect(await statusOf(restarted, organizationId)).toMatchObject({ origin, size: 11, pending: 0, halted: null })
    await recordSome(restarted, organizationId, 1)
    expect(await sealAll(restarted.services, organizationId)).toMatchObject({ kind: 'sealed', size: 12 })
  })

  test('a server that comes to the log for the first time goes on where another one stopped', async () => {
    const { house, organizationId } = await serverWithOldCopy()
    const second = houseOn(house.services.database as TestDatabase, mkdtempSync(join(tmpdir(), 'tickmark-second-')))
    const services = { ...second.services, ledgerKeys: house.services.ledgerKeys }
    await recordSome(second, organizationId, 1)
    expect(await sealAll(services, organizationId)).toMatchObject({ kind: 'sealed', size: 10 })
    await recordSome(house, organizationId, 1)
    expect(await sealAll(house.services, organizationId)).toMatchObject({ kind: 'sealed', size: 11 })
  })

  test('a checkpoint in an anchor directory is knowledge too: without the guard’s own files the old copy is still recognised', async () => {
    const anchors = mkdtempSync(join(tmpdir(), 'tickmark-anchors-'))
    opened.push(() => rmSync(anchors, { recursive: true }))
    const house = houseOn(shared)
    const organizationId = await organizationWithLedger(house)
    await inside(house.services, organizationId, (tx) =>
      saveDestination(tx, {
        destinationId: house.services.newId('destination'),
        name: 'A disk of its own',
        settings: { kind: 'directory', path: anchors },
        everySeconds: 60,
        createdAt: house.time.now,
      }),
    )
    await recordSome(house, organizationId, 5)
    await sealAll(house.services, organizationId)
    const openCopy = await copyOf(engine, shared)
    await recordSome(house, organizationId, 4)
    await sealAll(house.services, organizationId)
    expect(await anchorDue(house.services, organizationId)).toBe(1)
    rmSync(join(house.directory, 'ledger-heads'), { recursive: true })
    const copy = await openCopy()
    opened.push(() => copy.close())
    const restored = houseOn(copy, house.directory)
    expect(await inspectLedger(restored.services, organizationId)).toMatchObject({ ok: false, reason: expect.stringContaining('over 9') })
  })

  test('a damaged guard file stops signing instead of being forgotten', async () => {
    const { house, organizationId } = await serverWithOldCopy()
    const folder = join(house.directory, 'ledger-heads', organizationId)
    const [file] = readdirSync(folder)
    writeFileSync(join(folder, file as string), 'half a chec')
    await recordSome(house, organizationId, 1)
    await expect(sealAll(house.services, organizationId)).rejects.toThrow(/put back a copy/)
  })

  test('a head of another history, signed by us and put into the database, does not pass', async () => {
    const { house, organizationId } = await serverWithOldCopy()
    const size = 9
    await inside(house.services, organizationId, async (tx) => {
      const ledger = await tx.db.selectFrom('ledger').select('frontier').executeTakeFirstOrThrow()
      const frontier = Uint8Array.from(ledger.frontier)
      frontier[0] = (frontier[0] as number) ^ 1
      await tx.db.updateTable('ledger').set({ frontier }).execute()
    })
    await recordSome(house, organizationId, 1)
    expect(await sealAll(house.services, organizationId)).toMatchObject({
      kind: 'refused',
      reason: expect.stringContaining(`The first ${size} entries`),
    })
  })

  test('an older head is never written over a newer one', async () => {
    const { house, organizationId } = await serverWithOldCopy()
    const folder = join(house.directory, 'ledger-heads', organizationId)
    const before = readFileSync(join(folder, '1.checkpoint'), 'utf8')
    const { items } = await inside(house.services, organizationId, async (tx) => ({
      items: await tx.db.selectFrom('checkpoint').select('note').orderBy('size').execute(),
    }))
    await rememberHead(house.directory, organizationId, 1, items[0]?.note ?? '')
    expect(readFileSync(join(folder, '1.checkpoint'), 'utf8')).toBe(before)
  })
})
