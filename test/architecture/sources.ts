// The project's own sources with what each imports, as text: all that the architecture tests need to know.
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..')

export type SourceFile = { path: string; text: string; imports: string[]; lines: number }

const importPattern =
  /(?:^|\n)\s*(?:import|export)\s[^'"\n;]*?(?:\{[^}]*\}[^'"\n;]*?)?from\s+'([^']+)'|import\(\s*'([^']+)'\s*\)|(?:^|\n)import\s+'([^']+)'/g

function read(path: string): SourceFile {
  const text = readFileSync(path, 'utf8')
  const imports = [...text.matchAll(importPattern)].map((match) => match[1] ?? match[2] ?? match[3] ?? '')
  const resolved = imports.map((name) => (name.startsWith('.') ? relative(root, join(dirname(path), name)) : name))
  return { path: relative(root, path), text, imports: resolved, lines: text.split('\n').length }
}

/** Every .ts and .tsx file below `folder` (from the repository's root), generated ones left out. */
export function sourceFiles(folder: string): SourceFile[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !entry.name.includes('.generated.'))
    .map((entry) => read(join(entry.parentPath, entry.name)))
    .filter((file) => !file.path.includes('node_modules'))
    .sort((left, right) => (left.path < right.path ? -1 : 1))
}

export const isTest = (file: SourceFile) => /\.test\.tsx?$/.test(file.path)
