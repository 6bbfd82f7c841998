// Starts the embedded engine and gives sockets to it.
import { chmodSync, existsSync, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseUnavailable } from '../databaseUnavailable.ts'
import { type DirectoryLock, lockDirectory } from './directoryLock.ts'
import { engineProgram } from './engineProgram.ts'
import { type EngineLine, EngineSocket } from './engineSocket.ts'
import type { EngineStart, FromEngine, ToEngine } from './protocol.ts'
import type { Transport } from './transport.ts'
import { inCallersThread, inOwnThread } from './transport.ts'

export type EmbeddedDatabase = {
  socket: () => EngineSocket
  /** How many times the disk was asked to keep what it was given. */
  syncCount: () => Promise<number>
  /** The data directory as a tar file in memory: for tests; a large database is backed up table by table. */
  dump: () => Promise<ArrayBuffer>
  /** Ends the thread as a collapse would, for tests of what is said then. */
  terminate: () => Promise<void>
  close: () => Promise<void>
}

/** Only the owner may look inside: PGlite creates its files readable by everyone. */
function prepareDirectory(directory: string) {
  const parent = dirname(directory)
  if (!existsSync(parent)) mkdirSync(parent, { recursive: true, mode: 0o700 })
  if (!existsSync(directory)) mkdirSync(directory, { mode: 0o700 })
  chmodSync(directory, 0o700)
}

class Line implements EngineLine {
  readonly #transport: Transport
  readonly #sockets = new Map<number, EngineSocket>()
  readonly #waiting = new Map<FromEngine['kind'], { resolve: (message: FromEngine) => void; reject: (error: Error) => void }[]>()
  #connections = 0
  #collapse: Error | null = null

  constructor(start: EngineStart, open: typeof inOwnThread) {
    this.#transport = open(start, { heard: (message) => this.#hear(message), failed: (error) => this.#fail(error) })
  }

  #hear(message: FromEngine) {
    if (message.kind === 'bytes') this.#sockets.get(message.connection)?.heard(message.bytes)
    else if (message.kind === 'hungUp') this.#sockets.get(message.connection)?.hungUp()
    else this.#waiting.get(message.kind)?.shift()?.resolve(message)
  }

  #fail(error: unknown) {
    this.#collapse ??= error instanceof Error ? error : new DatabaseUnavailable('The database worker has stopped.')
    const unavailable = new DatabaseUnavailable('The database worker has stopped.', this.#collapse)
    for (const socket of this.#sockets.values()) socket.destroy(unavailable)
    for (const waiting of this.#waiting.values()) for (const { reject } of waiting.splice(0)) reject(unavailable)
  }

  next<K extends FromEngine['kind']>(kind: K): Promise<Extract<FromEngine, { kind: K }>> {
    if (this.#collapse) return Promise.reject(new DatabaseUnavailable('The database worker has stopped.', this.#collapse))
    return new Promise((resolve, reject) => {
      const list = this.#waiting.get(kind) ?? []
      list.push({ resolve: (message) => resolve(message as Extract<FromEngine, { kind: K }>), reject })
      this.#waiting.set(kind, list)
    })
  }

  send(message: ToEngine, transfer: ArrayBuffer[] = []) {
    if (!this.#collapse) this.#transport.send(message, transfer)
  }

  attach(connection: number, socket: EngineSocket) {
    this.#sockets.set(connection, socket)
    if (this.#collapse) queueMicrotask(() => socket.destroy(new DatabaseUnavailable('The database worker has stopped.')))
    return () => this.#sockets.delete(connection)
  }

  nextConnection() {
    this.#connections += 1
    return this.#connections
  }

  async terminate() {
    await this.#transport.end()
  }

  async stop() {
    if (!this.#collapse) {
      const closed = this.next('closed')
      this.send({ kind: 'close' })
      await closed
    }
    await this.#transport.end()
  }
}

/** `thread`: where the engine runs; a server's is its own, so that a long statement does not stop the server. */
export type PgliteOptions = { directory: string | null; contents?: ArrayBuffer; thread?: 'own' | 'callers' }

export async function openPglite(options: PgliteOptions): Promise<EmbeddedDatabase> {
  let lock: DirectoryLock | null = null
  let line: Line
  if (options.directory !== null) {
    prepareDirectory(options.directory)
    lock = lockDirectory(options.directory)
  }
  try {
    const start = { directory: options.directory, contents: options.contents ?? null, program: await engineProgram() }
    line = new Line(start, options.thread === 'callers' ? inCallersThread : inOwnThread)
    await line.next('ready')
  } catch (error) {
    lock?.release()
    throw error
  }
  const ask = <K extends 'syncCount' | 'dump'>(kind: K) => {
    const answer = line.next(kind)
    line.send({ kind })
    return answer
  }
  return {
    socket: () => new EngineSocket(line),
    syncCount: async () => (await ask('syncCount')).fdatasync,
    dump: async () => (await ask('dump')).contents,
    terminate: () => line.terminate(),
    close: async () => {
      try {
        await line.stop()
      } finally {
        lock?.release()
      }
    },
  }
}
