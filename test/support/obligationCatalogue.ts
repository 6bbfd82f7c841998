// The obligations catalogue and the notice templates as they lie in the repository, parsed.
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'
import { type NoticeTemplate, readNoticeTemplate } from '../../src/core/obligation/noticeTemplate.ts'
import { readCatalogue } from '../../src/core/obligation/readCatalogue.ts'
import type { Catalogue } from '../../src/core/obligation/rule.ts'

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..')
const folder = join(root, 'catalogues', 'obligations')

export function parsedCatalogueFiles(): Record<string, unknown> {
  return Object.fromEntries(readdirSync(folder).map((name) => [name, parse(readFileSync(join(folder, name), 'utf8'))]))
}

export function obligationCatalogue(): Catalogue {
  return readCatalogue(parsedCatalogueFiles())
}

export function noticeTemplates(): { name: string; template: NoticeTemplate }[] {
  const notices = join(root, 'catalogues', 'templates', 'notices')
  return readdirSync(notices).map((name) => {
    const [, front = '', ...body] = readFileSync(join(notices, name), 'utf8').split(/^---\n/m)
    return { name, template: readNoticeTemplate(parse(front), body.join('---\n')) }
  })
}

export const sharedFacts = join(root, '..', 'shared', 'facts', 'notifications.yaml')
