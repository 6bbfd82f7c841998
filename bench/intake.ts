// How many deliveries a second the intake takes, and how soon each is answered, beside two peers measured in the same run:
// pgbench writing single rows into the same PostgreSQL, and Alertmanager's own API (which keeps its alerts in memory).
import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  closeSync,
  existsSync,
  fdatasyncSync,
  fsyncSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import pg from 'pg'
import { alertmanagerBinary, alertmanagerMissing, startAlertmanager } from '../test/support/alertmanager.ts'
import { findServer } from '../test/support/postgresServer.ts'
import { startServerProcess } from '../test/support/serverProcess.ts'
import type { LoadOrder, LoadResult } from './load.ts'

const run = promisify(execFile)
/** So long that the moment in which all clients connect at once is a small part of it. */
const seconds = Number(process.env.BENCH_SECONDS ?? 20)
/** Bounded whatever the machine can do: the database must not fill the disk. */
const mostRequests = 200_000
const clientCounts = [1, 16, 64]
const wanted = { rowsRatio: 0.4, p99: 100, growth: 1.1 }
/** The load that is judged is done so often, and its middle p99 counts: a disk that stalls now and then (see `measureDisk`) spoils one of them. */
const judgedLoads = 3
/**
 * After the last load the same again, so often. The collector lets memory rise and fall by a fifth, so peaks are compared: those of the second
 * half with those of the first. What a process still takes then, it would take for ever.
 */
const sustained = 8

/** `rows`: inserted and updated while the load ran, as PostgreSQL counted them; null where it does not. */
type Measured = LoadResult & { clients: number; alertsEach: number; rss: number; rows: number | null }

async function load(order: Omit<LoadOrder, 'seconds' | 'most'>): Promise<LoadResult> {
  const program = fileURLToPath(new URL('./load.ts', import.meta.url))
  const { stdout } = await run(process.execPath, [program, JSON.stringify({ ...order, seconds, most: mostRequests })], { maxBuffer: 1e7 })
  return JSON.parse(stdout) as LoadResult
}

function residentMib(pid: number): number {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024
}

const rate = ({ requests, seconds: took }: LoadResult) => requests / took
const number = (value: number, digits = 0) => value.toLocaleString('en', { maximumFractionDigits: digits, minimumFractionDigits: digits })

function report(what: string, result: Measured) {
  const others = Object.entries(result.others).map(([answer, count]) => `${count} × ${answer}`)
  console.log(
    `  ${what.padEnd(34)} ${number(rate(result)).padStart(7)} deliveries/s  ${number(rate(result) * result.alertsEach).padStart(8)} alerts/s` +
      `  p50 ${number(result.p50, 1).padStart(6)} ms  p99 ${number(result.p99, 1).padStart(6)} ms  worst ${number(result.worst).padStart(5)} ms  ${number(result.rss)} MiB` +
      (others.length > 0 ? `  NOT 202 accepted: ${others.join(', ')}` : ''),
  )
}

/** Of all tables, since the statistics began; the last second of a busy connection may not be in it yet. */
async function rowsWritten(databaseUrl: string | null): Promise<number | null> {
  if (databaseUrl === null) return null
  const client = new pg.Client(databaseUrl)
  await client.connect()
  const { rows } = await client.query<{ written: string }>('select sum(n_tup_ins + n_tup_upd) as written from pg_stat_user_tables')
  await client.end()
  return Number(rows[0]?.written ?? 0)
}

const isJudged = ({ clients, alertsEach }: { clients: number; alertsEach: number }) => clients === 64 && alertsEach === 1

/** The load with the middle p99. */
function judged(all: readonly Measured[]): Measured | undefined {
  const loads = all.filter(isJudged).sort((one, other) => one.p99 - other.p99)
  return loads[Math.floor(loads.length / 2)]
}

/**
 * What the disk does by itself, with what 64 deliveries are to it: PostgreSQL's log written over old bytes and synced, and tables that grow
 * beside it unsynced. Longer than the half minute after which Linux writes out what nobody synced.
 */
async function measureDisk(): Promise<void> {
  const [logged, grown, pause, places, lasting] = [800_000, 600_000, 60, 20, 35_000]
  const directory = mkdtempSync(join(tmpdir(), 'tickmark-bench-'))
  const [log, tables] = [openSync(join(directory, 'log'), 'w'), openSync(join(directory, 'tables'), 'w')]
  const piece = randomBytes(logged)
  for (let place = 0; place < places; place++) writeSync(log, piece, 0, logged, place * logged)
  fsyncSync(log)
  const took: number[] = []
  for (const until = performance.now() + lasting; performance.now() < until; ) {
    const from = performance.now()
    writeSync(tables, piece, 0, grown)
    writeSync(log, piece, 0, logged, (took.length % places) * logged)
    fdatasyncSync(log)
    took.push(performance.now() - from)
    await setTimeout(Math.max(0, pause - (performance.now() - from)))
  }
  for (const file of [log, tables]) closeSync(file)
  rmSync(directory, { recursive: true, force: true })
  took.sort((one, other) => one - other)
  const at = (share: number) => number(took[Math.min(took.length - 1, Math.floor(took.length * share))] ?? 0, 1)
  console.log(
    `  the disk alone, ${logged / 1000} kB synced and ${grown / 1000} kB not, every ${pause} ms: p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, worst ${at(1)} ms`,
  )
}

