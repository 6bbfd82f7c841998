// Prints a PDF for archives (PDF/A-2a, tagged) in a process of its own, bounded in time and memory: what is set there came from outside.
import { spawn } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { buffer } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import type { Instant } from '../../core/kernel/instant.ts'
import type { PrintTask } from './printPdfChild.ts'

const childFile = fileURLToPath(new URL(import.meta.url.endsWith('.ts') ? './printPdfChild.ts' : './printPdfChild.js', import.meta.url))
const longestSeconds = 120
const mostMemory = 700 * 1024 * 1024
const heapMegabytes = 256
const largestPdf = 64 * 1024 * 1024
const pageBytes = 4096

/** `template`: a Typst file that reads `facts.json`. The same template, facts and time give the same bytes. */
export async function printPdf(template: URL, facts: unknown, createdAt: Instant): Promise<Uint8Array> {
  const task: PrintTask = { template: await readFile(template, 'utf8'), facts, createdAtSeconds: Math.floor(createdAt / 1000) }
  // It inherits nothing: no database address, no keys.
  const child = spawn(process.execPath, ['--no-warnings', `--max-old-space-size=${heapMegabytes}`, childFile], {
    env: { PATH: process.env.PATH ?? '' },
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  const stop = bound(child.pid, () => child.kill('SIGKILL'))
  const ended = new Promise<{ code: number | null; signal: string | null }>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code, signal) => resolve({ code, signal }))
  })
  // A child that ends early leaves nobody to write to; its exit code tells.
  child.stdin.on('error', () => undefined)
  child.stdin.end(JSON.stringify(task))
  try {
    const [pdf, said, { code, signal }] = await Promise.all([buffer(child.stdout), buffer(child.stderr), ended])
    if (code !== 0) throw new Error(`It could not be printed (${signal ?? `exit code ${code}`}). ${said.toString('utf8').slice(0, 2000)}`)
    if (pdf.length > largestPdf || !pdf.subarray(0, 5).equals(Buffer.from('%PDF-'))) throw new Error('What was printed is no PDF.')
    return pdf
  } finally {
    stop()
  }
}

/** Where there is no /proc, only the time is bounded. */
function bound(pid: number | undefined, kill: () => void): () => void {
  const deadline = setTimeout(kill, longestSeconds * 1000)
  const watch = setInterval(async () => {
    const pages = await readFile(`/proc/${pid}/statm`, 'utf8').then(
      (statm) => Number(statm.split(' ')[1]),
      () => 0,
    )
    if (pages * pageBytes > mostMemory) kill()
  }, 100)
  return () => {
    clearTimeout(deadline)
    clearInterval(watch)
  }
}
