// What do the documents cite that is at hand? Policies among them or beside them, and the escalation paths in YAML files there.
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { type LintOptions, lintDocument } from '../../core/lint/lintDocument.ts'
import { noReach, type Reach, type ReachedPolicy } from '../../core/lint/reach.ts'
import type { EscalationPath } from '../../core/people/escalationPath.ts'
import type { FoundDocument } from './findDocuments.ts'

const frontMatter = /^---\r?\n([\s\S]{0,60000}?)\r?\n---\r?\n/

/** `paths`: null where there is no file of them. */
export type FoundReach = { reach: Reach; paths: readonly EscalationPath[] | null }

export async function findReach(documents: readonly FoundDocument[], options: LintOptions): Promise<FoundReach> {
  const citing = documents.filter(
    ({ text }) => text !== null && /^\s*(?:policy|escalation|severities):/m.test(frontMatter.exec(text)?.[1] ?? ''),
  )
  if (citing.length === 0) return { reach: noReach, paths: null }
  const folders = new Set(citing.flatMap(({ path }) => [dirname(path), join(dirname(path), '..', 'policies')]))
  const paths = await pathsIn(folders)
  // With a calendar, which linting by itself has no use for.
  const { isWhole } = await import('../../core/people/escalationPath.ts')
  const escalations = new Set((paths ?? []).filter(isWhole).map(({ id }) => id))
  const { promisesIn } = await import('../../core/policy/locatedPromises.ts')
  const policies = new Map<string, ReachedPolicy>()
  const texts = [...documents.flatMap(({ path, text }) => (text === null ? [] : [{ path, text }])), ...markdownIn(folders)]
  for (const { path, text } of texts) {
    const fields = frontMatter.exec(text)?.[1] ?? ''
    const id = /^id:\s*["']?([\w-]{1,80})/m.exec(fields)?.[1]
    if (id === undefined || !/^kind:\s*policy\b/m.test(fields) || policies.has(id)) continue
    const { elements } = lintDocument(path, text, { ...options, reach: { policies: new Map(), escalations } })
    policies.set(id, { elements, promised: promisesIn(text) })
  }
  return { reach: { policies, escalations }, paths }
}

function markdownIn(folders: ReadonlySet<string>): { path: string; text: string }[] {
  return filesIn(folders, /\.md$/).flatMap((path) => {
    const text = readFileSync(path, 'utf8')
    return /^kind:\s*policy\b/m.test(text.slice(0, 4_000)) ? [{ path, text }] : []
  })
}

async function pathsIn(folders: ReadonlySet<string>): Promise<EscalationPath[] | null> {
  const texts = filesIn(folders, /\.ya?ml$/)
    .map((path) => readFileSync(path, 'utf8'))
    .filter((text) => /^paths:/m.test(text))
  if (texts.length === 0) return null
  const { parseEscalation } = await import('../../core/people/parseEscalation.ts')
  return texts.flatMap((text) => parseEscalation(text).paths)
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
