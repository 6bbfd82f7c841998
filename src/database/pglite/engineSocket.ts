// A socket whose other end is the embedded engine: `pg` speaks to the embedded database as it speaks to any PostgreSQL.
import { Duplex } from 'node:stream'
import type { ToEngine } from './protocol.ts'

export type EngineLine = {
  send: (message: ToEngine, transfer?: ArrayBuffer[]) => void
  /** Registers who hears the bytes of a connection; the answer undoes it. */
  attach: (connection: number, socket: EngineSocket) => () => void
  nextConnection: () => number
}

export class EngineSocket extends Duplex {
  readonly #line: EngineLine
  readonly #connection: number
  readonly #detach: () => void

  constructor(line: EngineLine) {
    // Writes are queries already serialised: the limit would only split what belongs together.
    super({ highWaterMark: Number.MAX_SAFE_INTEGER })
    this.#line = line
    this.#connection = line.nextConnection()
    this.#detach = line.attach(this.#connection, this)
  }

  connect() {
    queueMicrotask(() => this.emit('connect'))
    return this
  }

  heard(bytes: Uint8Array) {
    this.push(bytes)
  }

  override _read() {}

  override _write(chunk: Buffer, _encoding: string, done: () => void) {
    this.#send(chunk)
    done()
  }

  /** Parse, bind, describe, execute and sync come corked together: they go over as one message, so a query is one hop. */
  override _writev(chunks: { chunk: Buffer }[], done: () => void) {
    this.#send(Buffer.concat(chunks.map(({ chunk }) => chunk)))
    done()
  }

  #send(chunk: Buffer) {
    const bytes = new Uint8Array(chunk)
    this.#line.send({ kind: 'bytes', connection: this.#connection, bytes }, [bytes.buffer])
  }

  override _final(done: () => void) {
    this.#line.send({ kind: 'hangUp', connection: this.#connection })
    done()
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void) {
    // A connection torn down in the middle of a transaction must not leave it open for the next one.
    if (!this.writableFinished) this.#line.send({ kind: 'hangUp', connection: this.#connection })
    this.#detach()
    done(error)
  }

  hungUp() {
    this.push(null)
  }

  // What `pg` asks of a socket and a message port has no use for.
  setNoDelay() {
    return this
  }
  setKeepAlive() {
    return this
  }
  ref() {
    return this
  }
  unref() {
    return this
  }
}
