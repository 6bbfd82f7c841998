// Starts `hookServer.ts` as a process, and ends it: in order, or as a power cut would.
import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const program = fileURLToPath(new URL('./hookServer.ts', import.meta.url))

export type ServerProcess = {
  hookUrl: string
  organizationId: string
  /** The admin's. */
  cookie: string
  pid: number
  /** What it complained of so far. */
  complaints: () => string
  kill: () => Promise<void>
  stop: () => Promise<void>
}

function ended(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve()
    else child.once('exit', () => resolve())
  })
}

/** Resolves once it listens. */
export function startServerProcess(
  directory: string,
  databaseUrl: string | null,
  port = 0,
  nodeOptions: string[] = [],
  settings: Readonly<Record<string, string>> = {},
): Promise<ServerProcess> {
  const ours = Object.entries(process.env).filter(([name]) => !name.startsWith('TICKMARK_'))
  const child = spawn(process.execPath, [...nodeOptions, program, directory, databaseUrl ?? '', String(port)], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...Object.fromEntries(ours), ...settings },
  })
  let said = ''
  let complaints = ''
  child.stderr.on('data', (piece: Buffer) => {
    complaints = (complaints + piece.toString()).slice(-8000)
  })
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the server ended by itself (${code}): ${complaints}${said.slice(-2000)}`)))
    child.stdout.on('data', (piece: Buffer) => {
      said = (said + piece.toString()).slice(-8000)
      const line = said.split('\n').find((one) => one.startsWith('{"hookUrl"'))
      if (!line) return
      const { hookUrl, organizationId, cookie } = JSON.parse(line) as Pick<ServerProcess, 'hookUrl' | 'organizationId' | 'cookie'>
      const end = (signal: 'SIGKILL' | 'SIGTERM') => async () => {
        child.kill(signal)
        await ended(child)
      }
      resolve({
        hookUrl,
        organizationId,
        cookie,
        pid: child.pid ?? 0,
        complaints: () => complaints,
        kill: end('SIGKILL'),
        stop: end('SIGTERM'),
      })
    })
  })
}
