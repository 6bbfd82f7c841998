// The linter, from the one file that `npm ci` makes of it where that is as new as what it was made of: a hook starts it for every commit, and loading
// a hundred modules takes as long as linting four documents.
import { readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..')

/** As far below the root as `src/cli/lint`, whose files find the catalogues from where they stand. */
export const linterFolder = join(root, 'dist', 'cli', 'lint')
export const linter = 'lint.mjs'
/** Beside it: what it was made of, as paths from the root. */
export const madeOf = 'sources.json'

export async function loadLinter(): Promise<typeof import('./lint.ts')> {
  if (!isFresh(linterFolder)) return import('./lint.ts')
  return (await import(pathToFileURL(join(linterFolder, linter)).href)) as typeof import('./lint.ts')
}

/** Whether it is there, and none of what it was made of has changed or gone since. */
export function isFresh(folder: string): boolean {
  const at = changedAt(join(folder, linter))
  if (at === null || changedAt(join(folder, madeOf)) === null) return false
  const sources = JSON.parse(readFileSync(join(folder, madeOf), 'utf8')) as string[]
  return sources.every((path) => (changedAt(join(root, path)) ?? Number.POSITIVE_INFINITY) <= at)
}

function changedAt(path: string): number | null {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? null
}
