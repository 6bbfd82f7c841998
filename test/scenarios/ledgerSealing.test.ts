// Is everything that was recorded sealed exactly once, in one order, under checkpoints that only ever grow?
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { OrganizationId } from '../../src/core/kernel/ids.ts'
import { toInstant } from '../../src/core/kernel/instant.ts'
import { decodeBase64 } from '../../src/core/ledger/base64.ts'
import { openCheckpoint } from '../../src/core/ledger/checkpoint.ts'
import { commitment } from '../../src/core/ledger/commitment.ts'
import { leafHash } from '../../src/core/ledger/merkleTree.ts'
import { parseHeader } from '../../src/core/ledger/parseHeader.ts'
import { parseProof } from '../../src/core/ledger/proof.ts'
import { checkExtends, checkInclusion } from '../../src/core/ledger/treeProof.ts'
import { encodeUtf8 } from '../../src/core/ledger/utf8.ts'
import { parseVerifierKey } from '../../src/core/ledger/verifierKey.ts'
import { planOnce, type Session } from '../../src/database/database.ts'
import { transactionOn } from '../../src/database/transactionOn.ts'
import { readCheckpoints } from '../../src/server/ledger/checkpointViews.ts'
import { nodeCryptography } from '../../src/server/ledger/nodeCryptography.ts'
import { consistencyProof, leftRange, proofOfEntry, rootAt } from '../../src/server/ledger/proofViews.ts'
import { record } from '../../src/server/ledger/record.ts'
import { nudgeSealing, sealingTroubles, startSealing } from '../../src/server/ledger/seal.job.ts'
import { sealAll, sealLedger } from '../../src/server/ledger/sealLedger.ts'
import { deleteFromInbox, type InboxEntry } from '../../src/server/ledger/sealStore.ts'
import { checkpointPage, entryPage, entryProof, entryStates, ledgerStatus } from '../../src/server/ledger/views.ts'
import type { Services } from '../../src/server/services.ts'
import { engines, openTestDatabase, type TestDatabase } from '../support/database.ts'
import { eventually } from '../support/eventually.ts'
import { inside, type LedgerHouse, openLedgerHouse, organizationWithLedger, recordSome, someEntry, tester } from '../support/ledgerHouse.ts'

const { sha256 } = nodeCryptography

