// Bundles `tickmark lint` into one file (`src/cli/loadLinter.ts` says what for): dist/cli/lint/lint.mjs.
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { isFresh, linter, linterFolder, madeOf } from '../src/cli/loadLinter.ts'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')

/** Written beside and moved into place: a hook that runs meanwhile never gets half of it. */
export async function buildLinter(): Promise<void> {
  if (isFresh(linterFolder)) return
  const { build } = await import('vite')
  const beside = join(root, 'dist', `.linter-${process.pid}`)
  mkdirSync(beside, { recursive: true })
  mkdirSync(linterFolder, { recursive: true })
  const sources = new Set(['package-lock.json', 'scripts/buildLinter.ts'])
  try {
    await build({
      configFile: false,
      logLevel: 'warn',
      root,
      ssr: { noExternal: true, target: 'node' },
      plugins: [
        {
          name: 'sources',
          moduleParsed({ id }) {
            const path = relative(root, id)
            if (path.startsWith(`src${sep}`)) sources.add(path)
          },
        },
      ],
      build: {
        ssr: join(root, 'src', 'cli', 'lint.ts'),
        outDir: beside,
        target: 'node22',
        minify: false,
        copyPublicDir: false,
        rolldownOptions: { output: { entryFileNames: linter, codeSplitting: false } },
      },
    })
    writeFileSync(join(beside, madeOf), JSON.stringify([...sources]))
    // The list first: with the one file of before it says no more than that that is too old.
    for (const file of [madeOf, linter]) renameSync(join(beside, file), join(linterFolder, file))
  } finally {
    rmSync(beside, { recursive: true, force: true })
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildLinter()
