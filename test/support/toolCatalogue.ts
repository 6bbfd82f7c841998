// The catalogue of tools and the templates as they ship, and what the linter says of a template that is cited and citing as in a company.
import { readdirSync, readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { type LintedDocument, lintDocument } from '../../src/core/lint/lintDocument.ts'
import { parseEscalation } from '../../src/core/people/parseEscalation.ts'
import { promisesIn } from '../../src/core/policy/locatedPromises.ts'
import { readTools } from '../../src/core/setup/readTools.ts'
import type { Template } from '../../src/core/setup/setUp.ts'
import type { ToolCatalogue } from '../../src/core/setup/tool.ts'
import { shippedLexicons } from './lexicons.ts'

const catalogues = new URL('../../catalogues/', import.meta.url)

export function shippedTools(): ToolCatalogue {
  const folder = new URL('tools/', catalogues)
  return readTools(
    new Map(
      readdirSync(folder)
        .sort()
        .map((name) => [name.replace(/\.yaml$/, ''), parse(readFileSync(new URL(name, folder), 'utf8')) as unknown]),
    ),
  )
}

export function shippedTemplates(): Template[] {
  return ['policies', 'runbooks'].flatMap((room) =>
    readdirSync(new URL(`templates/${room}/`, catalogues)).map((name) => ({
      path: `${room}/${name}`,
      text: readFileSync(new URL(`templates/${room}/${name}`, catalogues), 'utf8'),
    })),
  )
}

/** As a company would fill in what no tool decides. */
export function filledPlaces(text: string): string {
  return text
    .replace(/\[replace: date and name[^\]]*\]/g, '2026-01-12, by Ada Example; next review by 2026-07-12')
    .replace(/\[replace: (?:team|the role|who must|legal name|name or role)[^\]]*\]/g, 'Example Ltd')
}

/** Lints a runbook beside the shipped policy and escalation path. */
export function lintsBesidePolicy(): (path: string, text: string) => LintedDocument {
  const templates = new Map(shippedTemplates().map(({ path, text }) => [path, text]))
  const { paths } = parseEscalation(templates.get('policies/escalation.yaml') ?? '')
  const escalations = new Set(paths.map(({ id }) => id))
  const options = { lexicons: shippedLexicons(), today: '2026-11-28' }
  const policyText = filledPlaces(templates.get('policies/incident-response.md') ?? '')
  const { elements } = lintDocument('incident-response.md', policyText, { ...options, reach: { policies: new Map(), escalations } })
  const reach = { policies: new Map([['incident-response', { elements, promised: promisesIn(policyText) }]]), escalations }
  return (path, text) => lintDocument(path, text, { ...options, reach })
}
