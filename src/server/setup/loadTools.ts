// The catalogue of tools and the templates as they ship; read once, when they are first asked for.
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'
import { readTools } from '../../core/setup/readTools.ts'
import type { Template } from '../../core/setup/setUp.ts'
import type { ToolCatalogue } from '../../core/setup/tool.ts'

const catalogues = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..', 'catalogues')

let tools: ToolCatalogue | undefined
let templates: readonly Template[] | undefined

export function loadTools(): ToolCatalogue {
  const folder = join(catalogues, 'tools')
  tools ??= readTools(
    new Map(
      namesIn(folder, '.yaml').map((name) => [name.slice(0, -'.yaml'.length), parse(readFileSync(join(folder, name), 'utf8')) as unknown]),
    ),
  )
  return tools
}

export function loadTemplates(): readonly Template[] {
  templates ??= [
    ...namesIn(join(catalogues, 'templates', 'policies'), '').map((name) => `policies/${name}`),
    ...namesIn(join(catalogues, 'templates', 'runbooks'), '.md').map((name) => `runbooks/${name}`),
  ].map((path) => ({ path, text: readFileSync(join(catalogues, 'templates', path), 'utf8') }))
  return templates
}

function namesIn(folder: string, ending: string): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(ending))
    .sort()
}
