// The load generator, in a process of its own so that its work is not measured as the server's: so many clients, each with one request in flight.
import { createConnection, type Socket } from 'node:net'

export type LoadOrder = {
  url: string
  clients: number
  seconds: number
  /** At most so many requests, whatever the time allows. */
  most: number
  shape: 'hook' | 'alertmanager-api'
  alertsEach: number
}

export type LoadResult = {
  requests: number
  seconds: number
  p50: number
  p99: number
  worst: number
  /** Answers that were not the one wanted, by their first line. */
  others: Record<string, number>
}

let serial = 0

/** Every alert is another condition: the dearest case, in which each opens an alert. */
function alert(shape: LoadOrder['shape']) {
  serial += 1
  const labels = { alertname: `Load${serial}`, severity: 'warning', instance: `db-${serial % 97}.example.com`, run: `${process.pid}` }
  const annotations = { summary: `Load ${serial} on db-${serial % 97}.example.com` }
  const startsAt = new Date().toISOString()
  if (shape === 'alertmanager-api') return { labels, annotations, startsAt }
  const fingerprint = `${process.pid.toString(16)}-${serial.toString(16)}`
  const generatorURL = 'https://prometheus.example.com/graph'
  return { status: 'firing', labels, annotations, startsAt, endsAt: '0001-01-01T00:00:00Z', generatorURL, fingerprint }
}

function body({ shape, alertsEach }: LoadOrder): string {
  const alerts = Array.from({ length: alertsEach }, () => alert(shape))
  if (shape === 'alertmanager-api') return JSON.stringify(alerts)
  const group = {
    version: '4',
    groupKey: '{}',
    truncatedAlerts: 0,
    status: 'firing',
    receiver: 'load',
    externalURL: 'https://am.example.com',
  }
  return JSON.stringify({ ...group, groupLabels: {}, commonLabels: {}, commonAnnotations: {}, alerts })
}

/** Just enough HTTP for answers with a length: the generator must not cost more than the server. */
class Client {
  readonly #socket: Socket
  readonly #head: string
  #heard = ''
  #done: ((firstLine: string) => void) | undefined

  constructor(url: URL) {
    this.#socket = createConnection({ host: url.hostname, port: Number(url.port), noDelay: true })
    this.#head = `POST ${url.pathname} HTTP/1.1\r\nhost: ${url.host}\r\ncontent-type: application/json\r\ncontent-length: `
    this.#socket.setEncoding('latin1')
    this.#socket.on('data', (piece: string) => {
      this.#heard += piece
      this.#settle()
    })
    this.#socket.on('error', (error) => this.#done?.(String(error)))
    this.#socket.on('close', () => this.#done?.('closed'))
  }

  send(text: string): Promise<string> {
    return new Promise((resolve) => {
      this.#done = resolve
      this.#socket.write(`${this.#head}${Buffer.byteLength(text)}\r\n\r\n${text}`)
    })
  }

  #settle() {
    const end = this.#heard.indexOf('\r\n\r\n')
    if (end < 0) return
    const length = /\r\ncontent-length: (\d+)/i.exec(this.#heard)
    const total = end + 4 + Number(length?.[1] ?? 0)
    if (this.#heard.length < total) return
    const answer = this.#heard.slice(0, total)
    this.#heard = this.#heard.slice(total)
    const state = /"state":"(\w+)"/.exec(answer)?.[1]
    this.#done?.(`${answer.slice(9, 12)}${state ? ` ${state}` : ''}`)
  }

  close() {
    this.#socket.destroy()
  }
}

async function load(order: LoadOrder): Promise<LoadResult> {
  const wanted = order.shape === 'hook' ? '202 accepted' : '200'
  const took: number[] = []
  const others: Record<string, number> = {}
  const started = performance.now()
  const until = started + order.seconds * 1000
  let sent = 0
  const run = async () => {
    const client = new Client(new URL(order.url))
    while (performance.now() < until && sent < order.most) {
      sent += 1
      const text = body(order)
      const from = performance.now()
      const answer = await client.send(text)
      if (answer === wanted) took.push(performance.now() - from)
      else others[answer] = (others[answer] ?? 0) + 1
      if (answer === 'closed') break
    }
    client.close()
  }
  await Promise.all(Array.from({ length: order.clients }, run))
  const seconds = (performance.now() - started) / 1000
  took.sort((a, b) => a - b)
  const at = (share: number) => took[Math.min(took.length - 1, Math.floor(took.length * share))] ?? 0
  return { requests: took.length, seconds, p50: at(0.5), p99: at(0.99), worst: took.at(-1) ?? 0, others }
}

const [given] = process.argv.slice(2)
if (given !== undefined) process.stdout.write(JSON.stringify(await load(JSON.parse(given) as LoadOrder)))
