// Which drafts does a set-up come to? The documents of a company go on from its own texts; nothing of what it wrote outside of marked parts is lost.
import { historyKey } from '../document/history.ts'
import { lineDifference } from '../document/lineDifference.ts'
import { readFrontMatter } from '../document/readFrontMatter.ts'
import type { Answers } from './answers.ts'
import { titleIn } from './references.ts'
import { setUp, type Template, toolsOf } from './setUp.ts'
import type { Tool, ToolCatalogue } from './tool.ts'

/** A text that is there: a draft, one that the organization put forward, or one that came with the software. */
export type StandingText = { markdown: string; what: 'draft' | 'own' | 'shipped' }

export type LineCounts = { added: number; removed: number; changed: number }

export type SetUpDraft = {
  kind: 'policy' | 'runbook'
  id: string
  title: string
  owner: string | null
  approvers: readonly string[]
  markdown: string
  /** Null: there is no such document yet. */
  before: StandingText | null
  differs: LineCounts
  open: readonly { line: number; what: string }[]
  /** For which tools it is written. */
  tools: readonly Tool[]
  /** Names that were filled into its commands. */
  names: readonly { name: string; value: string }[]
}

/** An escalation path is no document: people are entered where rotations are. */
const isDocument = ({ path }: Pick<Template, 'path'>) => path.endsWith('.md')

export function draftSetUp(
  catalogue: ToolCatalogue,
  answers: Answers,
  templates: readonly Template[],
  standing: ReadonlyMap<string, StandingText>,
): { drafts: SetUpDraft[]; leftOut: { title: string; because: string }[] } {
  const begun = templates.filter(isDocument).map(({ path, text }) => {
    const before = standing.get(historyKey(keyOf(path))) ?? null
    return { path, text: before === null || before.what === 'shipped' ? text : before.markdown, before }
  })
  const { documents, leftOut } = setUp(catalogue, answers, begun)
  // The same without the names: what then still asks for one was filled in.
  const asking = new Map(setUp(catalogue, { ...answers, names: {} }, begun).documents.map(({ path, text }) => [path, text]))
  return {
    drafts: documents.map(({ path, text, open }) => {
      const before = begun.find((one) => one.path === path)?.before ?? null
      const { title, owner, terms } = readFrontMatter(text)
      return {
        ...keyOf(path),
        ...{ id: keyOf(path).documentId, title, owner: isPlace(owner) ? null : owner },
        ...{ approvers: terms.approvers.filter((word) => !isPlace(word)), markdown: text, before },
        differs: countsOf(before?.markdown ?? '', text),
        open: open.map(({ message, position }) => ({ line: position.line, what: message.replace(/^Still to be replaced: /, '') })),
        tools: toolsIn(catalogue, [text]),
        names: Object.entries(answers.names)
          .filter(([name]) => asking.get(path)?.includes(`<${name}>`))
          .map(([name, value]) => ({ name, value })),
      }
    }),
    leftOut: leftOut.map(({ path, because }) => ({ title: titleIn(begun.find((one) => one.path === path)?.text ?? ''), because })),
  }
}

/** Which tools texts are written for, as their marks say: the answers of an earlier time. The first text that says it counts. */
export function toolsIn(catalogue: ToolCatalogue, texts: readonly string[]): Tool[] {
  const marks = texts.flatMap(toolsOf)
  return catalogue.questions.flatMap(({ kind }) => {
    const marked = marks.find((mark) => mark.kind === kind && mark.tool !== 'open')?.tool
    return catalogue.tools.filter((tool) => tool.kind === kind && tool.id === marked)
  })
}

export function keyOf(path: string): { kind: 'policy' | 'runbook'; documentId: string } {
  const name = path.split('/').at(-1) ?? path
  return { kind: path.startsWith('policies/') ? 'policy' : 'runbook', documentId: name.replace(/\.md$/, '') }
}

function countsOf(before: string, after: string): LineCounts {
  const counts = { added: 0, removed: 0, changed: 0 }
  if (before !== after) for (const { kind } of lineDifference(before, after)) if (kind !== 'same') counts[kind]++
  return counts
}

function isPlace(word: string | null): boolean {
  return word === null || word.startsWith('[')
}
