// A folder of `catalogues` as data. Reading YAML takes longer than linting a document, so what was read is kept beside the compiled sources.
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
  // By what is written, not by when: installing a package gives every file a new date. The texts themselves, for a digest takes longer to load.
  const written = texts.join('\0')
  return keptFiles(keptFile, written) ?? (await parseFiles(texts, keptFile, written))
}

function keptFiles(keptFile: string, written: string): unknown[] | null {
  try {
    const kept = JSON.parse(readFileSync(keptFile, 'utf8')) as { written: string; files: unknown[] }
    return kept.written === written ? kept.files : null
  } catch {
    return null
  }
}

async function parseFiles(texts: readonly string[], keptFile: string, written: string): Promise<unknown[]> {
  const { parse } = await import('yaml')
  const files = texts.map((text) => parse(text) as unknown)
  try {
    mkdirSync(dirname(keptFile), { recursive: true })
    const beside = `${keptFile}.${process.pid}`
    writeFileSync(beside, JSON.stringify({ written, files }))
    renameSync(beside, keptFile)
  } catch {
    // Where the folder cannot be written, the YAML is read each time.
  }
  return files
}
