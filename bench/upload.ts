// How fast 2 GB come in over HTTP with the connection cut twice, how much memory that takes, and how that compares with sha256sum.
import { execFileSync, spawn } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { createReadStream, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { sha256 as nobleSha256 } from '@noble/hashes/sha2.js'

const size = Number(process.env.BENCH_UPLOAD_BYTES ?? 2_000_000_000)
const childFile = fileURLToPath(new URL('./uploadChild.ts', import.meta.url))
const megabytes = (bytes: number, seconds: number) => `${(bytes / 1e6 / seconds).toFixed(0).padStart(5)} MB/s`
const seconds = (since: number) => (performance.now() - since) / 1000

function makeFile(file: string): void {
  const handle = openSync(file, 'wx')
  const block = randomBytes(4 * 1024 * 1024)
  for (let at = 0; at < size; at += block.length) {
    block.writeUInt32LE(at / block.length, 0)
    writeSync(handle, block, 0, Math.min(block.length, size - at))
  }
}

/** `refused`: the server answered and hung up while there was more to send, because the older request was further than it had said. */
type Sent = 'cut' | 'refused' | 'taken'

/** Sends from `offset` on; after `cutAfter` bytes the connection is torn down in the middle of the body. */
function sendFrom(url: string, file: string, offset: number, cutAfter: number): Promise<Sent> {
  return new Promise((resolve) => {
    const headers = {
      'content-type': 'application/octet-stream',
      'content-length': String(size - offset),
      'upload-offset': String(offset),
    }
    const sent = request(url, { method: 'PATCH', headers, agent: false }, (answer) => {
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

async function ask<T>(url: string, body?: object): Promise<T> {
  const answer = await fetch(
    url,
    body === undefined ? {} : { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } },
  )
  if (!answer.ok) throw new Error(`${url}: ${answer.status} ${await answer.text()}`)
  return (await answer.json()) as T
}

async function upload(base: string, file: string): Promise<{ sha256: string; tries: string[] }> {
  const { uploadId } = await ask<{ uploadId: string }>(`${base}/uploads`, { name: 'memory.lime', size })
  const url = `${base}/uploads/${uploadId}`
  const cuts = [size * 0.3, size * 0.4]
  const tries: string[] = []
  for (let done = false; !done; ) {
    const { offset } = await ask<{ offset: number }>(url)
    const sent = await sendFrom(url, file, offset, cuts[0] ?? Number.POSITIVE_INFINITY)
    if (sent === 'cut') cuts.shift()
    tries.push(`from ${(offset / 1e6).toFixed(0)} MB: ${sent}`)
    done = sent === 'taken'
    if (tries.length > 20) throw new Error(`the upload does not end: ${tries.join(', ')}`)
  }
  return { ...(await ask<{ sha256: string }>(`${url}/finish`, {})), tries }
}

/** Hashing again after a crash, against a hash whose state could be kept: which costs less? */
function compareHashes(): void {
  const block = randomBytes(8 * 1024 * 1024)
  const rate = (update: (bytes: Uint8Array) => unknown) => {
    const started = performance.now()
    for (let round = 0; round < 16; round++) update(block)
    return { speed: 16 * block.length, took: seconds(started) }
  }
  const native = createHash('sha256')
  const noble = nobleSha256.create()
  const [one, other] = [rate((bytes) => native.update(bytes)), rate((bytes) => noble.update(bytes))]
  console.log(
    `hash       ${megabytes(one.speed, one.took)} node:crypto, whose state cannot be kept; ${megabytes(other.speed, other.took)} @noble/hashes, whose can`,
  )
}

export async function benchUpload(): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), 'tickmark-bench-upload-'))
  const child = spawn(process.execPath, ['--no-warnings', childFile, directory], { stdio: ['ignore', 'pipe', 'inherit'] })
  try {
    const file = join(directory, 'source')
    makeFile(file)
    const [port] = await new Promise<string[]>((resolve) => child.stdout.once('data', (text) => resolve(String(text).split('\n'))))
    const base = `http://127.0.0.1:${port}`
    const { rss } = await ask<{ rss: number }>(`${base}/memory`)
    const started = performance.now()
    const { sha256, tries } = await upload(base, file)
    const took = seconds(started)
    const { peak } = await ask<{ peak: number }>(`${base}/memory`)
    const peerStarted = performance.now()
    const said = execFileSync('sha256sum', [file], { encoding: 'utf8' }).slice(0, 64)
    const peer = seconds(peerStarted)
    console.log(
      `upload     ${megabytes(size, took)} for ${(size / 1e9).toFixed(1)} GB in ${took.toFixed(1)} s, durable and hashed (${tries.join('; ')})`,
    )
    console.log(
      `sha256sum  ${megabytes(size, peer)} for the same file in ${peer.toFixed(1)} s: the upload takes ${(took / peer).toFixed(1)} times as long`,
    )
    console.log(`memory     ${(peak / 1e6).toFixed(0)} MB at most, ${(rss / 1e6).toFixed(0)} MB before the first byte`)
    compareHashes()
    if (sha256 !== said) throw new Error(`the upload has the hash ${sha256}, the file ${said}`)
  } finally {
    child.kill()
    rmSync(directory, { recursive: true, force: true })
  }
}
