// What do the documents cite that is at hand? Policies among them or beside them, and the escalation paths in YAML files there.
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { type LintOptions, lintDocument } from '../../core/lint/lintDocument.ts'
import { noReach, promisesOf, type Reach, type ReachedPolicy } from '../../core/lint/reach.ts'
import type { FoundDocument } from './findDocuments.ts'

const frontMatter = /^---\r?\n([\s\S]{0,60000}?)\r?\n---\r?\n/

export async function findReach(documents: readonly FoundDocument[], options: LintOptions): Promise<Reach> {
  const citing = documents.filter(({ text }) => text !== null && /^\s*(?:policy|escalation):/m.test(frontMatter.exec(text)?.[1] ?? ''))
  if (citing.length === 0) return noReach
  const folders = new Set(citing.flatMap(({ path }) => [dirname(path), join(dirname(path), '..', 'policies')]))
  const escalations = await escalationsIn(folders)
  const policies = new Map<string, ReachedPolicy>()
  const texts = [...documents.flatMap(({ path, text }) => (text === null ? [] : [{ path, text }])), ...markdownIn(folders)]
  for (const { path, text } of texts) {
    const fields = frontMatter.exec(text)?.[1] ?? ''
    const id = /^id:\s*["']?([\w-]{1,80})/m.exec(fields)?.[1]
    if (id === undefined || !/^kind:\s*policy\b/m.test(fields) || policies.has(id)) continue
    const { elements } = lintDocument(path, text, { ...options, reach: { policies: new Map(), escalations } })
    policies.set(id, { elements, promised: promisesOf(fields) })
  }
  return { policies, escalations }
}

function markdownIn(folders: ReadonlySet<string>): { path: string; text: string }[] {
  return filesIn(folders, /\.md$/).flatMap((path) => {
    const text = readFileSync(path, 'utf8')
    return /^kind:\s*policy\b/m.test(text.slice(0, 4_000)) ? [{ path, text }] : []
  })
}

async function escalationsIn(folders: ReadonlySet<string>): Promise<ReadonlySet<string>> {
  const files = filesIn(folders, /\.ya?ml$/)
  if (files.length === 0) return new Set()
  const { parseEscalation } = await import('../../core/people/parseEscalation.ts')
  const whole = files
    .map((path) => readFileSync(path, 'utf8'))
    .filter((text) => /^paths:/m.test(text))
    .flatMap((text) => parseEscalation(text).paths)
    .filter(
      ({ levels }) =>
        levels.length > 0 && levels.every(({ mechanism, backup, channel }) => mechanism !== null && backup !== null && channel !== null),
    )
  return new Set(whole.map(({ id }) => id))
}

function filesIn(folders: ReadonlySet<string>, name: RegExp): string[] {
  return [...folders].flatMap((folder) => {
    try {
      return readdirSync(folder, { withFileTypes: true })
        .filter((entry) => entry.isFile() && name.test(entry.name))
        .map((entry) => join(folder, entry.name))
    } catch {
      return []
    }
  })
}
