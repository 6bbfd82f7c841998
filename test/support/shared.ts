// The public reference material beside the repository (`../shared`): tests use it where it is there and say so where it is not.
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..', 'shared')

export const sharedAvailable = existsSync(root)

export function sharedPath(...parts: string[]): string {
  return join(root, ...parts)
}

if (!sharedAvailable) console.warn(`Reference material is not at ${root}: the tests that read it are skipped.`)
