// A folder of `catalogues` as data. Reading YAML takes longer than linting a document, so what was read is kept beside the compiled sources.
import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..')

export async function catalogueFiles(name: 'lexicons' | 'retention'): Promise<unknown[]> {
  const folder = join(root, 'catalogues', name)
  const texts = readdirSync(folder)
    .filter((file) => file.endsWith('.yaml'))
    .sort()
    .map((file) => readFileSync(join(folder, file), 'utf8'))
  const keptFile = join(root, 'dist', `${name}.json`)
  // By what is written, not by when: installing a package gives every file a new date.
  const stamp = createHash('sha256').update(texts.join('\0')).digest('hex')
  return keptFiles(keptFile, stamp) ?? (await parseFiles(texts, keptFile, stamp))
}

function keptFiles(keptFile: string, stamp: string): unknown[] | null {
  try {
    const kept = JSON.parse(readFileSync(keptFile, 'utf8')) as { stamp: string; files: unknown[] }
    return kept.stamp === stamp ? kept.files : null
  } catch {
    return null
  }
}

async function parseFiles(texts: readonly string[], keptFile: string, stamp: string): Promise<unknown[]> {
  const { parse } = await import('yaml')
  const files = texts.map((text) => parse(text) as unknown)
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
