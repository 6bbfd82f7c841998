// A PostgreSQL that can be killed as a power cut would, and come back with the data it had.
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { findServer } from './postgresServer.ts'

export type CrashablePostgres = { url: string; crash: () => Promise<void>; stop: () => Promise<void> }

async function ask(url: string, question: string): Promise<string> {
  const client = new pg.Client(url)
  await client.connect()
  try {
    const { rows } = await client.query(question)
    return String(Object.values(rows[0] ?? {})[0])
  } finally {
    await client.end()
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

/** The command and user of the running server: it is started again exactly so. */
function commandOf(pid: number) {
  const [command = '', ...args] = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').slice(0, -1)
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  const id = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? 0)
  return { command, args, uid: id('Uid'), gid: id('Gid') }
}

async function untilAnswers(url: string) {
  for (let attempt = 0; ; attempt++) {
    try {
      await ask(url, 'select 1')
      return
    } catch (error) {
      if (attempt > 400) throw error
      await pause(50)
    }
  }
}

/** Where none is to be had, or it is somebody else's (DATABASE_URL): why not. */
export async function startCrashablePostgres(): Promise<CrashablePostgres | { missing: string }> {
  if (process.env.DATABASE_URL) return { missing: 'the server of DATABASE_URL is not ours to kill' }
  const server = await findServer({ fsync: true })
  if ('missing' in server) return server
  const directory = await ask(server.url, 'show data_directory')
  const running = () => Number(readFileSync(join(directory, 'postmaster.pid'), 'utf8').split('\n')[0])
  const { command, args, uid, gid } = commandOf(running())
  let current = running()
  return {
    url: server.url,
    crash: async () => {
      process.kill(current, 'SIGKILL')
      while (isAlive(current)) await pause(10)
      // Its children notice and go; until then the new one is refused, and started again.
      for (let attempt = 0; attempt < 50; attempt++) {
        const child = spawn(command, args, { ...(process.getuid?.() === 0 ? { uid, gid } : {}), cwd: directory, stdio: 'ignore' })
        const ended = new Promise<'ended'>((resolve) => child.once('exit', () => resolve('ended')))
        const outcome = await Promise.race([ended, untilAnswers(server.url)])
        current = child.pid ?? current
        if (outcome !== 'ended') return
        await pause(100)
      }
      throw new Error('PostgreSQL did not come back')
    },
    stop: async () => {
      if (isAlive(current)) process.kill(current, 'SIGINT')
      while (isAlive(current)) await pause(10)
      await server.stop()
    },
  }
}
