// What can a folder alone know of the house? How long logs live, which texts resemble each other, and the escalation paths in YAML files beside the documents.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Kept } from '../../core/evidence/retention.ts'
import { readWindow } from '../../core/evidence/window.ts'
import { formatInstant } from '../../core/kernel/instant.ts'
import { type House, type HouseLog, type HousePath, unknownHouse } from '../../core/lint/house.ts'
import { houseLogs } from '../../core/lint/houseLogs.ts'
import { indexTexts, type TextIndex } from '../../core/lint/shingles.ts'
import type { EscalationPath } from '../../core/people/escalationPath.ts'
import { catalogueFiles } from './catalogueFiles.ts'
import type { FoundDocument } from './findDocuments.ts'

const templates = fileURLToPath(new URL('../../../catalogues/templates/', import.meta.url))

/** Only what some document needs is read: most have no table of evidence and come from no template. */
export async function findHouse(documents: readonly FoundDocument[], paths: readonly EscalationPath[] | null): Promise<House> {
  const some = (says: RegExp) => documents.some(({ text }) => text !== null && says.test(text))
  return {
    ...unknownHouse,
    paths: paths === null ? null : paths.map(pathOf),
    logs: some(/keep before|retention|after the event|\bkept for\b|\bretained\b|\bavailable for\b/i) ? await logs() : null,
    texts: textsOf(documents, some(/\[replace:/)),
  }
}

/** As the catalogue ships: its own tests hold it against its reader, which brings a calendar that linting has no use for. */
type ShippedLog = {
  id: string
  product: string
  log: string
  kept: { how: Kept['how']; for?: string; at_most?: string; says?: string }
  plans?: { plan: string; for: string }[]
}

async function logs(): Promise<HouseLog[]> {
  const shipped = (await catalogueFiles('retention')).flatMap((file) => (file as { entries: ShippedLog[] }).entries)
  return houseLogs(
    shipped.map(({ kept, plans = [], ...log }) => ({
      ...log,
      kept: keptOf(kept),
      plans: plans.map(({ plan, for: window }) => ({ plan, window: readWindow(window) ?? 0 })),
    })),
  )
}

function keptOf({ how, for: window = '', at_most: atMost = '', says = '' }: ShippedLog['kept']): Kept {
  if (how === 'time') return { how, window: readWindow(window) ?? Number.POSITIVE_INFINITY }
  if (how === 'volume') return { how, says, atMost: readWindow(atMost) ?? null }
  return how === 'configured' || how === 'until' || how === 'always' ? { how, says } : { how }
}

function pathOf({ id, name, levels }: EscalationPath): HousePath {
  return {
    id,
    name,
    levels: levels.map(({ lastVerified }) => ({ lastVerified: lastVerified === null ? null : formatInstant(lastVerified).slice(0, 10) })),
  }
}

function textsOf(documents: readonly FoundDocument[], withTemplates: boolean): TextIndex | null {
  const own = documents.flatMap(({ path, text }) =>
    text === null ? [] : [{ path, id: idIn(text), title: titleIn(text) ?? path, isTemplate: false, source: text }],
  )
  if (own.length < 2 && !withTemplates) return null
  return indexTexts([...own, ...(withTemplates ? shippedTexts() : [])])
}

function shippedTexts() {
  return ['policies', 'runbooks'].flatMap((room) =>
    readdirSync(join(templates, room))
      .filter((name) => name.endsWith('.md'))
      .map((name) => {
        const source = readFileSync(join(templates, room, name), 'utf8')
        return { path: `template:${name}`, id: idIn(source), title: titleIn(source) ?? name, isTemplate: true, source }
      }),
  )
}

function idIn(text: string): string | null {
  return /^---\r?\n[\s\S]{0,2000}?^id:\s*["']?([\w.-]{1,100})/m.exec(text)?.[1] ?? null
}

function titleIn(text: string): string | null {
  return /^# +(.{1,200}?)\s*$/m.exec(text)?.[1] ?? null
}
