// One process per database directory. Two would both seem to work and silently lose each other's rows.
import { mkdirSync, readFileSync, rmdirSync, statSync, unlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'

export type DirectoryLock = { release: () => void }

/** Another process has the directory; the message says which and what to do. */
export class DirectoryInUse extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'DirectoryInUse'
  }
}

type Holder = { pid: number; started: string | null; host: string; token: string }

/** The holder touches its lock this often. */
const heartbeat = 5_000
/** On another host (another container, a shared volume) only silence tells; this long, the holder is taken for dead. */
const silence = 30_000

const fileOf = (directory: string) => `${directory.replace(/\/+$/, '')}.lock`

/** State and beginning of a process, in the kernel's words; null where it is gone or there is no /proc. */
function statusOf(pid: number): { state: string; started: string } | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return { state: fields[0] ?? '', started: fields[19] ?? '' }
  } catch {
    return null
  }
}

function isRunning(pid: number): boolean {
  // Dead, and its parent has not asked yet how it died.
  if (statusOf(pid)?.state === 'Z') return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // EPERM: it runs, as somebody else.
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

function readHolder(file: string): { holder: Holder | null; quietFor: number } | null {
  try {
    // A file's time is finer than a clock's milliseconds: it can be a fraction ahead.
    const quietFor = Math.max(0, Date.now() - statSync(file).mtimeMs)
    const text = readFileSync(file, 'utf8')
    return { holder: text === '' ? null : (JSON.parse(text) as Holder), quietFor }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    if (error instanceof SyntaxError) return { holder: null, quietFor: silence }
    throw error
  }
}

/** A sentence where the lock is held, null where its holder is gone. */
function whyHeld(directory: string, found: { holder: Holder | null; quietFor: number }): string | null {
  const { holder, quietFor } = found
  // Empty: its maker is between creating and writing it, or died there.
  if (!holder) return quietFor < 2_000 ? `${directory} is being opened by another process. Try again.` : null
  if (holder.host === hostname()) {
    if (!isRunning(holder.pid)) return null
    // A number of a dead process may be given out again: the beginning tells them apart.
    if (holder.started !== null && statusOf(holder.pid)?.started !== holder.started) return null
    return `${directory} is in use by process ${holder.pid}. One process at a time may open it: stop that one, or ask it over HTTP.`
  }
  if (quietFor >= silence) return null
  const wait = Math.ceil((silence - quietFor) / 1000)
  return `${directory} is in use by process ${holder.pid} on ${holder.host}. If that one is gone, try again in ${wait} seconds.`
}

function create(file: string, holder: Holder): boolean {
  try {
    writeFileSync(file, JSON.stringify(holder), { flag: 'wx', mode: 0o600 })
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

/** Only one process may judge and remove a dead holder's lock, else the second would remove the first one's new lock. */
function removeStale(directory: string, file: string) {
  const guard = `${file}.takeover`
  try {
    mkdirSync(guard)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    if (Date.now() - statSync(guard).mtimeMs > 10_000) rmdirSync(guard)
    throw new DirectoryInUse(`${directory} is being taken over by another process. Try again.`)
  }
  try {
    const found = readHolder(file)
    const held = found && whyHeld(directory, found)
    if (held) throw new DirectoryInUse(held)
    if (found) unlinkSync(file)
  } finally {
    rmdirSync(guard)
  }
}

export function lockDirectory(directory: string): DirectoryLock {
  const file = fileOf(directory)
  const holder: Holder = { pid: process.pid, started: statusOf(process.pid)?.started ?? null, host: hostname(), token: crypto.randomUUID() }
  if (!create(file, holder)) {
    const found = readHolder(file)
    const held = found && whyHeld(directory, found)
    if (held) throw new DirectoryInUse(held)
    removeStale(directory, file)
    if (!create(file, holder)) throw new DirectoryInUse(`${directory} was opened by another process in this moment.`)
  }
  const isOurs = () => readHolder(file)?.holder?.token === holder.token
  const beat = setInterval(() => {
    const now = new Date(Date.now())
    if (isOurs()) utimesSync(file, now, now)
  }, heartbeat)
  beat.unref()
  const release = () => {
    clearInterval(beat)
    process.off('exit', release)
    if (isOurs()) unlinkSync(file)
  }
  process.once('exit', release)
  return { release }
}
