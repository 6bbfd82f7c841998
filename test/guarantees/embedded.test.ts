// Does the embedded database keep what it acknowledged, alone, and is it one session that nobody leaves dirty?
import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, describe, expect, test } from 'vitest'
import { type Database, openDatabase } from '../../src/database/connect.ts'
import { DatabaseUnavailable } from '../../src/database/databaseUnavailable.ts'
import { lockDirectory } from '../../src/database/pglite/directoryLock.ts'
import { openTestDatabase } from '../support/database.ts'

const root = mkdtempSync(join(tmpdir(), 'tickmark-embedded-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))

const open = (directory: string) => openDatabase({ kind: 'pglite', directory })
/** Starts from a migrated database: making one takes seconds. */
const openMigrated = (directory: string) => openTestDatabase('pglite', { directory })

async function syncs(database: Database): Promise<number> {
  return (await database.embedded?.syncCount()) ?? Number.NaN
}

/** A process that writes one row per transaction and says each number only after its commit. */
function writer(directory: string): { child: ChildProcess; lines: AsyncIterable<string>; exit: Promise<unknown> } {
  const child = spawn(process.execPath, [new URL('../support/writeRows.ts', import.meta.url).pathname, directory], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  return { child, lines: createInterface({ input: child.stdout as NodeJS.ReadableStream }), exit: ended(child) }
}

const ended = (child: ChildProcess) => new Promise((resolve) => child.once('exit', resolve))

describe('durability', () => {
  test('every commit reaches the disk: at least one fdatasync each', async () => {
    const database = await openMigrated(join(root, 'syncs', 'database'))
    await database.execute('create table counted (n integer)')
    const before = await syncs(database)
    for (let n = 0; n < 100; n++) await database.execute('insert into counted values ($1)', [n])
    const autocommitted = (await syncs(database)) - before
    for (let n = 0; n < 100; n++) {
      await database.session(async ({ query }) => {
        await query('begin')
        await query('insert into counted values ($1)', [n])
        await query('commit')
      })
    }
    const transactions = (await syncs(database)) - before - autocommitted
    expect(autocommitted).toBeGreaterThanOrEqual(100)
    expect(transactions).toBeGreaterThanOrEqual(100)
    expect(transactions).toBeLessThan(130)
    const { rows } = await database.execute('select current_setting($1) as fsync', ['fsync'])
    expect(rows).toEqual([{ fsync: 'on' }])
    await database.close()
  })

  test('holds in the caller’s thread as in its own, and one thread opens what the other left', async () => {
    const directory = join(root, 'caller', 'database')
    await (await openMigrated(directory)).close()
    const here = await openDatabase({ kind: 'pglite', directory, thread: 'callers' })
    await here.execute('create table told (n integer)')
    const before = await syncs(here)
    for (let n = 0; n < 20; n++) await here.execute('insert into told values ($1)', [n])
    expect((await syncs(here)) - before).toBeGreaterThanOrEqual(20)
    await expect(here.execute('select 1 from nowhere')).rejects.toThrow('relation "nowhere" does not exist')
    await expect(open(directory)).rejects.toThrow('is in use by process')
    await here.close()
    const there = await open(directory)
    expect((await there.execute('select count(*)::integer as n from told')).rows).toEqual([{ n: 20 }])
    await there.close()
  })

  test('a process killed five times while it writes loses no row it acknowledged', { timeout: 240_000 }, async () => {
    const directory = join(root, 'killed', 'database')
    await (await openMigrated(directory)).close()
    let acknowledged = -1
    for (let round = 0; round < 5; round++) {
      const { child, lines, exit } = writer(directory)
      let seen = 0
      for await (const line of lines) {
        acknowledged = Number(line)
        if (++seen === 40 + round * 17) child.kill('SIGKILL')
      }
      await exit
      expect(seen).toBeGreaterThanOrEqual(40)
    }
    const database = await open(directory)
    const { rows } = await database.execute<{ n: number; highest: number }>('select count(*) as n, max(n) as highest from written')
    const { n = 0, highest = 0 } = rows[0] ?? {}
    // No hole below the last acknowledged one; what was written after it may or may not be there.
    expect(highest).toBeGreaterThanOrEqual(acknowledged)
    expect(n).toBe(highest + 1)
    await database.close()
  })

  test('a first start that was cut short leaves nothing that looks like a database', async () => {
    const directory = join(root, 'cut', 'database')
    mkdirSync(`${directory}.making`, { recursive: true })
    writeFileSync(join(`${directory}.making`, 'PG_VERSION'), '18\n')
    const database = await openTestDatabase('pglite', { directory, empty: true })
    expect((await database.execute('select 1 as one')).rows).toEqual([{ one: 1 }])
    expect(existsSync(`${directory}.making`)).toBe(false)
    await database.close()
  })
})

describe('the directory', () => {
  test('is open to its owner only', async () => {
    const directory = join(root, 'private', 'data', 'database')
    const database = await openTestDatabase('pglite', { directory, empty: true })
    expect(statSync(directory).mode & 0o777).toBe(0o700)
    expect(statSync(join(directory, '..')).mode & 0o777).toBe(0o700)
    expect(statSync(`${directory}.lock`).mode & 0o777).toBe(0o600)
    await database.close()
    expect(existsSync(`${directory}.lock`)).toBe(false)
  })

  test('has one process: another one is told which, and gets it when that one is gone', async () => {
    const directory = join(root, 'locked', 'database')
    await (await openMigrated(directory)).close()
    const { child, lines, exit } = writer(directory)
    for await (const _ of lines) {
      await expect(open(directory)).rejects.toThrow(`${directory} is in use by process ${child.pid}`)
      child.kill('SIGKILL')
      break
    }
    await exit
    expect(existsSync(`${directory}.lock`)).toBe(true)
    const database = await open(directory)
    await expect(open(directory)).rejects.toThrow(`in use by process ${process.pid}`)
    await database.close()
  })

  test('a process number that was given out again does not keep a dead lock alive', () => {
    const directory = join(root, 'again')
    const stale = { pid: process.pid, started: '1', host: hostname(), token: 'x' }
    writeFileSync(`${directory}.lock`, JSON.stringify(stale))
    lockDirectory(directory).release()
    expect(existsSync(`${directory}.lock`)).toBe(false)
  })

  test('on another host only silence tells that a holder is dead', () => {
    const directory = join(root, 'elsewhere')
    const file = `${directory}.lock`
    writeFileSync(file, JSON.stringify({ pid: 1, started: '1', host: 'another.example.com', token: 'x' }))
    expect(() => lockDirectory(directory)).toThrow(
      /in use by process 1 on another.example.com. If that one is gone, try again in 30 seconds/,
    )
    const longAgo = new Date(Date.now() - 60_000)
    utimesSync(file, longAgo, longAgo)
    const lock = lockDirectory(directory)
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ pid: process.pid })
    lock.release()
  })

  test('of many that find a dead lock at once, one gets it', async () => {
    const directory = join(root, 'race')
    writeFileSync(`${directory}.lock`, JSON.stringify({ pid: 2 ** 22 + 1, started: null, host: hostname(), token: 'x' }))
    // Whoever gets it keeps it until all have tried.
    const script = `import { lockDirectory } from ${JSON.stringify(new URL('../../src/database/pglite/directoryLock.ts', import.meta.url).href)}
      try { lockDirectory(${JSON.stringify(directory)}); console.log('mine') } catch { console.log('not mine') }
      process.stdin.resume()`
    const children = Array.from({ length: 6 }, () =>
      spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['pipe', 'pipe', 'inherit'] }),
    )
    const answers = await Promise.all(
      children.map((child) => new Promise<string>((resolve) => child.stdout.once('data', (piece) => resolve(String(piece).trim())))),
    )
    for (const child of children) child.stdin.end()
    await Promise.all(children.map(ended))
    expect(answers.sort()).toEqual(['mine', ...Array(5).fill('not mine')])
  })
})

