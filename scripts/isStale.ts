// Whether something that was built is older than what it is built from.
import { existsSync, readdirSync, statSync } from 'node:fs'

function newest(path: string): number {
  const here = statSync(path)
  if (!here.isDirectory()) return here.mtimeMs
  return readdirSync(path, { recursive: true, withFileTypes: true }).reduce(
    (latest, entry) => (entry.isFile() ? Math.max(latest, statSync(`${entry.parentPath}/${entry.name}`).mtimeMs) : latest),
    0,
  )
}

/** `sources`: files, and folders with all that is in them; one that does not exist counts for nothing. */
export function isStale(built: string, sources: readonly string[]): boolean {
  if (!existsSync(built)) return true
  const at = statSync(built).mtimeMs
  return sources.some((path) => existsSync(path) && newest(path) > at)
}