async function measureTickmark(name: string, databaseUrl: string | null): Promise<Measured[]> {
  const directory = mkdtempSync(join(tmpdir(), 'tickmark-bench-'))
  const server = await startServerProcess(directory, databaseUrl)
  const all: Measured[] = []
  try {
    console.log(`\nTickmark on ${name}, ${number(residentMib(server.pid))} MiB at the start`)
    for (const alertsEach of [1, 50]) {
      for (const clients of clientCounts) {
        for (let time = 0; time < (isJudged({ clients, alertsEach }) ? judgedLoads : 1); time++) {
          const before = await rowsWritten(databaseUrl)
          const result = await load({ url: server.hookUrl, clients, shape: 'hook', alertsEach })
          const after = await rowsWritten(databaseUrl)
          const rows = before === null || after === null ? null : after - before
          const measured = { ...result, clients, alertsEach, rss: residentMib(server.pid), rows }
          all.push(measured)
          report(`${clients} clients, ${alertsEach} alert${alertsEach === 1 ? '' : 's'} each`, measured)
        }
      }
    }
    const rss: number[] = []
    for (let time = 0; time < sustained; time++) {
      await load({ url: server.hookUrl, clients: 64, shape: 'hook', alertsEach: 50 })
      rss.push(residentMib(server.pid))
    }
    const growth = Math.max(...rss.slice(sustained / 2)) / Math.max(...rss.slice(0, sustained / 2))
    console.log(
      `  the last load ${sustained} times more: ${rss.map((mib) => number(mib)).join(', ')} MiB, the highest of the second half` +
        ` ${number(growth, 2)} of that of the first (flat: at most ${wanted.growth}: ${growth <= wanted.growth ? 'met' : 'missed'})`,
    )
    if (server.complaints() !== '') console.log(`  it complained: ${server.complaints()}`)
  } finally {
    await server.stop()
    rmSync(directory, { recursive: true, force: true })
  }
  return all
}

const pgbenchScript = `\\set n random(1,1000000)
insert into bench_row (n, body) values (:n, 'A single row as a monitoring system would write it, about as long as a title with its labels.');
`

/** Rows a second, each in a transaction of its own, durable, by 64 clients. */
async function measurePgbench(url: string, bin: string): Promise<number | null> {
  const program = join(bin, 'pgbench')
  if (!existsSync(program)) {
    console.log(`  pgbench: not measured, there is no ${program}`)
    return null
  }
  const directory = mkdtempSync(join(tmpdir(), 'tickmark-bench-'))
  const script = join(directory, 'insert.sql')
  writeFileSync(script, pgbenchScript)
  const client = new pg.Client(url)
  await client.connect()
  await client.query('drop table if exists bench_row')
  await client.query(
    'create table bench_row (id bigint generated always as identity primary key, at timestamptz not null default now(), n integer not null, body text not null)',
  )
  await client.end()
  const log = join(directory, 'log')
  const wishes = ['-n', '-c', '64', '-j', '2', '-T', String(seconds), '-f', script, '-l', `--log-prefix=${log}`]
  const { stdout } = await run(program, [...wishes, url])
  const tps = Number(/tps = ([\d.]+)/.exec(stdout)?.[1] ?? 0)
  const took = readdirSync(directory)
    .filter((name) => name.startsWith('log.'))
    .flatMap((name) => readFileSync(join(directory, name), 'utf8').trim().split('\n'))
    .map((line) => Number(line.split(' ')[2]) / 1000)
    .sort((one, other) => one - other)
  rmSync(directory, { recursive: true, force: true })
  const at = (share: number) => number(took[Math.min(took.length - 1, Math.floor(took.length * share))] ?? 0, 1)
  console.log(
    `  ${'pgbench, 64 clients, single rows'.padEnd(34)} ${number(tps).padStart(7)} rows/s        p50 ${at(0.5)} ms  p99 ${at(0.99)} ms  worst ${at(1)} ms`,
  )
  return tps
}

