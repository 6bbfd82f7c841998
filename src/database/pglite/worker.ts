// The thread the embedded database lives in. It speaks PostgreSQL's wire protocol over messages: bytes in, bytes out, in order.
import { cpSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { parentPort, workerData } from 'node:worker_threads'
import { PGlite, type PGliteOptions } from '@electric-sql/pglite'
import { DurableFileSystem, durableStartParameters, syncCount, syncPath, syncTree } from './durableFileSystem.ts'
import type { FromWorker, ToWorker, WorkerStart } from './protocol.ts'
import { templateDirectory } from './template.ts'

const start = workerData as WorkerStart
if (!parentPort) throw new Error('worker.ts is started as a worker thread, not by itself')
const port = parentPort

const session = ['-c', 'timezone=UTC', '-c', 'datestyle=ISO', '-c', 'bytea_output=hex']
const contents = start.contents ? { loadDataDir: new Blob([start.contents]) } : {}

function openDirectory(directory: string, more: PGliteOptions = {}): Promise<PGlite> {
  return PGlite.create({ fs: new DurableFileSystem(directory), startParams: [...durableStartParameters, ...session], ...more })
}

/** Made beside its place, synced, then moved there: a first start that is cut short leaves nothing that looks like a database. */
async function makeDirectory(directory: string) {
  const making = `${directory}.making`
  rmSync(making, { recursive: true, force: true })
  mkdirSync(making, { mode: 0o700 })
  if (start.contents === null && existsSync(templateDirectory)) cpSync(templateDirectory, making, { recursive: true })
  else await (await openDirectory(making, contents)).close()
  syncTree(making)
  renameSync(making, directory)
  syncPath(dirname(directory))
}

async function open(): Promise<PGlite> {
  if (start.directory === null) {
    return PGlite.create({ startParams: [...PGlite.defaultStartParams, ...session], ...contents })
  }
  if (!existsSync(join(start.directory, 'PG_VERSION'))) await makeDirectory(start.directory)
  return openDirectory(start.directory)
}

const pglite = await open()

function say(message: FromWorker, transfer: ArrayBuffer[] = []) {
  port.postMessage(message, transfer)
}

/** The answer's pieces are views into the engine's memory: copied out, then handed over without a second copy. */
async function converse(connection: number, bytes: Uint8Array) {
  await pglite.execProtocolRawStream(bytes, {
    syncToFs: false,
    onRawData: (piece) => {
      const copy = piece.slice()
      say({ kind: 'bytes', connection, bytes: copy }, [copy.buffer as ArrayBuffer])
    },
  })
}

/** Whose session it is. A connection that replaces another may be heard before that one hangs up: the newer one wins. */
let current = 0
let isClean = true

/** There is one session for ever: what a connection leaves behind must be gone before the next one. */
async function clean() {
  if (isClean) return
  await pglite.exec('rollback')
  await pglite.exec('discard all')
  isClean = true
}

async function hear(connection: number, bytes: Uint8Array) {
  if (connection < current) return
  if (connection > current) await clean()
  current = connection
  isClean = false
  await converse(connection, bytes)
}

async function hangUp(connection: number) {
  if (connection === current) await clean()
  say({ kind: 'hungUp', connection })
}

async function answer(message: ToWorker) {
  switch (message.kind) {
    case 'bytes':
      return hear(message.connection, message.bytes)
    case 'hangUp':
      return hangUp(message.connection)
    case 'syncCount':
      return say({ kind: 'syncCount', fdatasync: syncCount.fdatasync })
    case 'dump': {
      const dump = await pglite.dumpDataDir('none')
      const contents = await dump.arrayBuffer()
      return say({ kind: 'dump', contents }, [contents])
    }
    case 'close':
      await pglite.close()
      say({ kind: 'closed' })
      port.close()
  }
}

let queue: Promise<void> = Promise.resolve()
let closing = false
port.on('message', (message: ToWorker) => {
  // Sockets may hang up after the order to close, and there is nothing left to hang up then.
  if (closing) return
  closing = message.kind === 'close'
  // A failure here is the engine's own collapse (a statement's error is bytes): the thread ends, and every caller is told.
  queue = queue.then(() => answer(message))
})
say({ kind: 'ready' })
