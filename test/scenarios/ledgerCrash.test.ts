// Does the ledger survive its server being killed at any instant: nothing acknowledged lost, nothing twice, no checkpoint that contradicts another?
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, test } from 'vitest'
import { openCheckpoint } from '../../src/core/ledger/checkpoint.ts'
import { checkExtends } from '../../src/core/ledger/treeProof.ts'
import { encodeUtf8 } from '../../src/core/ledger/utf8.ts'
import { openDatabase } from '../../src/database/connect.ts'
import { readCheckpoints } from '../../src/server/ledger/checkpointViews.ts'
import { nodeCryptography } from '../../src/server/ledger/nodeCryptography.ts'
import { consistencyProof } from '../../src/server/ledger/proofViews.ts'
import { sealAll } from '../../src/server/ledger/sealLedger.ts'
import { engines, openTestDatabase, type TestDatabase } from '../support/database.ts'
import { inside, type LedgerHouse, openLedgerHouse, organizationWithLedger } from '../support/ledgerHouse.ts'

const writer = fileURLToPath(new URL('../support/ledgerWriter.ts', import.meta.url))
const { sha256 } = nodeCryptography
const kills = 4

/** Starts a writer, kills it after a while, and answers which entries it was told are recorded. */
function runAndKill(target: string, directory: string, organizationId: string, milliseconds: number): Promise<string[]> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [writer, target, directory, organizationId], { stdio: ['ignore', 'pipe', 'pipe'] })
    let said = ''
    let complaints = ''
    let isRunning = false
    child.stdout.on('data', (piece: Buffer) => {
      said += piece.toString()
      // Counted from the first that was acknowledged: how long that takes is the machine's affair.
      if (isRunning || said.split('\n').length < 3) return
      isRunning = true
      setTimeout(() => child.kill('SIGKILL'), milliseconds)
    })
    child.stderr.on('data', (piece: Buffer) => {
      complaints += piece.toString()
    })
    child.once('exit', (code) => {
      if (code !== null) reject(new Error(`the writer ended by itself (${code}): ${complaints}`))
      // A line without its end was not said whole.
      else
        resolve(
          said
            .slice(0, said.lastIndexOf('\n'))
            .split('\n')
            .slice(1)
            .filter((line) => line !== ''),
        )
    })
  })
}

describe.each(engines)('a ledger whose server is killed, on %s', (engine) => {
  const closing: (() => Promise<void> | void)[] = []
  afterEach(async () => {
    for (const close of closing.splice(0).reverse()) await close()
  })

  async function begin(): Promise<{ target: string; house: LedgerHouse; reopen: () => Promise<TestDatabase> }> {
    const folder = mkdtempSync(join(tmpdir(), 'tickmark-crash-'))
    closing.push(() => rmSync(folder, { recursive: true, force: true }))
    const directory = join(folder, 'database')
    const database = await openTestDatabase(engine, engine === 'pglite' ? { directory } : {})
    const house = openLedgerHouse(database)
    closing.push(() => house.remove())
    if (database.url !== null) {
      closing.push(() => database.close())
      return { target: database.url, house, reopen: async () => database }
    }
    const reopen = async () => {
      const again = { ...(await openDatabase({ kind: 'pglite', directory })), url: null }
      closing.push(() => again.close())
      return again
    }
    return { target: directory, house, reopen }
  }

  test(`killed ${kills} times while recording and sealing: every acknowledged entry is in the log once, every checkpoint extends the one before`, {
    timeout: 240_000,
  }, async () => {
    const { target, house, reopen } = await begin()
    const organizationId = await organizationWithLedger(house)
    // The embedded database belongs to one process at a time.
    if (engine === 'pglite') await house.services.database.close()
    const acknowledged: string[] = []
    for (let kill = 0; kill < kills; kill++)
      acknowledged.push(...(await runAndKill(target, house.directory, organizationId, 150 + kill * 97)))
    expect(acknowledged.length).toBeGreaterThan(kills)

    const { services } = openLedgerHouse(await reopen(), { directory: house.directory })
    await sealAll(services, organizationId)
    await inside(services, organizationId, async (tx) => {
      const rows = await tx.db.selectFrom('ledger_entry').select(['index', 'leaf_hash as hash']).orderBy('index').execute()
      expect(rows.map(({ index }) => index)).toEqual(rows.map((_, place) => place))
      const hashes = rows.map(({ hash }) => Buffer.from(hash).toString('base64'))
      const sealed = new Set(hashes)
      expect(hashes).toHaveLength(sealed.size)
      expect(acknowledged.filter((hash) => !sealed.has(hash))).toEqual([])
      const ledger = await tx.db.selectFrom('ledger').select('origin').executeTakeFirstOrThrow()
      const { key } = services.ledgerKeys.signer({ organizationId, generation: 1, origin: ledger.origin })
      let before = { size: 0, root: sha256(new Uint8Array(0)) }
      for (const { note } of (await readCheckpoints(tx, { below: null, limit: 100_000 })).reverse()) {
        const opened = openCheckpoint(nodeCryptography, encodeUtf8(note), [key])
        const proof = await consistencyProof(tx, before.size, opened.size)
        expect(checkExtends(sha256, { size1: before.size, root1: before.root, size2: opened.size, root2: opened.root, proof })).toEqual({
          ok: true,
        })
        before = opened
      }
      expect(before.size).toBe(rows.length)
    })
  })
})
