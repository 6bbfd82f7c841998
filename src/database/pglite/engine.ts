// The embedded database's engine: it speaks PostgreSQL's wire protocol over messages, bytes in, bytes out, in order.
import type { PGlite } from '@electric-sql/pglite'
import { syncCount } from './durableFileSystem.ts'
import { openCluster } from './openCluster.ts'
import type { EngineStart, FromEngine, ToEngine } from './protocol.ts'

export type Say = (message: FromEngine, transfer?: ArrayBuffer[]) => void

class Engine {
  readonly #pglite: PGlite
  readonly #say: Say
  /** Whose session it is. A connection that replaces another may be heard before that one hangs up: the newer one wins. */
  #current = 0
  #isClean = true

  constructor(pglite: PGlite, say: Say) {
    this.#pglite = pglite
    this.#say = say
  }

  /** The answer's pieces are views into the engine's memory: copied out, then handed over without a second copy. */
  async #converse(connection: number, bytes: Uint8Array) {
    await this.#pglite.execProtocolRawStream(bytes, {
      syncToFs: false,
      onRawData: (piece) => {
        const copy = piece.slice()
        this.#say({ kind: 'bytes', connection, bytes: copy }, [copy.buffer as ArrayBuffer])
      },
    })
  }

  /** There is one session for ever: what a connection leaves behind must be gone before the next one. */
  async #clean() {
    if (this.#isClean) return
    await this.#pglite.exec('rollback')
    await this.#pglite.exec('discard all')
    this.#isClean = true
  }

  async #hear(connection: number, bytes: Uint8Array) {
    if (connection < this.#current) return
    if (connection > this.#current) await this.#clean()
    this.#current = connection
    this.#isClean = false
    await this.#converse(connection, bytes)
  }

  async answer(message: ToEngine): Promise<void> {
    switch (message.kind) {
      case 'bytes':
        return this.#hear(message.connection, message.bytes)
      case 'hangUp':
        if (message.connection === this.#current) await this.#clean()
        return this.#say({ kind: 'hungUp', connection: message.connection })
      case 'syncCount':
        return this.#say({ kind: 'syncCount', fdatasync: syncCount.fdatasync })
      case 'dump': {
        const dump = await this.#pglite.dumpDataDir('none')
        const contents = await dump.arrayBuffer()
        return this.#say({ kind: 'dump', contents }, [contents])
      }
      case 'close':
        await this.#pglite.close()
        this.#say({ kind: 'closed' })
    }
  }
}

/**
 * Says `ready` and answers what is to be told to the engine; each message is answered after the one before. A promise that is rejected is the
 * engine's own collapse (a statement's error is bytes), and nothing can be asked of it any more.
 */
export async function startEngine(start: EngineStart, say: Say): Promise<(message: ToEngine) => Promise<void>> {
  const engine = new Engine(await openCluster(start), say)
  let queue: Promise<void> = Promise.resolve()
  let closing = false
  say({ kind: 'ready' })
  return (message) => {
    // Sockets may hang up after the order to close, and there is nothing left to hang up then.
    if (!closing) queue = queue.then(() => engine.answer(message))
    closing ||= message.kind === 'close'
    return queue
  }
}
