// A data directory with this version's tables and nothing in them. The build makes one, so that a first start copies files instead of
// computing them. Migrations find themselves applied there, and the guarantees are applied again as at every start.
import { createHash } from 'node:crypto'
import { accessSync, constants, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../..', import.meta.url))

function pgliteVersion(): string {
  const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { dependencies: Record<string, string> }
  return dependencies['@electric-sql/pglite'] ?? 'unknown'
}

/** A migration that was edited while it is being written must not meet a template that holds its earlier form. */
function migrationsDigest(): string {
  const directory = join(root, 'src', 'database', 'migrations')
  const hash = createHash('sha256')
  for (const name of readdirSync(directory).sort()) hash.update(`${name}\0${readFileSync(join(directory, name), 'utf8')}\0`)
  return hash.digest('hex').slice(0, 12)
}

/** Of the very engine and the very migrations that will run on it. It need not be there. */
export function templateDirectory(): string {
  return join(root, 'dist', 'database', `pglite-${pgliteVersion()}-${migrationsDigest()}`)
}

/** Null where there is none, or where it belongs to somebody else: who installed need not be who starts. */
export function readableTemplate(): string | null {
  const directory = templateDirectory()
  try {
    accessSync(join(directory, 'PG_VERSION'), constants.R_OK)
    return directory
  } catch {
    // Then the cluster is computed, as it was for the template.
    return null
  }
}
