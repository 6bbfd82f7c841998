// The obligations catalogue and the notice templates that came with this version: read once, refused loudly where they are not as they must be.
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'
import { type NoticeTemplate, readNoticeTemplate } from '../../core/obligation/noticeTemplate.ts'
import { readCatalogue } from '../../core/obligation/readCatalogue.ts'
import type { Catalogue } from '../../core/obligation/rule.ts'

export type ShippedCatalogue = { readonly catalogue: Catalogue; readonly templates: ReadonlyMap<string, NoticeTemplate> }

const folder = (name: string) => fileURLToPath(new URL(`../../../catalogues/${name}/`, import.meta.url))

function readFiles(name: string, ending: string): { name: string; text: string }[] {
  const all = readdirSync(folder(name)).filter((file) => file.endsWith(ending))
  return all.sort().map((file) => ({ name: file, text: readFileSync(`${folder(name)}${file}`, 'utf8') }))
}

function readTemplate({ name, text }: { name: string; text: string }): NoticeTemplate {
  const match = /^---\n([\s\S]*?)^---\n([\s\S]*)$/m.exec(text)
  if (match === null) throw new Error(`The notice template ${name} has no front matter.`)
  return readNoticeTemplate(parse(match[1] ?? ''), match[2] ?? '')
}

function readShipped(): ShippedCatalogue {
  const files = readFiles('obligations', '.yaml').map(({ name, text }) => [name, parse(text)] as const)
  const templates = readFiles('templates/notices', '.md').map(readTemplate)
  return {
    catalogue: readCatalogue(Object.fromEntries(files)),
    templates: new Map(templates.map((template) => [template.id, template])),
  }
}

let shipped: ShippedCatalogue | undefined

/** Called when the server starts, so that a file that cannot be read stops it there and not in an incident. */
export function shippedCatalogue(): ShippedCatalogue {
  shipped ??= readShipped()
  return shipped
}
