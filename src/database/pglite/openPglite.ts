// Starts the embedded database in a thread of its own and gives sockets to it.
import { chmodSync, existsSync, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { Worker } from 'node:worker_threads'
import { DatabaseUnavailable } from '../databaseUnavailable.ts'
import { type DirectoryLock, lockDirectory } from './directoryLock.ts'
import type { FromWorker, ToWorker, WorkerStart } from './protocol.ts'
import { type WorkerLine, WorkerSocket } from './workerSocket.ts'

export type EmbeddedDatabase = {
  socket: () => WorkerSocket
  /** How many times the disk was asked to keep what it was given. */
  syncCount: () => Promise<number>
  /** The data directory as a tar file in memory: for tests; a large database is backed up table by table. */
  dump: () => Promise<ArrayBuffer>
  /** Ends the thread as a collapse would, for tests of what is said then. */
  terminate: () => Promise<void>
  close: () => Promise<void>
}

const workerFile = new URL(import.meta.url.endsWith('.ts') ? './worker.ts' : './worker.js', import.meta.url)

/** Only the owner may look inside: PGlite creates its files readable by everyone. */
function prepareDirectory(directory: string) {
  const parent = dirname(directory)
  if (!existsSync(parent)) mkdirSync(parent, { recursive: true, mode: 0o700 })
  if (!existsSync(directory)) mkdirSync(directory, { mode: 0o700 })
  chmodSync(directory, 0o700)
}

class WorkerThread implements WorkerLine {
  readonly #worker: Worker
  readonly #sockets = new Map<number, WorkerSocket>()
  readonly #waiting = new Map<FromWorker['kind'], { resolve: (message: FromWorker) => void; reject: (error: Error) => void }[]>()
  #connections = 0
  #collapse: Error | null = null

  constructor(start: WorkerStart) {
    this.#worker = new Worker(workerFile, { workerData: start, name: 'database' })
    this.#worker.on('message', (message: FromWorker) => this.#hear(message))
    this.#worker.on('error', (error) => this.#fail(error))
    this.#worker.on('exit', () => this.#fail(new DatabaseUnavailable('The database worker has stopped.')))
  }

  #hear(message: FromWorker) {
    if (message.kind === 'bytes') this.#sockets.get(message.connection)?.heard(message.bytes)
    else if (message.kind === 'hungUp') this.#sockets.get(message.connection)?.hungUp()
    else this.#waiting.get(message.kind)?.shift()?.resolve(message)
  }

  #fail(error: unknown) {
    this.#collapse ??= error instanceof Error ? error : new Error(String(error))
    const unavailable = new DatabaseUnavailable('The database worker has stopped.', this.#collapse)
    for (const socket of this.#sockets.values()) socket.destroy(unavailable)
    for (const waiting of this.#waiting.values()) for (const { reject } of waiting.splice(0)) reject(unavailable)
  }

  next<K extends FromWorker['kind']>(kind: K): Promise<Extract<FromWorker, { kind: K }>> {
    if (this.#collapse) return Promise.reject(new DatabaseUnavailable('The database worker has stopped.', this.#collapse))
    return new Promise((resolve, reject) => {
      const list = this.#waiting.get(kind) ?? []
      list.push({ resolve: (message) => resolve(message as Extract<FromWorker, { kind: K }>), reject })
      this.#waiting.set(kind, list)
    })
  }

  send(message: ToWorker, transfer: ArrayBuffer[] = []) {
    if (!this.#collapse) this.#worker.postMessage(message, transfer)
  }

  attach(connection: number, socket: WorkerSocket) {
    this.#sockets.set(connection, socket)
    if (this.#collapse) queueMicrotask(() => socket.destroy(new DatabaseUnavailable('The database worker has stopped.')))
    return () => this.#sockets.delete(connection)
  }

  nextConnection() {
    this.#connections += 1
    return this.#connections
  }

  async terminate() {
    await this.#worker.terminate()
  }

  async stop() {
    if (!this.#collapse) {
      const closed = this.next('closed')
      this.send({ kind: 'close' })
      await closed
    }
    await this.#worker.terminate()
  }
}

export async function openPglite(options: { directory: string | null; contents?: ArrayBuffer }): Promise<EmbeddedDatabase> {
  let lock: DirectoryLock | null = null
  if (options.directory !== null) {
    prepareDirectory(options.directory)
    lock = lockDirectory(options.directory)
  }
  const thread = new WorkerThread({ directory: options.directory, contents: options.contents ?? null })
  try {
    await thread.next('ready')
  } catch (error) {
    lock?.release()
    throw error
  }
  const ask = <K extends 'syncCount' | 'dump'>(kind: K) => {
    const answer = thread.next(kind)
    thread.send({ kind })
    return answer
  }
  return {
    socket: () => new WorkerSocket(thread),
    syncCount: async () => (await ask('syncCount')).fdatasync,
    dump: async () => (await ask('dump')).contents,
    terminate: () => thread.terminate(),
    close: async () => {
      try {
        await thread.stop()
      } finally {
        lock?.release()
      }
    },
  }
}
