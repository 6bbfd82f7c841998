// How fast 2 GB come into the store with the connection cut twice, how much memory that takes, and how that compares with sha256sum.
import { execFileSync, spawn } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { sha256 as nobleSha256 } from '@noble/hashes/sha2.js'
import { makeFile, megabytes, secondsSince, sendCutTwice } from './cutUpload.ts'

const size = Number(process.env.BENCH_UPLOAD_BYTES ?? 2_000_000_000)
const childFile = fileURLToPath(new URL('./uploadChild.ts', import.meta.url))
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
  const tries = await sendCutTwice(async () => {
    const { offset } = await ask<{ offset: number }>(url)
    return { method: 'PATCH', url, headers: { 'upload-offset': String(offset) }, file, size, offset }
  })
  return { ...(await ask<{ sha256: string }>(`${url}/finish`, {})), tries }
}

/** Hashing again after a crash, against a hash whose state could be kept: which costs less? */
function compareHashes(): void {
  const block = randomBytes(8 * 1024 * 1024)
  const rate = (update: (bytes: Uint8Array) => unknown) => {
    const started = performance.now()
    for (let round = 0; round < 16; round++) update(block)
    return { speed: 16 * block.length, took: secondsSince(started) }
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
    makeFile(file, size)
    const [port] = await new Promise<string[]>((resolve) => child.stdout.once('data', (text) => resolve(String(text).split('\n'))))
    const base = `http://127.0.0.1:${port}`
    const { rss } = await ask<{ rss: number }>(`${base}/memory`)
    const started = performance.now()
    const { sha256, tries } = await upload(base, file)
    const took = secondsSince(started)
    const { peak } = await ask<{ peak: number }>(`${base}/memory`)
    const peerStarted = performance.now()
    const said = execFileSync('sha256sum', [file], { encoding: 'utf8' }).slice(0, 64)
    const peer = secondsSince(peerStarted)
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
