// The folder of public ledger vectors as bytes, by path below it; empty where the reference material is absent.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import type { VectorFiles } from './ledgerVectors.ts'
import { sharedPath } from './shared.ts'

export function readVectorFiles(): VectorFiles {
  const root = sharedPath('vectors')
  if (!existsSync(root)) return new Map()
  const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  return new Map(
    files.map((entry) => {
      const path = join(entry.parentPath, entry.name)
      return [relative(root, path).split(sep).join('/'), new Uint8Array(readFileSync(path))]
    }),
  )
}
