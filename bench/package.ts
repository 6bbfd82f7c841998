// How long a package of 400,000 alerts and 2 million entries takes to build and to verify, how much memory, and how large it is.
import { execFileSync, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { openPackage } from '../src/cli/verifier/openPackage.ts'
import type { Statement } from '../src/core/audit/statement.ts'
import { systemActor } from '../src/core/kernel/actor.ts'
import { addDays, periodOfDays } from '../src/core/kernel/deadline.ts'
import { makeId, type OrganizationId } from '../src/core/kernel/ids.ts'
import { day, type Instant, toInstant } from '../src/core/kernel/instant.ts'
import { formatVerifierKey } from '../src/core/ledger/verifierKey.ts'
import { openDatabase } from '../src/database/connect.ts'
import { inOrganization } from '../src/database/inOrganization.ts'
import { migrate } from '../src/database/migrate.ts'
import { readCheckpointBefore } from '../src/server/ledger/checkpointViews.ts'
import { ledgerKeys } from '../src/server/ledger/ledgerKeys.ts'
import { createLedger } from '../src/server/ledger/ledgerStore.ts'
import { newOrigin } from '../src/server/ledger/openLedger.ts'
import { insertOrganization } from '../src/server/organization/store.ts'
import { LedgerStory, requestEntry, type ToldEntry } from '../test/support/ledgerStory.ts'
import { findServer } from '../test/support/postgresServer.ts'
import type { BuildTask, Measured } from './packageChild.ts'
import { seedLedger } from './seedLedger.ts'

const alerts = Number(process.env.BENCH_ALERTS ?? 400_000)
/** With a delivery, its end and a review each: five entries an alert. */
const entriesWanted = alerts * 5
const days = 400
const first = '2025-09-01'
const aims = { buildSeconds: 180, buildMegabytes: 600, verifySeconds: 60 }
const childFile = fileURLToPath(new URL('./packageChild.ts', import.meta.url))

type Prepared = { databaseUrl: string; organizationId: OrganizationId; statement: Statement; key: string }

function* story(request: ToldEntry): Generator<ToldEntry> {
  const from = toInstant(Date.parse(`${first}T00:00:00Z`) - 10 * day)
  yield* new LedgerStory({ seed: 5, from, days: days + 10, alertsPerDay: Math.round(alerts / days), sources: 12, ended: 0.975 }).entries()
  yield request
}

async function prepare(databaseUrl: string): Promise<Prepared> {
  const database = await openDatabase({ kind: 'postgresql', url: databaseUrl, poolSize: 4 })
  try {
    await migrate(database)
    const organizationId = makeId('organization', Date.now(), randomBytes(10))
    const origin = newOrigin('https://tickmark.example.com')
    const signer = ledgerKeys(randomBytes(32)).signer({ organizationId, generation: 1, origin })
    const lastDay = addDays(first, days - 1)
    const period = periodOfDays(first, lastDay, 'UTC')
    const of = { audit: makeId('audit', 1, randomBytes(10)), name: 'Bench', firstDay: first, lastDay, timeZone: 'UTC', period }
    const packageId = makeId('package', 1, randomBytes(10))
    const asked = toInstant(period.end + 3 * day)
    await inOrganization(database, organizationId, systemActor('bench'), async (tx) => {
      await insertOrganization(tx, { name: 'Bench', timeZone: 'UTC' }, toInstant(period.start - 20 * day))
      await createLedger(tx, origin)
    })
    // Nobody writes a document in this story, however long it gets.
    const known = { size: Number.MAX_SAFE_INTEGER, documents: 0 }
    const request = requestEntry(packageId, makeId('person', 1, randomBytes(10)), of, asked, known)
    const closingSize = await seedLedger({ database, organizationId, origin, signer }, story(request))
    const openingSize = await inOrganization(database, organizationId, systemActor('bench'), async (tx) => {
      const before = await readCheckpointBefore(tx, toInstant(period.start - day) as Instant)
      return before?.size ?? 0
    })
    const statement: Statement = { ...of, package: packageId, origin, openingSize, closingSize }
    return { databaseUrl, organizationId, statement, key: formatVerifierKey(signer.key) }
  } finally {
    await database.close()
  }
}

async function inChild(what: 'build' | 'verify', task: BuildTask | readonly string[]): Promise<Measured> {
  const child = spawn(
    process.execPath,
    [
      ...(process.env.BENCH_PROFILE ? ['--cpu-prof', `--cpu-prof-dir=${process.env.BENCH_PROFILE}`] : []),
      '--no-warnings',
      childFile,
      what,
      JSON.stringify(task),
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  return JSON.parse(await text(child.stdout)) as Measured
}

function printOne(what: string, { seconds, cpuSeconds, peakMegabytes }: Measured, aim: string): void {
  console.log(
    `${what.padEnd(8)} ${seconds.toFixed(1).padStart(7)} s (${cpuSeconds.toFixed(1)} s of processor)   ${peakMegabytes.toFixed(0).padStart(5)} MB at most   aim: ${aim}`,
  )
}

async function printSizes(path: string, entries: number): Promise<void> {
  const opened = await openPackage(path)
  const total = opened.members.reduce((sum, { size }) => sum + size, 0)
  await opened.close()
  const { size } = await import('node:fs/promises').then((fs) => fs.stat(path))
  console.log(
    `size     ${(size / 1e6).toFixed(1)} MB packed, ${(total / 1e6).toFixed(1)} MB as it is: ${(size / entries).toFixed(0)} bytes an entry`,
  )
}

async function measure({ databaseUrl, organizationId, statement, key }: Prepared, directory: string): Promise<void> {
  const entries = statement.closingSize - statement.openingSize
  const built = await inChild('build', { databaseUrl, organizationId, directory, statement })
  printOne('build', built, `under ${aims.buildSeconds} s and ${aims.buildMegabytes} MB`)
  for (const [step, seconds] of Object.entries(built.steps))
    console.log(`           ${step.padEnd(12)} ${seconds.toFixed(1).padStart(6)} s`)
  const path = join(directory, organizationId, `${statement.package}.zip`)
  const verified = await inChild('verify', [path, '--key', key])
  printOne('verify', verified, `under ${aims.verifySeconds} s`)
  console.log(`           ${verified.said.split('\n').slice(0, 2).join('\n           ')}`)
  await printSizes(path, entries)
  if (!verified.said.startsWith('VERIFIED')) throw new Error('the package was not verified')
}

export async function benchPackage(): Promise<void> {
  execFileSync(process.execPath, [fileURLToPath(new URL('../scripts/buildVerifier.ts', import.meta.url))])
  const server = await findServer()
  if ('missing' in server) {
    console.log(`No PostgreSQL, so nothing can be measured: ${server.missing}`)
    return
  }
  const directory = mkdtempSync(join(tmpdir(), 'tickmark-bench-package-'))
  const name = `tickmark_bench_${randomBytes(6).toString('hex')}`
  const admin = new pg.Client(server.url)
  await admin.connect()
  await admin.query(`create database ${name} template template0`)
  const url = new URL(server.url)
  url.pathname = `/${name}`
  try {
    const started = performance.now()
    const prepared = await prepare(url.href)
    const seconds = Math.round((performance.now() - started) / 1000)
    console.log(
      `${prepared.statement.closingSize.toLocaleString('en')} entries (${entriesWanted.toLocaleString('en')} wanted) sealed in ${seconds} s, on ${server.where}\n`,
    )
    await measure(prepared, directory)
  } finally {
    await admin.query(`drop database if exists ${name} with (force)`)
    await admin.end()
    await server.stop()
    rmSync(directory, { recursive: true, force: true })
  }
}
