// A converted text as one of our documents: a name for its file, and a front matter that says what it is and where it came from. Its words stay.
import type { LintKind } from '../lint/element.ts'
import { placedAs } from './placedAs.ts'

export type ImportedDocument = { id: string; kind: 'policy' | 'runbook'; text: string }

/** `from`: the name of the file it came from. `taken`: ids that are used up. */
export function importedDocument(
  { title, markdown, from, readAs }: { title: string | null; markdown: string; from: string; readAs: LintKind },
  taken: ReadonlySet<string>,
): ImportedDocument {
  const own = /^---\r?\n([\s\S]{0,60000}?)\r?\n---\r?\n/.exec(markdown)?.[1]
  const kind = kindOf(own, readAs)
  const heading = title ?? /^# (.{1,200})$/m.exec(markdown)?.[1] ?? nameWithoutId(from)
  const ownId = /^id:\s*["']?([A-Za-z0-9][A-Za-z0-9._-]{0,99})["']?\s*$/m.exec(own ?? '')?.[1]
  const id = freeId(ownId ?? slugOf(heading, from), taken)
  if (own !== undefined) return { id, kind, text: ownId === undefined || ownId === id ? markdown : placedAs(markdown, { kind, id }) }
  const fields = [
    `kind: ${kind}`,
    `id: ${id}`,
    `title: ${JSON.stringify(plain(heading))}`,
    `imported_from: ${JSON.stringify(from.slice(0, 200))}`,
  ]
  return { id, kind, text: `---\n${fields.join('\n')}\n---\n\n${markdown}` }
}

function kindOf(frontMatter: string | undefined, readAs: LintKind): 'policy' | 'runbook' {
  const declared = /^kind:\s*["']?(policy|runbook)\b/m.exec(frontMatter ?? '')?.[1]
  if (declared === 'policy' || declared === 'runbook') return declared
  return readAs === 'policy' || readAs === 'plan' ? 'policy' : 'runbook'
}

/** One that is not used up yet, with a number behind it where that is needed. */
export function freeId(wanted: string, taken: ReadonlySet<string>): string {
  if (!taken.has(wanted)) return wanted
  let next = 2
  while (taken.has(`${wanted}-${next}`)) next++
  return `${wanted}-${next}`
}

function slugOf(heading: string, from: string): string {
  const words = (text: string) =>
    text
      .normalize('NFKD')
      .toLowerCase()
      .match(/[a-z0-9]+/g)
      ?.join('-')
      .slice(0, 60)
      .replace(/-$/, '')
  return words(heading) ?? words(nameWithoutId(from)) ?? 'document'
}

/** Notion puts 32 hexadecimal digits behind every name, Confluence a number. */
function nameWithoutId(from: string): string {
  const name = (from.split('/').at(-1) ?? from).replace(/\.\w{1,8}$/, '')
  return name.replace(/[ _-]+(?:[0-9a-f]{32}|\d{5,})$/, '').replaceAll('_', ' ')
}

/** Marks of Markdown are no part of a title. */
function plain(heading: string): string {
  return heading
    .replace(/\\([^\w\s])/g, '$1')
    .replace(/[*`_]{1,2}(\S[^*`_]*)[*`_]{1,2}/g, '$1')
    .trim()
}
