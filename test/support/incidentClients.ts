// Browsers and tools at work on one incident of a server that comes and goes: each asks again, under the same key, until it is answered.
import { createHash, randomBytes } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'

type Body = Record<string, unknown>
export type Reply = { status: number; body: Body & { id: string } }

/** What a client was answered, and so what must be there once. */
export type Acknowledged = {
  marks: string[]
  evidence: { id: string; sha256: string }[]
  recorded: string[]
  mailed: string[]
}

export type Where = { url: () => string; cookie: string; incidentId: string }

type Asked = { method: string; path: string; body?: Body | Uint8Array; key?: string }

export function incidentClients({ url, cookie, incidentId }: Where) {
  const done: Acknowledged = { marks: [], evidence: [], recorded: [], mailed: [] }
  const wrong: string[] = []
  let stopped = false

  async function once({ method, path, body, key }: Asked): Promise<Reply> {
    const bytes = body instanceof Uint8Array
    const headers = {
      ...{ cookie, 'sec-fetch-site': 'same-origin', connection: 'close' },
      ...(body === undefined ? {} : { 'content-type': bytes ? 'application/octet-stream' : 'application/json' }),
      ...(key === undefined ? {} : { 'idempotency-key': key }),
    }
    const sent = body === undefined ? {} : { body: bytes ? Buffer.from(body) : JSON.stringify(body) }
    const answer = await fetch(`${url()}/api/v1/incidents/${incidentId}${path}`, { method, headers, ...sent })
    const text = await answer.text()
    return { status: answer.status, body: text === '' ? {} : JSON.parse(text) }
  }

  /** Undefined: it was stopped before anybody answered, so nobody knows whether it was done. */
  async function ask(asked: Asked, mayBe: readonly number[] = []): Promise<Reply | undefined> {
    while (!stopped) {
      try {
        const reply = await once(asked)
        if ((reply.status >= 200 && reply.status < 300) || mayBe.includes(reply.status)) return reply
        if (reply.status !== 503) {
          wrong.push(`${asked.method} ${asked.path} ${reply.status} ${JSON.stringify(reply.body)}`)
          return undefined
        }
      } catch {
        // Nobody listens just now: whoever works on an incident tries again.
      }
      await pause(20)
    }
    return undefined
  }

  const post = (path: string, body: Body, key?: string) => ask({ method: 'POST', path, body, ...(key === undefined ? {} : { key }) })

  async function tick(client: string, runId: string, stepId: string) {
    for (let serial = 0; !stopped; serial++) {
      const note = `${client} ${serial}`
      const body = serial % 2 === 0 ? { state: 'done', note } : { state: 'open', reason: 'Once more, to be sure.', note }
      if (await post(`/runs/${runId}/steps/${stepId}`, body, `mark-${client}-${serial}`.padEnd(16, '-'))) done.marks.push(note)
    }
  }

  /** From wherever the server says that it has got to. */
  async function sendBytes(upload: string, bytes: Uint8Array): Promise<boolean> {
    for (;;) {
      const stands = await ask({ method: 'GET', path: `/uploads/${upload}` })
      if (stands === undefined) return false
      const offset = Number(stands.body.offset)
      if (offset === bytes.length) return true
      await once({ method: 'POST', path: `/uploads/${upload}/parts?offset=${offset}`, body: bytes.subarray(offset) }).catch(() => undefined)
    }
  }

  async function addEvidence(client: string) {
    for (let serial = 0; !stopped; serial++) {
      const bytes = new Uint8Array(randomBytes(20_000 + serial))
      const sha256 = createHash('sha256').update(bytes).digest('hex')
      const begun = await post('/uploads', { name: 'capture.bin', size: bytes.length })
      if (begun === undefined || !(await sendBytes(begun.body.id, bytes))) return
      const kept = await post('/evidence', { upload_id: begun.body.id, name: `${client}-${serial}.bin`, sha256 })
      if (kept !== undefined) done.evidence.push({ id: kept.body.id, sha256 })
    }
  }

  async function sendNotices(client: string) {
    for (let serial = 0; !stopped; serial++) {
      const keyOf = (what: string) => `${what}-${client}-${serial}`.padEnd(16, '-')
      const to = `customer-${serial}@example.com`
      const draft = await post(
        '/notices',
        { to, subject: `Notice ${client} ${serial}`, text: 'What happened, and what we do.' },
        keyOf('draft'),
      )
      if (draft === undefined) return
      const { id } = draft.body
      if ((await post(`/notices/${id}/approve`, {}, keyOf('approve'))) === undefined) return
      const byMail = serial % 2 === 1
      const sent = byMail
        ? await post(`/notices/${id}/send`, {}, keyOf('send'))
        : await post(`/notices/${id}/record-sent`, { sent_at: new Date().toISOString(), channel: 'Letter' }, keyOf('record'))
      if (sent !== undefined) (byMail ? done.mailed : done.recorded).push(id)
    }
  }

  return {
    done,
    wrong,
    /** Before the storm. */
    post,
    start(runId: string, steps: readonly string[]): { stop: () => Promise<void> } {
      const tickers = steps.map((stepId, place) => tick(`ticker-${place}`, runId, stepId))
      const running = Promise.all([
        ...tickers,
        addEvidence('keeper-0'),
        addEvidence('keeper-1'),
        sendNotices('writer-0'),
        sendNotices('writer-1'),
      ])
      return {
        stop: async () => {
          stopped = true
          await running
        },
      }
    },
  }
}
