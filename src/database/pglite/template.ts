// A data directory as PostgreSQL's initdb leaves it. The build makes one, so that a first start copies a few files instead of computing them.
import { accessSync, constants, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../..', import.meta.url))

function pgliteVersion(): string {
  const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { dependencies: Record<string, string> }
  return dependencies['@electric-sql/pglite'] ?? 'unknown'
}

/** Of the very version that will run on it: another one may not be able to read it. It need not be there. */
export const templateDirectory = join(root, 'dist', 'database', `pglite-${pgliteVersion()}`)

/** Null where there is none, or where it belongs to somebody else: who installed need not be who starts. */
export function readableTemplate(): string | null {
  try {
    accessSync(join(templateDirectory, 'PG_VERSION'), constants.R_OK)
    return templateDirectory
  } catch {
    // Then the cluster is computed, as it was for the template.
    return null
  }
}
