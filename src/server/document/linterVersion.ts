// Which linter is this? The hash of what it is made of, its rules and its words, so that what an older one said is known to be old.
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'

const madeOf = [new URL('../../core/lint/', import.meta.url), new URL('../../../catalogues/lexicons/', import.meta.url)]

let known: string | undefined

/** SHA-256, hex. Counted once: it changes only with the software. */
export function linterVersion(): string {
  known ??= hashOf(madeOf)
  return known
}

function hashOf(folders: readonly URL[]): string {
  const hash = createHash('sha256')
  for (const folder of folders) {
    const names = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !/\.test\.\w+$/.test(entry.name))
      .map((entry) => `${entry.parentPath}/${entry.name}`)
      .sort()
    for (const name of names) hash.update(name.slice(name.lastIndexOf('/') + 1)).update(readFileSync(name))
  }
  return hash.digest('hex')
}
