// What must hold after a server was killed, whatever it was doing; and what tests that kill servers need besides.
import { createServer } from 'node:net'
import { join } from 'node:path'
import { expect } from 'vitest'
import { systemActor } from '../../src/core/kernel/actor.ts'
import type { OrganizationId } from '../../src/core/kernel/ids.ts'
import { openCheckpoint } from '../../src/core/ledger/checkpoint.ts'
import { checkExtends } from '../../src/core/ledger/treeProof.ts'
import { encodeUtf8 } from '../../src/core/ledger/utf8.ts'
import type { Database } from '../../src/database/connect.ts'
import { inOrganization, type OrganizationTx } from '../../src/database/inOrganization.ts'
import { readCheckpoints } from '../../src/server/ledger/checkpointViews.ts'
import { openLedgerKeys } from '../../src/server/ledger/ledgerKeys.ts'
import { nodeCryptography } from '../../src/server/ledger/nodeCryptography.ts'
import { consistencyProof } from '../../src/server/ledger/proofViews.ts'
import { eventually } from './eventually.ts'

const { sha256 } = nodeCryptography

/** The same after each restart, because addresses and cookies name it. */
export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer()
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

/** Every checkpoint is signed, and extends the one before. */
export async function verifyLedger(tx: OrganizationTx, directory: string) {
  const ledger = await tx.db.selectFrom('ledger').select(['origin', 'size', 'halted']).executeTakeFirstOrThrow()
  expect(ledger.halted).toBeNull()
  const keys = openLedgerKeys(join(directory, 'keys', 'signing.seed'))
  const { key } = keys.signer({ organizationId: tx.organizationId, generation: 1, origin: ledger.origin })
  let before = { size: 0, root: sha256(new Uint8Array(0)) }
  for (const { note } of (await readCheckpoints(tx, { below: null, limit: 1_000_000 })).reverse()) {
    const opened = openCheckpoint(nodeCryptography, encodeUtf8(note), [key])
    const proof = await consistencyProof(tx, before.size, opened.size)
    expect(checkExtends(sha256, { size1: before.size, root1: before.root, size2: opened.size, root2: opened.root, proof })).toEqual({
      ok: true,
    })
    before = opened
  }
  expect(before.size).toBe(ledger.size)
}

export async function untilSealed(database: Database, organizationId: OrganizationId) {
  await eventually(async () => {
    await inOrganization(database, organizationId, systemActor('test'), async ({ db }) => {
      expect(await db.selectFrom('ledger_inbox').select('entry_id').limit(1).execute()).toEqual([])
    })
  }, 60_000)
}
