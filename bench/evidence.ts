// Do 2 GB come into a whole server as evidence, with the connection cut twice, and out again with the same hash; and how much memory does it take?
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startServerProcess } from '../test/support/serverProcess.ts'
import { makeFile, megabytes, secondsSince, sendCutTwice } from './cutUpload.ts'

const size = Number(process.env.BENCH_UPLOAD_BYTES ?? 2_000_000_000)

/** Kilobytes, as Linux counts them. */
function memoryOf(pid: number, what: 'VmRSS' | 'VmHWM'): number {
  const found = new RegExp(`^${what}:\\s+(\\d+)`, 'm').exec(readFileSync(`/proc/${pid}/status`, 'utf8'))
  return Number(found?.[1] ?? 0) * 1024
}

type Api = { url: string; headers: Record<string, string> }

async function ask<T>({ url, headers }: Api, path: string, body?: object): Promise<T> {
  const asked =
    body === undefined
      ? { headers }
      : { method: 'POST', headers: { ...headers, 'content-type': 'application/json' }, body: JSON.stringify(body) }
  const answer = await fetch(`${url}${path}`, asked)
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
  return (await answer.json()) as T
}

/** Bytes of files on this machine, hashed as they arrive. */
async function hashBack({ url, headers }: Api, path: string): Promise<string> {
  const answer = await fetch(`${url}${path}`, { headers })
  const hash = createHash('sha256')
  for await (const piece of answer.body ?? []) hash.update(piece as Uint8Array)
  return hash.digest('hex')
}

async function keep(api: Api, file: string) {
  const { id: incident } = await ask<{ id: string }>(api, '/incidents', { origin: 'report', title: 'A memory image is taken' })
  const { id: upload } = await ask<{ id: string }>(api, `/incidents/${incident}/uploads`, { name: 'memory.lime', size })
  const started = performance.now()
  const tries = await sendCutTwice(async () => {
    const { offset } = await ask<{ offset: number }>(api, `/incidents/${incident}/uploads/${upload}`)
    const url = `${api.url}/incidents/${incident}/uploads/${upload}/parts?offset=${offset}`
    return { method: 'POST', url, headers: api.headers, file, size, offset }
  })
  const kept = await ask<{ id: string; sha256: string }>(api, `/incidents/${incident}/evidence`, { upload_id: upload, name: 'memory.lime' })
  const took = secondsSince(started)
  return { ...kept, tries, took, back: await hashBack(api, `/incidents/${incident}/evidence/${kept.id}/file`) }
}

export async function benchEvidence(): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), 'tickmark-bench-evidence-'))
  // A part may take as long as a slow line needs.
  const server = await startServerProcess(directory, null, 0, [], { TICKMARK_BODY_TIMEOUT: '5m' })
  try {
    const file = join(directory, 'source')
    makeFile(file, size)
    const said = execFileSync('sha256sum', [file], { encoding: 'utf8' }).slice(0, 64)
    const before = memoryOf(server.pid, 'VmRSS')
    // Linux begins anew to remember the most: starting takes more than what is measured here.
    writeFileSync(`/proc/${server.pid}/clear_refs`, '5')
    const api = { url: `${new URL(server.hookUrl).origin}/api/v1`, headers: { cookie: server.cookie, 'sec-fetch-site': 'same-origin' } }
    const { sha256, back, tries, took } = await keep(api, file)
    const peak = memoryOf(server.pid, 'VmHWM')
    console.log(
      `evidence   ${megabytes(size, took)} for ${(size / 1e9).toFixed(1)} GB in ${took.toFixed(1)} s, kept as evidence (${tries.join('; ')})`,
    )
    console.log(
      `hashes     ${said} sent, ${sha256 === said ? 'the same' : sha256} kept, ${back === said ? 'the same' : back} handed out again`,
    )
    console.log(
      `memory     ${(peak / 1e6).toFixed(0)} MB at most with the embedded database in it, ${(before / 1e6).toFixed(0)} MB before the first byte`,
    )
    if (sha256 !== said || back !== said) throw new Error('the bytes that came back are not those that were sent')
  } finally {
    await server.stop()
    rmSync(directory, { recursive: true, force: true })
  }
}
