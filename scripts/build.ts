// `npm run build`, and the end of `npm ci`: the pages into dist/ui, only where their sources are newer than what is there, the verifier that
// packages carry, the linter in one file, and what the embedded database begins from.
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { enableCompileCache, flushCompileCache } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { loadLinter } from '../src/cli/loadLinter.ts'
import { buildDatabaseTemplate } from './buildDatabaseTemplate.ts'
import { buildLinter } from './buildLinter.ts'
import { buildVerifier } from './buildVerifier.ts'
import { dropStaleBeginning } from './demoBeginning.ts'
import { isStale } from './isStale.ts'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const sources = ['src/ui', 'src/contract', 'src/core', 'catalogues/lexicons', 'vite.config.ts', 'package-lock.json'].map((path) =>
  join(root, path),
)
const target = join(root, 'dist', 'ui')

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
  if (!isStale(join(target, 'index.html'), sources)) return
  const beside = join(root, 'dist', `.ui-${process.pid}`)
  // Loading it takes half a second, which whoever has nothing to build need not wait for.
  const { build } = await import('vite')
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

/** Has Node.js read the server once and keep the result (`bin/tickmark.mjs` says where): a first start is a second sooner. */
async function warmUp(): Promise<void> {
  const folder = join(root, 'dist', 'compiled')
  if (!isStale(join(folder, 'warm'), [join(root, 'src'), join(root, 'package-lock.json')])) return
  enableCompileCache(folder)
  const [{ loadLexicons }] = await Promise.all([
    import('../src/cli/lint/loadLexicons.ts'),
    loadLinter(),
    import('../src/server/app.ts'),
    import('../src/cli/demo/present.ts'),
  ])
  await loadLexicons()
  flushCompileCache()
  writeFileSync(join(folder, 'warm'), '')
}

export async function build(): Promise<void> {
  dropStaleBeginning()
  await Promise.all([buildDatabaseTemplate(), buildPages()])
  await buildVerifier()
  await buildLinter()
  await warmUp()
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await build()
