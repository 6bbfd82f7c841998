// Sends a large file over connections that are cut on purpose, for measurements.
import { randomBytes } from 'node:crypto'
import { createReadStream, openSync, writeSync } from 'node:fs'
import { request } from 'node:http'

export const megabytes = (bytes: number, seconds: number) => `${(bytes / 1e6 / seconds).toFixed(0).padStart(5)} MB/s`
export const secondsSince = (since: number) => (performance.now() - since) / 1000

export function makeFile(file: string, size: number): void {
  const handle = openSync(file, 'wx')
  const block = randomBytes(4 * 1024 * 1024)
  for (let at = 0; at < size; at += block.length) {
    block.writeUInt32LE(at / block.length, 0)
    writeSync(handle, block, 0, Math.min(block.length, size - at))
  }
}

/** `refused`: the server answered and hung up while there was more to send, because the older request was further than it had said. */
type Sent = 'cut' | 'refused' | 'taken'

export type Part = { method: 'PATCH' | 'POST'; url: string; headers: Record<string, string>; file: string; size: number; offset: number }

/** After `cutAfter` bytes the connection is torn down in the middle of the body. */
function sendFrom({ method, url, headers, file, size, offset }: Part, cutAfter: number): Promise<Sent> {
  return new Promise((resolve) => {
    const all = { 'content-type': 'application/octet-stream', 'content-length': String(size - offset), ...headers }
    const sent = request(url, { method, headers: all, agent: false }, (answer) => {
      answer.resume().on('end', () => resolve(answer.statusCode === 200 ? 'taken' : 'refused'))
    })
    let gone = 0
    sent.on('error', () => resolve(gone >= cutAfter ? 'cut' : 'refused'))
    const from = createReadStream(file, { start: offset, highWaterMark: 256 * 1024 })
    from.on('data', (piece) => {
      gone += piece.length
      if (gone >= cutAfter) sent.destroy()
    })
    from.pipe(sent)
  })
}

/** Cut after three and then after four tenths of the file; answers what became of each try. `next`: where to go on, and how. */
export async function sendCutTwice(next: () => Promise<Part>): Promise<string[]> {
  const cuts = [0.3, 0.4]
  const tries: string[] = []
  for (;;) {
    const part = await next()
    const sent = await sendFrom(part, (cuts[0] ?? Number.POSITIVE_INFINITY) * part.size)
    if (sent === 'cut') cuts.shift()
    tries.push(`from ${(part.offset / 1e6).toFixed(0)} MB: ${sent}`)
    if (sent === 'taken') return tries
    if (tries.length > 20) throw new Error(`the upload does not end: ${tries.join(', ')}`)
  }
}
