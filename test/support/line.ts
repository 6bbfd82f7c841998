// A way to a server that a test can cut and mend, as networks are.
import { once } from 'node:events'
import { connect, createServer, type Server, type Socket } from 'node:net'

/** A way to the server that can be cut: what was open breaks off, what comes is refused. */
export class Line {
  readonly #to: number
  readonly #open = new Set<Socket>()
  #server: Server | undefined
  #port = 0

  constructor(to: string) {
    this.#to = Number(new URL(to).port)
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`
  }

  async mend(): Promise<void> {
    this.#server = createServer((near) => {
      const far = connect(this.#to, '127.0.0.1')
      for (const [socket, other] of [
        [near, far],
        [far, near],
      ] as const) {
        this.#open.add(socket)
        // Either end that breaks takes the other with it.
        socket.on('error', () => other.destroy())
        socket.on('close', () => {
          this.#open.delete(socket)
          other.destroy()
        })
        socket.pipe(other)
      }
    })
    this.#server.listen(this.#port, '127.0.0.1')
    await once(this.#server, 'listening')
    const address = this.#server.address()
    if (address !== null && typeof address === 'object') this.#port = address.port
  }

  async cut(): Promise<void> {
    const closed = this.#server && once(this.#server, 'close')
    this.#server?.close()
    for (const socket of this.#open) socket.destroy()
    await closed
    this.#server = undefined
  }
}