describe.each(engines)('sealing on %s', (engine) => {
  let database: TestDatabase
  let house: LedgerHouse

  beforeAll(async () => {
    database = await openTestDatabase(engine, { poolSize: 8 })
    house = openLedgerHouse(database)
  })
  afterAll(async () => {
    await database.close()
    house.remove()
  })

  const statusOf = (organizationId: OrganizationId) =>
    inside(house.services, organizationId, (tx) => ledgerStatus(tx, house.services.ledgerKeys, null))

  /** Everything an outsider would check, from what the database holds. */
  async function checkWholeLog(organizationId: OrganizationId, size: number) {
    const status = await statusOf(organizationId)
    expect(status).toMatchObject({ size, pending: 0, halted: null })
    const key = parseVerifierKey(sha256, status.verifier_key)
    await inside(house.services, organizationId, async (tx) => {
      const checkpoints = (await readCheckpoints(tx, { below: null, limit: 10_000 })).reverse()
      let before = { size: 0, root: sha256(new Uint8Array(0)) }
      for (const { size: claimed, note } of checkpoints) {
        const opened = openCheckpoint(nodeCryptography, encodeUtf8(note), [key])
        expect(opened.size).toBe(claimed)
        const proof = await consistencyProof(tx, before.size, opened.size)
        expect(checkExtends(sha256, { size1: before.size, root1: before.root, size2: opened.size, root2: opened.root, proof })).toEqual({
          ok: true,
        })
        before = opened
      }
      expect(before.size).toBe(size)
    })
  }

  test('what is recorded in a transaction that is undone leaves no trace, and what is committed is sealed', async () => {
    const organizationId = await organizationWithLedger(house)
    const undone = inside(house.services, organizationId, async (tx) => {
      await record(tx, [someEntry(1, house.time.now)], house.time.now)
      throw new Error('changed my mind')
    })
    await expect(undone).rejects.toThrow('changed my mind')
    expect(await sealLedger(house.services, organizationId)).toEqual({ kind: 'idle' })
    const [receipt] = await recordSome(house, organizationId, 1)
    expect(await statusOf(organizationId)).toMatchObject({ size: 0, pending: 1, checkpoint: null })
    expect(await sealLedger(house.services, organizationId)).toMatchObject({ kind: 'sealed', count: 1, size: 1, more: false })
    await inside(house.services, organizationId, async (tx) => {
      const { items } = await entryPage(tx, { limit: 10 })
      expect(items).toHaveLength(1)
      expect(items[0]).toMatchObject({ index: 0, leaf_hash: receipt?.leafHash, state: 'sealed', kind: 'delivery.received' })
    })
    expect(house.heard.at(-1)).toEqual({ topic: 'ledger', ids: [] })
  })

  test('entries of one call keep their order, and their openings fit their commitments', async () => {
    const organizationId = await organizationWithLedger(house)
    await recordSome(house, organizationId, 300)
    await sealAll(house.services, organizationId)
    await inside(house.services, organizationId, async (tx) => {
      const rows = await tx.db
        .selectFrom('ledger_entry as e')
        .innerJoin('ledger_opening as o', (join) => join.onRef('o.org_id', '=', 'e.org_id').onRef('o.entry_id', '=', 'e.entry_id'))
        .select(['e.index', 'e.header', 'e.leaf_hash as hash', 'e.obj', 'e.kind', 'o.slot', 'o.salt', 'o.bytes'])
        .where('e.org_id', '=', organizationId)
        .orderBy('e.index')
        .execute()
      expect(rows).toHaveLength(300)
      for (const { index, header: bytes, hash, obj, kind, slot, salt, bytes: value } of rows) {
        const header = parseHeader(bytes)
        expect(leafHash(sha256, bytes)).toEqual(hash)
        expect(header).toMatchObject({ obj, kind })
        expect(decodeBase64(header.c[slot] ?? '')).toEqual(commitment(sha256, slot, salt, value))
        expect(JSON.parse(Buffer.from(value).toString()).number).toBe(index)
      }
      expect(new Set(rows.map(({ salt }) => Buffer.from(salt).toString('hex'))).size).toBe(300)
    })
  })

  // The embedded database has one connection: there no transaction is open while another one commits.
  test.skipIf(engine === 'pglite')('a transaction that records early and commits late is not passed over', async () => {
    const organizationId = await organizationWithLedger(house)
    let commit: () => void = () => undefined
    const open = new Promise<void>((resolve) => {
      commit = resolve
    })
    let isRecorded: () => void = () => undefined
    const recorded = new Promise<void>((resolve) => {
      isRecorded = resolve
    })
    const early = house.time.now
    const slow = inside(house.services, organizationId, async (tx) => {
      await record(tx, [someEntry(0, early)], early)
      isRecorded()
      await open
    })
    await recorded
    house.time.now = toInstant(early + 5000)
    await recordSome(house, organizationId, 3)
    expect(await sealAll(house.services, organizationId)).toMatchObject({ kind: 'sealed', count: 3 })
    commit()
    await slow
    expect(await sealAll(house.services, organizationId)).toMatchObject({ kind: 'sealed', count: 1, size: 4 })
    await inside(house.services, organizationId, async (tx) => {
      const { items } = await entryPage(tx, { limit: 10 })
      const [last, before] = items
      expect(Date.parse(last?.recorded_at ?? '')).toBe(early)
      expect(Date.parse(before?.recorded_at ?? '')).toBe(early + 5000)
    })
    await checkWholeLog(organizationId, 4)
  })

  test('every batch size gives trees that prove every entry, every growth and every earlier root', async () => {
    const organizationId = await organizationWithLedger(house)
    const roots = new Map<number, Uint8Array>()
    let size = 0
    for (const count of [1, 2, 1, 3, 7, 16, 1, 33]) {
      await recordSome(house, organizationId, count)
      await sealAll(house.services, organizationId)
      size += count
      await inside(house.services, organizationId, async (tx) => roots.set(size, await rootAt(tx, size)))
    }
    await checkWholeLog(organizationId, size)
    await inside(house.services, organizationId, async (tx) => {
      const root = roots.get(size) as Uint8Array
      for (let index = 0; index < size; index++) {
        const { hash } = await tx.db
          .selectFrom('ledger_entry')
          .select('leaf_hash as hash')
          .where('org_id', '=', organizationId)
          .where('index', '=', index)
          .executeTakeFirstOrThrow()
        const proof = await proofOfEntry(tx, index, size)
        expect(checkInclusion(sha256, { index, size, leaf: hash, proof, root })).toEqual({ ok: true })
      }
      for (const [earlier, root1] of roots) {
        expect(await rootAt(tx, earlier)).toEqual(root1)
        expect(await leftRange(tx, earlier)).toHaveLength([...earlier.toString(2)].filter((digit) => digit === '1').length)
      }
      const nodes = await tx.db
        .selectFrom('ledger_node')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .where('org_id', '=', organizationId)
        .executeTakeFirstOrThrow()
      // A tree of n leaves has floor(n/2) + floor(n/4) + … complete subtrees above its leaves.
      expect(nodes.count).toBe([1, 2, 3, 4, 5, 6].reduce((sum, level) => sum + Math.floor(size / 2 ** level), 0))
      const file = parseProof(encodeUtf8(await entryProof(tx, 5)))
      expect(file.index).toBe(5)
      await expect(entryProof(tx, size)).rejects.toMatchObject({ code: 'not_found' })
    })
  })

  test('what is sealed leaves the inbox by a plan made for it, also where the database believes the inbox empty: none is compared with every other', async () => {
    const organizationId = await organizationWithLedger(house)
    const waiting = Array.from({ length: 5000 }, (_, position) => ({ position }) as InboxEntry)
    const plan = await database.session(async (session) => {
      await session.query(`begin; select set_config('app.org_id', '${organizationId}', true); set local role tickmark_app`)
      const lines: string[] = []
      const explaining: Session = {
        query: async (text, values) => {
          expect(text.startsWith(planOnce), 'a plan that is kept has no constants').toBe(false)
          const told = await session.query<Record<string, string>>(`explain ${text}`, values)
          lines.push(...told.rows.flatMap((row) => Object.values(row)))
          return { rows: [], rowCount: 0, command: 'EXPLAIN' }
        },
      }
      const { db, end } = transactionOn(explaining)
      await expect(deleteFromInbox({ db, organizationId, actor: tester }, waiting)).rejects.toThrow('were there to take')
      end()
      await session.query('rollback')
      return lines.join('\n')
    })
    // As a constant it is hashed, or looked up in the index; as a parameter or a join it would be gone through for each row.
    expect(plan).toMatch(/"?position"? = ANY \('\{0,1,2,/)
    expect(plan).not.toMatch(/Nested Loop|CTE Scan|SubPlan|InitPlan/)
  })

  test('two sequencers at once and writers beside them: nothing twice, nothing lost, no checkpoint that contradicts another', async () => {
    const organizationId = await organizationWithLedger(house)
    let isWriting = true
    const receipts: string[] = []
    const writers = [1, 2, 3].map(async () => {
      for (let round = 0; round < 15; round++) {
        const recorded = await recordSome(house, organizationId, 1 + (round % 5))
        receipts.push(...recorded.map(({ leafHash: hash }) => hash))
      }
    })
    const sequencers = [1, 2].map(async () => {
      while (isWriting) await sealLedger(house.services, organizationId, 4)
    })
    await Promise.all(writers)
    isWriting = false
    await Promise.all(sequencers)
    await sealAll(house.services, organizationId)
    await checkWholeLog(organizationId, receipts.length)
    await inside(house.services, organizationId, async (tx) => {
      const rows = await tx.db.selectFrom('ledger_entry').select('leaf_hash').where('org_id', '=', organizationId).execute()
      expect(new Set(rows.map(({ leaf_hash: hash }) => Buffer.from(hash).toString('base64')))).toEqual(new Set(receipts))
      expect(rows).toHaveLength(receipts.length)
    })
  })

  test('the entries of one object are told as waiting, then as sealed, and lists go on where the page before ended', async () => {
    const organizationId = await organizationWithLedger(house)
    const entry = someEntry(1, house.time.now)
    await inside(house.services, organizationId, (tx) => record(tx, [entry], house.time.now))
    const states = () => inside(house.services, organizationId, (tx) => entryStates(tx, entry.obj))
    expect(await states()).toMatchObject([{ index: null, state: 'pending', by: { kind: 'source' } }])
    await sealAll(house.services, organizationId)
    expect(await states()).toMatchObject([{ index: 0, state: 'sealed' }])
    for (let round = 0; round < 4; round++) {
      await recordSome(house, organizationId, 2)
      await sealAll(house.services, organizationId)
    }
    await inside(house.services, organizationId, async (tx) => {
      const seen: number[] = []
      let cursor: string | undefined
      do {
        const page = await entryPage(tx, { limit: 4, cursor, kind: 'delivery.received' })
        seen.push(...page.items.map(({ index }) => index))
        cursor = page.next_cursor ?? undefined
      } while (cursor !== undefined)
      expect(seen).toEqual([8, 7, 6, 5, 4, 3, 2, 1, 0])
      expect((await checkpointPage(tx, { limit: 2 })).items.map(({ size }) => size)).toEqual([9, 7])
      await expect(entryPage(tx, { limit: 4, cursor: 'yesterday' })).rejects.toMatchObject({ code: 'invalid_request' })
    })
  })

  test('who acted on what another had recorded is sealed behind it, although their clock says otherwise', async () => {
    const organizationId = await organizationWithLedger(house)
    const now = house.time.now
    await inside(house.services, organizationId, (tx) => record(tx, [someEntry(1, now)], now))
    await inside(house.services, organizationId, (tx) => record(tx, [someEntry(2, now)], toInstant(now - 60_000)))
    await sealAll(house.services, organizationId)
    const { items } = await inside(house.services, organizationId, (tx) => entryPage(tx, { limit: 10 }))
    expect(items.map(({ recorded_at: at }) => Date.parse(at))).toEqual([now - 60_000, now])
  })

  test('the sequencer seals by itself, at once when nudged, and one of several servers does it', async () => {
    const organizationId = await organizationWithLedger(house)
    const ticks: (() => Promise<void>)[] = []
    const jobs: Services['jobs'] = {
      ...house.services.jobs,
      every: (_name, _seconds, work) => {
        ticks.push(work)
        return () => undefined
      },
    }
    const [first, second] = [
      { ...house.services, jobs },
      { ...house.services, jobs },
    ]
    const stopFirst = await startSealing(first)
    await nudgeSealing(first)
    const stopSecond = await startSealing(second)
    await recordSome(house, organizationId, 2)
    await nudgeSealing(second)
    expect(await statusOf(organizationId)).toMatchObject({ size: 0, pending: 2 })
    await Promise.all(ticks.map((tick) => tick()))
    expect(await statusOf(organizationId)).toMatchObject({ size: 2, pending: 0 })
    await recordSome(house, organizationId, 1)
    await Promise.all([nudgeSealing(first), nudgeSealing(first), nudgeSealing(first)])
    expect(await statusOf(organizationId)).toMatchObject({ size: 3, pending: 0 })
    await recordSome(house, organizationId, 1)
    await stopFirst()
    expect(await statusOf(organizationId)).toMatchObject({ size: 4, pending: 0 })
    await stopSecond()
  })

  test('a ledger that cannot be sealed is said once, keeps its entries, and holds up nobody else', async () => {
    const [broken, sound] = [await organizationWithLedger(house), await organizationWithLedger(house)]
    await recordSome(house, broken, 1)
    await recordSome(house, sound, 1)
    await inside(house.services, broken, (tx) =>
      tx.db
        .updateTable('ledger')
        .set({ frontier: new Uint8Array(31) })
        .execute(),
    )
    const before = house.logged.length
    const stop = await startSealing(house.services)
    await nudgeSealing(house.services)
    await nudgeSealing(house.services)
    expect(sealingTroubles(house.services)).toEqual([{ organizationId: broken, reason: expect.stringContaining('frontier') }])
    expect(house.logged.slice(before).filter(({ msg }) => msg === 'A ledger cannot be sealed')).toHaveLength(1)
    expect(await statusOf(sound)).toMatchObject({ size: 1, pending: 0 })
    expect(await statusOf(broken)).toMatchObject({ size: 0, pending: 1, halted: expect.stringContaining('frontier') })
    // Once an operator has mended it, the sequencer finds out by itself.
    await inside(house.services, broken, (tx) =>
      tx.db
        .updateTable('ledger')
        .set({ frontier: new Uint8Array(0), halted: null })
        .execute(),
    )
    await eventually(async () => {
      await nudgeSealing(house.services)
      expect(sealingTroubles(house.services)).toEqual([])
    })
    expect(await statusOf(broken)).toMatchObject({ size: 1, pending: 0, halted: null })
    await stop()
  })

  test('where nothing left our hands, the status says so in the same words as everywhere', async () => {
    const organizationId = await organizationWithLedger(house)
    await recordSome(house, organizationId, 1)
    await sealAll(house.services, organizationId)
    const status = await statusOf(organizationId)
    expect(status.anchored).toBeNull()
    expect(status.does_not_prove[0]).toMatch(/not anchored/)
    expect(status.does_not_prove).toHaveLength(4)
    expect(status.origin).toMatch(/^tickmark\.example\.com\/t\/[0-9a-f]{20}$/)
  })
})
