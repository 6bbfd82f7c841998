// The linter's words from `catalogues/lexicons`. Reading YAML takes longer than linting a document, so what was read is kept beside the compiled sources.
import { mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Lexicons, readLexicons } from '../../core/lint/lexicon.ts'

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..')
const folder = join(root, 'catalogues', 'lexicons')
const keptFile = join(root, 'dist', 'lexicons.json')

export async function loadLexicons(): Promise<Lexicons> {
  const names = readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .sort()
  const stamp = names
    .map((name) => {
      const { mtimeMs, size } = statSync(join(folder, name))
      return `${name} ${mtimeMs} ${size}`
    })
    .join('\n')
  const files = keptFiles(stamp) ?? (await parseFiles(names, stamp))
  return readLexicons(files)
}

function keptFiles(stamp: string): unknown[] | null {
  try {
    const kept = JSON.parse(readFileSync(keptFile, 'utf8')) as { stamp: string; files: unknown[] }
    return kept.stamp === stamp ? kept.files : null
  } catch {
    return null
  }
}

async function parseFiles(names: readonly string[], stamp: string): Promise<unknown[]> {
  const { parse } = await import('yaml')
  const files = names.map((name) => parse(readFileSync(join(folder, name), 'utf8')) as unknown)
  try {
    mkdirSync(dirname(keptFile), { recursive: true })
    const beside = `${keptFile}.${process.pid}`
    writeFileSync(beside, JSON.stringify({ stamp, files }))
    renameSync(beside, keptFile)
  } catch {
    // Where the folder cannot be written, the YAML is read each time.
  }
  return files
}
