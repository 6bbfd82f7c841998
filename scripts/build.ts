// `npm run build`: the pages into dist/ui, only where their sources are newer than what is there, and the verifier that packages carry.
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { build } from 'vite'
import { buildVerifier } from './buildVerifier.ts'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const sources = ['src/ui', 'src/contract', 'src/core', 'vite.config.ts', 'package-lock.json']
const target = join(root, 'dist', 'ui')

function newest(path: string): number {
  const here = statSync(path)
  if (!here.isDirectory()) return here.mtimeMs
  return readdirSync(path, { recursive: true, withFileTypes: true }).reduce(
    (latest, entry) => (entry.isFile() ? Math.max(latest, statSync(join(entry.parentPath, entry.name)).mtimeMs) : latest),
    0,
  )
}

function isStale(): boolean {
  const built = join(target, 'index.html')
  if (!existsSync(built)) return true
  const at = statSync(built).mtimeMs
  return sources.map((path) => join(root, path)).some((path) => existsSync(path) && newest(path) > at)
}

/** Smaller copies beside what is text, made once here instead of at every answer. */
function compress(folder: string): void {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !/\.(js|css|svg)$/.test(entry.name)) continue
    const path = join(entry.parentPath, entry.name)
    const bytes = readFileSync(path)
    writeFileSync(`${path}.br`, brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }))
    writeFileSync(`${path}.gz`, gzipSync(bytes, { level: 9 }))
  }
}

/** Another process may have built the same meanwhile: then its pages are as good. */
function moveInto(beside: string, place: string): void {
  const old = `${beside}-old`
  if (existsSync(place)) renameSync(place, old)
  try {
    renameSync(beside, place)
  } catch (error) {
    if (!existsSync(join(place, 'index.html'))) throw error
  }
  rmSync(old, { recursive: true, force: true })
}

/** Built beside and moved into place, so that a server that is running never serves half of it. */
export async function buildPages(): Promise<void> {
  if (!isStale()) return
  const beside = join(root, 'dist', `.ui-${process.pid}`)
  mkdirSync(beside, { recursive: true })
  // Vite takes what the environment says; under a test runner that would be React's slow, talkative build.
  const before = process.env.NODE_ENV
  process.env.NODE_ENV = 'production'
  try {
    await build({ configFile: join(root, 'vite.config.ts'), logLevel: 'warn', build: { outDir: beside } })
    compress(beside)
    moveInto(beside, target)
  } finally {
    if (before === undefined) delete process.env.NODE_ENV
    else process.env.NODE_ENV = before
    rmSync(beside, { recursive: true, force: true })
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await buildPages()
  await buildVerifier()
}
