// Do `tickmark backup` and `tickmark restore` do what they say, and say what they do not?
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newOrganization, openTestDatabase } from '../support/database.ts'
import { fillEveryTable } from '../support/rows.ts'

const command = fileURLToPath(new URL('../../bin/tickmark.mjs', import.meta.url))
const root = mkdtempSync(join(tmpdir(), 'tickmark-backup-command-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))

function tickmark(dataDirectory: string, ...args: string[]) {
  const { PATH = '' } = process.env
  const env = { PATH, TICKMARK_DATA_DIR: dataDirectory }
  const { status, stdout, stderr } = spawnSync(process.execPath, [command, ...args], { env, encoding: 'utf8' })
  return { status, said: stdout + stderr }
}

describe('backup and restore', { timeout: 240_000 }, () => {
  const old = join(root, 'old')
  const file = join(root, 'all.zip')

  beforeAll(async () => {
    const database = await openTestDatabase('pglite', { directory: join(old, 'database') })
    await fillEveryTable(database, await newOrganization(database))
    await database.close()
    mkdirSync(join(old, 'keys'))
    writeFileSync(join(old, 'keys', 'secret.key'), 'secret')
    writeFileSync(join(old, 'keys', 'signing.seed'), 'seed')
    mkdirSync(join(old, 'files', 'org_1', 'ab'), { recursive: true })
    writeFileSync(join(old, 'files', 'org_1', 'ab', 'abcd'), 'kept bytes')
  })

  test('without a file they say how they are used', () => {
    expect(tickmark(old, 'backup')).toMatchObject({ status: 2, said: expect.stringContaining('tickmark backup <file>') })
    expect(tickmark(old, 'restore', 'one', 'two')).toMatchObject({ status: 2, said: expect.stringContaining('tickmark restore <file>') })
  })

  test('a directory a server holds is not opened, and the command says what to do', async () => {
    const server = await openTestDatabase('pglite', { directory: join(old, 'database') })
    const { status, said } = tickmark(old, 'backup', file)
    expect(status).toBe(1)
    expect(said).toContain(`in use by process ${process.pid}`)
    expect(said).toContain('Stop the server, run this command')
    expect(existsSync(file)).toBe(false)
    await server.close()
  })

  test('a directory without a database is not made into one', () => {
    const { status, said } = tickmark(join(root, 'nowhere'), 'backup', file)
    expect(status).toBe(1)
    expect(said).toContain('there is no database at')
    expect(existsSync(join(root, 'nowhere'))).toBe(false)
  })

  test('everything goes over to another directory, keys and kept files included when asked for', () => {
    const made = tickmark(old, 'backup', file, '--with-keys')
    expect(made, made.said).toMatchObject({ status: 0 })
    expect(made.said).toContain('read back and checked')
    expect(made.said).toContain('jobs that wait in the queue')
    const fresh = join(root, 'fresh')
    const restored = tickmark(fresh, 'restore', file, '--with-keys')
    expect(restored, restored.said).toMatchObject({ status: 0 })
    expect(restored.said).toContain('every table was compared')
    expect(readFileSync(join(fresh, 'keys', 'signing.seed'), 'utf8')).toBe('seed')
    expect(readFileSync(join(fresh, 'files', 'org_1', 'ab', 'abcd'), 'utf8')).toBe('kept bytes')
    const again = tickmark(fresh, 'restore', file)
    expect(again.status).toBe(1)
    expect(again.said).toContain('There are organizations in this database already')
  })

  /** An empty migrated database; making one anew takes seconds, and one of these tests does that. */
  async function emptyDirectory(name: string): Promise<string> {
    const directory = join(root, name)
    await (await openTestDatabase('pglite', { directory: join(directory, 'database') })).close()
    return directory
  }

  test('without being asked for, no key leaves the house, and the command says so', async () => {
    const plain = join(root, 'plain.zip')
    const made = tickmark(old, 'backup', plain)
    expect(made, made.said).toMatchObject({ status: 0 })
    expect(made.said).toContain('the signing seed and the secret key')
    const fresh = await emptyDirectory('without')
    const restored = tickmark(fresh, 'restore', plain)
    expect(restored, restored.said).toMatchObject({ status: 0 })
    expect(restored.said).toContain('No keys were put in place')
    expect(existsSync(join(fresh, 'keys'))).toBe(false)
  })

  test('a key that is there already is never replaced', async () => {
    const taken = await emptyDirectory('taken')
    mkdirSync(join(taken, 'keys'), { recursive: true })
    writeFileSync(join(taken, 'keys', 'signing.seed'), 'another seed')
    const { status, said } = tickmark(taken, 'restore', file, '--with-keys')
    expect(status).toBe(1)
    expect(said).toContain('signing.seed exists already')
    expect(readFileSync(join(taken, 'keys', 'signing.seed'), 'utf8')).toBe('another seed')
  })
})
