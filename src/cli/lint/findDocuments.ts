// Which files are linted? Those named, and the Markdown below folders that are named.
import { readFileSync, statSync } from 'node:fs'
import { markdownBelow } from '../markdownBelow.ts'

/** `text` is null where the file could not be read; `problem` says why. */
export type FoundDocument = { path: string; text: string; problem: null } | { path: string; text: null; problem: string }

/** More is read as far as its size, which is then refused with a sentence. */
const mostBytes = 8_000_000

export function findDocuments(paths: readonly string[], isIgnored: (path: string) => boolean): FoundDocument[] {
  return paths.flatMap((path): FoundDocument[] => {
    if (path === '-') return [readDocument('-', 0)]
    try {
      if (!statSync(path).isDirectory()) return isIgnored(path) ? [] : [readDocument(path, path)]
    } catch (error) {
      return [{ path, text: null, problem: reasonOf(error) }]
    }
    return markdownBelow(path)
      .filter((file) => !isIgnored(file))
      .map((file) => readDocument(file, file))
  })
}

function readDocument(path: string, file: string | 0): FoundDocument {
  try {
    if (typeof file === 'string' && statSync(file).size > mostBytes)
      return { path, text: null, problem: `it has more than ${mostBytes / 1e6} MB` }
    return { path, text: readFileSync(file, 'utf8').replace(/^\uFEFF/, ''), problem: null }
  } catch (error) {
    return { path, text: null, problem: reasonOf(error) }
  }
}

function reasonOf(error: unknown): string {
  const code = (error as { code?: unknown }).code
  if (code === 'ENOENT') return 'there is no such file'
  if (code === 'EACCES') return 'it may not be read'
  return error instanceof Error ? error.message : String(error)
}
