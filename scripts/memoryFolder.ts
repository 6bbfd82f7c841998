// A folder in memory for what tests write, where the machine has plenty: they ask the disk to keep things thousands of times, for nobody.
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync, statfsSync } from 'node:fs'
import { freemem } from 'node:os'
import { join } from 'node:path'

const memory = '/dev/shm'
const prefix = 'tickmark-run-'
const gib = 1024 ** 3
/** Far more than a run was seen to need, which is below two. */
const plenty = { memory: 8 * gib, folder: 6 * gib }

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

/** What runs left behind that were killed. */
function sweep(): void {
  for (const name of readdirSync(memory)) {
    const pid = Number(/^tickmark-run-(\d+)-/.exec(name)?.[1] ?? Number.NaN)
    if (name.startsWith(prefix) && !isRunning(pid)) rmSync(join(memory, name), { recursive: true, force: true })
  }
}

/** Null where there is no such folder, or too little room: then the disk does. */
export function memoryFolder(): string | null {
  if (!existsSync(memory)) return null
  try {
    sweep()
    const { bavail, bsize } = statfsSync(memory)
    if (freemem() < plenty.memory || bavail * bsize < plenty.folder) return null
    const folder = mkdtempSync(join(memory, `${prefix}${process.pid}-`))
    // PostgreSQL runs as another user, and has its own folder inside.
    chmodSync(folder, 0o755)
    return folder
  } catch {
    // Not ours to write to.
    return null
  }
}