describe('the one session', () => {
  test('what a piece of work left open is gone before the next one', async () => {
    const database = await openTestDatabase('pglite')
    await database.execute('create table kept (n integer)')
    await database.session(async ({ query }) => {
      await query(`begin; insert into kept values (1); set role tickmark_app; select set_config('app.org_id', 'x', false)`)
    })
    const answers = await Promise.all(
      Array.from({ length: 5 }, () =>
        database.execute(
          `select (select count(*) from kept) as n, current_user::text as who, coalesce(current_setting('app.org_id', true), '') as org`,
        ),
      ),
    )
    for (const { rows } of answers) expect(rows).toEqual([{ n: 0, who: 'postgres', org: '' }])
    await database.close()
  })

  test('a transaction is never cut short by the connection before it hanging up', async () => {
    const database = await openTestDatabase('pglite')
    await database.execute('create table kept (n integer)')
    for (let turn = 0; turn < 30; turn++) {
      // The first leaves a transaction open, so its connection is thrown away; the second is on a new one at once.
      const leaving = database.session(({ query }) => query('begin'))
      const staying = database.session(async ({ query }) => {
        await query('begin')
        await query('insert into kept values ($1)', [turn])
        await new Promise((resolve) => setTimeout(resolve, 3))
        const { rows } = await query<{ xact: boolean }>('select pg_current_xact_id_if_assigned() is not null as xact')
        await query('commit')
        return rows
      })
      await leaving
      expect(await staying).toEqual([{ xact: true }])
    }
    expect((await database.execute('select count(*) as n from kept')).rows).toEqual([{ n: 30 }])
    await database.close()
  })

  test('hears what is notified, also after its connection was replaced', async () => {
    const database = await openTestDatabase('pglite')
    const heard: string[] = []
    const stop = await database.listen('news', (payload) => heard.push(payload))
    await database.notify('news', 'one')
    await database.session(({ query }) => query('begin'))
    await database.notify('news', 'two')
    await stop()
    await database.notify('news', 'three')
    expect(heard).toEqual(['one', 'two'])
    await database.close()
  })

  test('a collapse of its thread is told to everybody who waits, as the database being away', async () => {
    const database = await openTestDatabase('pglite')
    const waiting = database.execute('select pg_sleep(0)')
    await waiting
    const slow = database.session(async ({ query }) => {
      await query('select 1')
      await database.embedded?.terminate()
      await query('select 2')
    })
    await expect(slow).rejects.toThrow(DatabaseUnavailable)
    await expect(database.execute('select 1')).rejects.toThrow(DatabaseUnavailable)
    await database.close()
  })
})
