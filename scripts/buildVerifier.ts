// Bundles the verifier that travels in packages into one file that needs nothing but Node.js: dist/verify.mjs.
import { mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { isStale } from './isStale.ts'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const target = join(root, 'dist', 'verify.mjs')

/** The oldest Node.js whose zlib and crypto have what is called; auditors run what their company gives them. */
const oldestNode = 'node20.15'

const banner = (software: string) =>
  `// ${software}: verifies audit packages. One file, no dependencies, Node.js 20.15 or later: node verify.mjs package.zip --key <verifier key>\n// Apache-2.0. The same code as \`tickmark verify\`; do not run a copy whose SHA-256 you have not compared with the published one.`

const sources = [
  'src/core',
  'src/cli/verifier',
  'src/server/audit',
  'src/server/ledger',
  'scripts/buildVerifier.ts',
  'package-lock.json',
].map((path) => join(root, path))

/** Answers the path. Written beside and moved into place: a package that is being built never gets half of it. */
export async function buildVerifier(): Promise<string> {
  if (!isStale(target, sources)) return target
  const { build } = await import('vite')
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }
  const software = `Tickmark ${version}`
  const beside = join(root, 'dist', `.verifier-${process.pid}`)
  mkdirSync(beside, { recursive: true })
  try {
    await build({
      configFile: false,
      logLevel: 'warn',
      root,
      define: { tickmarkSoftware: JSON.stringify(software) },
      ssr: { noExternal: true, target: 'node' },
      build: {
        ssr: join(root, 'src', 'cli', 'verifier', 'standalone.ts'),
        outDir: beside,
        target: oldestNode,
        minify: false,
        copyPublicDir: false,
        rolldownOptions: { output: { entryFileNames: 'verify.mjs', codeSplitting: false, banner: banner(software) } },
      },
    })
    renameSync(join(beside, 'verify.mjs'), target)
  } finally {
    rmSync(beside, { recursive: true, force: true })
  }
  return target
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.log(await buildVerifier())
