// How fast entries are recorded, sealed, proved and checked in a real database, beside plain inserts of the same bytes in the same run.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { OrganizationId } from '../src/core/kernel/ids.ts'
import { toInstant } from '../src/core/kernel/instant.ts'
import { type Database, openDatabase } from '../src/database/connect.ts'
import { migrate } from '../src/database/migrate.ts'
import { fsck } from '../src/server/ledger/fsck.ts'
import { consistencyProof, proofOfEntry } from '../src/server/ledger/proofViews.ts'
import { record } from '../src/server/ledger/record.ts'
import { largestBatch, sealAll, sealLedger } from '../src/server/ledger/sealLedger.ts'
import { inside, type LedgerHouse, openLedgerHouse, organizationWithLedger, someEntry } from '../test/support/ledgerHouse.ts'
import { findServer } from '../test/support/postgresServer.ts'

const entries = 100_000
const perTransaction = 500
const singles = 200
const proofs = 500

type Measured = { what: string; value: string; beside?: string }

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return (performance.now() - start) / 1000
}

const perSecond = (count: number, time: number) => `${Math.round(count / time).toLocaleString('en')}/s`

function percentile(times: readonly number[], share: number): string {
  const sorted = [...times].sort((left, right) => left - right)
  return `${((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0) * 1000).toFixed(1)} ms`
}

/** The same bytes as an entry has, into a bare table with a key and nothing else: what the database itself can do. */
async function plainInserts(database: Database): Promise<number> {
  const bytes = Buffer.alloc(700, 7)
  await database.execute('create table bench_plain (org_id text, n bigint, bytes bytea, primary key (org_id, n))')
  const time = await seconds(async () => {
    for (let from = 0; from < entries; from += perTransaction) {
      const numbers = Array.from({ length: perTransaction }, (_, offset) => from + offset)
      await database.execute(`insert into bench_plain select 'org', n, b from unnest($1::bigint[], $2::bytea[]) as t (n, b)`, [
        numbers,
        numbers.map(() => bytes),
      ])
    }
  })
  await database.execute('drop table bench_plain')
  return time
}

async function recordMany({ services, time }: LedgerHouse, organizationId: OrganizationId, count: number) {
  for (let from = 0; from < count; from += perTransaction) {
    time.now = toInstant(Date.now())
    const batch = Array.from({ length: perTransaction }, (_, offset) => someEntry(from + offset, time.now))
    await inside(services, organizationId, (tx) => record(tx, batch, time.now))
  }
}

/** From the commit that recorded an entry to the checkpoint over it, without the wait for the tick. */
async function sealOneByOne({ services, time }: LedgerHouse, organizationId: OrganizationId): Promise<number[]> {
  const times: number[] = []
  for (let number = 0; number < singles; number++) {
    time.now = toInstant(Date.now())
    await inside(services, organizationId, (tx) => record(tx, [someEntry(number, time.now)], time.now))
    times.push(await seconds(() => sealLedger(services, organizationId)))
  }
  return times
}

async function measure(database: Database): Promise<Measured[]> {
  const house = openLedgerHouse(database)
  const { services } = house
  try {
    const organizationId = await organizationWithLedger(house)
    await recordMany(house, organizationId, largestBatch)
    await sealAll(services, organizationId)
    const plain = await plainInserts(database)
    const recording = await seconds(() => recordMany(house, organizationId, entries))
    const sealing = await seconds(() => sealAll(services, organizationId))
    const one = await sealOneByOne(house, organizationId)
    const size = entries + largestBatch + singles
    const proving = await seconds(() =>
      inside(services, organizationId, async (tx) => {
        for (let number = 0; number < proofs; number++) await proofOfEntry(tx, (number * 7919) % size, size)
      }),
    )
    const extending = await seconds(() => inside(services, organizationId, (tx) => consistencyProof(tx, largestBatch + 1, size)))
    const checking = await seconds(() => fsck(database, organizationId, { keys: services.ledgerKeys, most: 1 }))
    const ratio = (time: number) => `${(plain / time).toFixed(2)} of plain inserts of 700 bytes (${perSecond(entries, plain)})`
    return [
      { what: `recorded, ${perTransaction} a transaction`, value: perSecond(entries, recording), beside: ratio(recording) },
      { what: `sealed, up to ${largestBatch} a checkpoint`, value: perSecond(entries, sealing), beside: ratio(sealing) },
      { what: 'one entry sealed by itself', value: `${percentile(one, 0.5)} (p99 ${percentile(one, 0.99)})` },
      { what: `proof of an entry among ${size.toLocaleString('en')}`, value: `${((proving / proofs) * 1000).toFixed(2)} ms` },
      { what: 'consistency proof from the first checkpoint', value: `${(extending * 1000).toFixed(2)} ms` },
      { what: 'fsck, of the log', value: perSecond(size, checking) },
    ]
  } finally {
    house.remove()
  }
}

function print(title: string, measured: readonly Measured[]): void {
  console.log(`\n${title}`)
  const width = Math.max(...measured.map(({ what }) => what.length))
  for (const { what, value, beside } of measured)
    console.log(`  ${what.padEnd(width)}  ${value}${beside === undefined ? '' : `   ${beside}`}`)
}

async function onPglite(): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), 'tickmark-bench-'))
  const database = await openDatabase({ kind: 'pglite', directory: join(directory, 'database') })
  try {
    await migrate(database)
    print('Embedded database, on disk with fsync', await measure(database))
  } finally {
    await database.close()
    rmSync(directory, { recursive: true, force: true })
  }
}

async function onPostgres(): Promise<void> {
  const server = await findServer({ fsync: true })
  if ('missing' in server) {
    console.log(`\nPostgreSQL is left out: ${server.missing}`)
    return
  }
  const admin = await openDatabase({ kind: 'postgresql', url: server.url, poolSize: 2 })
  const name = `tickmark_bench_${process.pid}`
  await admin.execute(`create database ${name}`)
  const url = new URL(server.url)
  url.pathname = `/${name}`
  const database = await openDatabase({ kind: 'postgresql', url: url.href, poolSize: 8 })
  try {
    await migrate(database)
    print(`PostgreSQL (${server.where}), with fsync`, await measure(database))
  } finally {
    await database.close()
    await admin.execute(`drop database ${name} with (force)`)
    await admin.close()
    await server.stop()
  }
}

export async function benchSeal(): Promise<void> {
  console.log(`${entries.toLocaleString('en')} entries of about 230 bytes with one opening each`)
  await onPglite()
  await onPostgres()
}
