// A process that records and seals without end, and says what it was told is durable: to be killed in the middle of it.

import type { OrganizationId } from '../../src/core/kernel/ids.ts'
import { toInstant } from '../../src/core/kernel/instant.ts'
import { openDatabase } from '../../src/database/connect.ts'
import { record } from '../../src/server/ledger/record.ts'
import { sealLedger } from '../../src/server/ledger/sealLedger.ts'
import { inside, openLedgerHouse, someEntry } from './ledgerHouse.ts'

const [target = '', directory = '', organizationId = ''] = process.argv.slice(2)

const database = await openDatabase(
  target.startsWith('postgresql:') ? { kind: 'postgresql', url: target, poolSize: 4 } : { kind: 'pglite', directory: target },
)
const house = openLedgerHouse(database, { directory })
const organization = organizationId as OrganizationId

async function write() {
  for (let round = 0; ; round++) {
    const now = toInstant(Date.now())
    house.time.now = now
    const entries = Array.from({ length: 1 + (round % 20) }, (_, number) => someEntry(number, now))
    const recorded = await inside(house.services, organization, (tx) => record(tx, entries, now))
    // One write call: whole lines, or nothing.
    process.stdout.write(`${recorded.map(({ leafHash }) => leafHash).join('\n')}\n`)
  }
}

async function seal() {
  for (;;) await sealLedger(house.services, organization, 7)
}

process.stdout.write('ready\n')
await Promise.all([write(), seal()])
