// The frameworks catalogue as it lies in the repository: the texts of its files, and what they say.
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { FrameworkCatalogue } from '../../src/core/framework/framework.ts'
import { type CatalogueFile, readFrameworks } from '../../src/core/framework/readFrameworks.ts'

const folder = join(dirname(fileURLToPath(import.meta.url)), '..', '..', 'catalogues', 'frameworks')

export function frameworkFiles(): CatalogueFile[] {
  return readdirSync(folder).map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }))
}

export function frameworkCatalogue(): FrameworkCatalogue {
  return readFrameworks(frameworkFiles()).catalogue
}