async function measureAlertmanager(): Promise<LoadResult | null> {
  console.log('\nAlertmanager, POST /api/v2/alerts (kept in memory, not durable when answered)')
  if (!alertmanagerBinary) {
    console.log(`  ${alertmanagerMissing}`)
    return null
  }
  const alertmanager = await startAlertmanager(alertmanagerBinary, null)
  try {
    const result = await load({ url: `${alertmanager.url}/api/v2/alerts`, clients: 64, shape: 'alertmanager-api', alertsEach: 1 })
    report('64 clients, 1 alert each', { ...result, clients: 64, alertsEach: 1, rss: 0, rows: null })
    return result
  } finally {
    await alertmanager.stop()
  }
}

function verdict(engine: string, all: readonly Measured[], pgbench: number | null, alertmanager: LoadResult | null) {
  const one = judged(all)
  if (!one) return
  console.log(`\n${engine}, 64 clients, one alert each:`)
  if (pgbench !== null) {
    const ratio = rate(one) / pgbench
    console.log(
      `  ${number(ratio, 2)} of pgbench’s single rows per second, a delivery counted as one row (aim ${wanted.rowsRatio}: ${ratio >= wanted.rowsRatio ? 'met' : 'missed'})`,
    )
    for (const { rows, seconds: took, requests, alertsEach } of [
      one,
      ...all.filter(({ clients, alertsEach }) => clients === 64 && alertsEach > 1),
    ]) {
      if (rows === null) continue
      console.log(
        `  ${number(rows / took / pgbench, 2)} of them by rows written: ${number(rows / took)} rows/s, ${number(rows / requests, 1)} for a delivery of ${alertsEach} (those of sealing included)`,
      )
    }
  }
  if (alertmanager) console.log(`  ${number(rate(one) / rate(alertmanager), 2)} of Alertmanager’s own API`)
  console.log(
    `  p99 ${number(one.p99, 1)} ms, the middle one of ${all.filter(isJudged).length} loads (aim ${wanted.p99}: ${one.p99 < wanted.p99 ? 'met' : 'missed'})`,
  )
}

/**
 * As in a server that has been running: all the log it may have lies there as segments that are used again. A new server makes each of them
 * first, 16 MB of zeros synced to disk while everybody's commit waits (60 ms here, and at this load every 0.7 s), which says nothing about
 * Tickmark and is over after the first checkpoints. Its memory is what its documentation suggests for a machine of two gigabytes and more.
 */
const settings = ['min_wal_size=2GB', 'max_wal_size=2GB', 'shared_buffers=512MB']
const segments = 128

async function layOutLog(admin: pg.Client): Promise<number> {
  for (let segment = 0; segment < segments; segment++) {
    await admin.query("select pg_logical_emit_message(false, 'tickmark', 'next')")
    await admin.query('select pg_switch_wal()')
  }
  await admin.query('checkpoint')
  const { rows } = await admin.query<{ segments: string }>('select count(*) as segments from pg_ls_waldir()')
  return Number(rows[0]?.segments ?? 0)
}

export async function benchIntake(): Promise<void> {
  console.log(
    `${cpus()[0]?.model ?? 'unknown processor'}, ${cpus().length} cores; ${seconds} s each; load generator and server in processes of their own`,
  )
  const server = await findServer({ fsync: true, settings })
  if ('missing' in server) {
    console.log(`PostgreSQL: not measured, ${server.missing}`)
    const alone = await measureTickmark('PGlite', null)
    return verdict('PGlite', alone, null, await measureAlertmanager())
  }
  try {
    const name = `tickmark_bench_${process.pid}`
    const url = new URL(server.url)
    url.pathname = `/${name}`
    const admin = new pg.Client(server.url)
    await admin.connect()
    await admin.query(`create database ${name}`)
    const { rows } = await admin.query('show server_version')
    console.log(`PostgreSQL ${Object.values(rows[0] ?? {})[0]} from ${server.where}, fsync on`)
    if (server.where !== 'DATABASE_URL')
      console.log(`  its log laid out beforehand: ${await layOutLog(admin)} segments (${settings.join(', ')})`)
    await measureDisk()
    const pgbench = await measurePgbench(url.href, programsOf(server.where))
    const onPostgres = await measureTickmark('PostgreSQL', url.href)
    const again = await measurePgbench(url.href, programsOf(server.where))
    const onPglite = await measureTickmark('PGlite', null)
    const alertmanager = await measureAlertmanager()
    const both = pgbench !== null && again !== null ? (pgbench + again) / 2 : pgbench
    verdict('PostgreSQL', onPostgres, both, alertmanager)
    verdict('PGlite', onPglite, both, alertmanager)
    await admin.query(`drop database ${name} with (force)`)
    await admin.end()
  } finally {
    await server.stop()
  }
}

/** Beside the server's own programs, or on the path. */
function programsOf(where: string): string {
  if (where !== 'DATABASE_URL') return where
  const folder = (process.env.PATH ?? '').split(':').find((one) => existsSync(join(one, 'pgbench')))
  return folder ?? ''
}
