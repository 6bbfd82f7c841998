// The catalogue of tools and the templates, read from `catalogues` as they ship.
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'
import { readTools } from '../../core/setup/readTools.ts'
import type { Template } from '../../core/setup/setUp.ts'
import type { ToolCatalogue } from '../../core/setup/tool.ts'

const catalogues = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..', 'catalogues')

export function loadTools(): ToolCatalogue {
  const folder = join(catalogues, 'tools')
  return readTools(
    new Map(
      namesIn(folder, '.yaml').map((name) => [name.slice(0, -'.yaml'.length), parse(readFileSync(join(folder, name), 'utf8')) as unknown]),
    ),
  )
}

export function loadTemplates(): Template[] {
  return [
    ...namesIn(join(catalogues, 'templates', 'policies'), '').map((name) => `policies/${name}`),
    ...namesIn(join(catalogues, 'templates', 'runbooks'), '.md').map((name) => `runbooks/${name}`),
  ].map((path) => ({ path, text: readFileSync(join(catalogues, 'templates', path), 'utf8') }))
}

function namesIn(folder: string, ending: string): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(ending))
    .sort()
}
