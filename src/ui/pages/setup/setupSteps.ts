// The steps of the set-up, what is asked in each, and what keeps somebody from going on.
import type { BodyIn, ReplyOf } from '../../../contract/endpoint.ts'
import type { setupApi } from '../../../contract/setup.ts'
import { problemOfChannel, problemOfName, problemOfWords } from '../../../core/setup/answers.ts'
import type { ToolKind } from '../../../core/setup/tool.ts'

export type Questions = ReplyOf<typeof setupApi.questions>
export type Preview = ReplyOf<typeof setupApi.preview>

/** `tools`: a kind with an empty id is answered with something else, or nothing; one that is missing is not answered yet. */
export type Given = {
  tools: Partial<Record<ToolKind, string>>
  names: Record<string, string>
  places: Record<string, string>
  channel: string
}

export type Step = { title: string; kinds: readonly ToolKind[]; asksWords: boolean }

export const steps: readonly Step[] = [
  { title: 'Where the product runs', kinds: ['cloud', 'edge'], asksWords: false },
  { title: 'Who signs in', kinds: ['identity', 'mail'], asksWords: false },
  { title: 'Who is woken, and where people talk', kinds: ['pager', 'chat'], asksWords: false },
  { title: 'Code, and what is seen of it', kinds: ['repository', 'observability'], asksWords: false },
  { title: 'Laptops and servers', kinds: ['endpoint', 'protection'], asksWords: false },
  { title: 'Your company', kinds: [], asksWords: true },
]

/** What the documents here say already, and the name that everybody knows. */
export function begunWith({ known }: Questions): Given {
  const company = problemOfWords(known.company) === null ? { company: known.company } : {}
  return { tools: known.tools, names: {}, places: company, channel: '' }
}

/** A name is typed once: below the first tool whose commands need it, else where a document that is written for a tool does. */
export function namesOfTool(questions: Questions, given: Given, kind: ToolKind): string[] {
  const chosen = steps.flatMap(({ kinds }) =>
    kinds.flatMap((one) => {
      const tool = questions.kinds.find((asked) => asked.kind === one)?.tools.find(({ id }) => id === given.tools[one])
      return tool === undefined ? [] : [{ kind: one, ...tool }]
    }),
  )
  const askedAt = new Map<string, ToolKind | null>(questions.always.map((name) => [name, null]))
  const ask = (name: string, at: ToolKind) => {
    if (!askedAt.has(name)) askedAt.set(name, at)
  }
  for (const tool of chosen) for (const name of tool.names) ask(name, tool.kind)
  for (const tool of chosen) for (const name of tool.document_names) ask(name, tool.kind)
  return [...askedAt].flatMap(([name, at]) => (at === kind ? [name] : []))
}

/** By path of the answer, as a refusal would name it. Empty fields are no mistakes: their places stay open. */
export function problemsIn(questions: Questions, given: Given, { kinds, asksWords }: Step): Record<string, string> {
  const names = [...kinds.flatMap((kind) => namesOfTool(questions, given, kind)), ...(asksWords ? questions.always : [])]
  const places = asksWords ? questions.places.map(({ id }) => id) : []
  const checked: [path: string, problem: string | null][] = [
    ...names.map((name): [string, string | null] => [`/names/${name}`, checkedBy(problemOfName, given.names[name])]),
    ...places.map((id): [string, string | null] => [`/places/${id}`, checkedBy(problemOfWords, given.places[id])]),
    ['/channel', kinds.includes('chat') ? checkedBy(problemOfChannel, given.channel) : null],
  ]
  return Object.fromEntries(checked.flatMap(([path, problem]) => (problem === null ? [] : [[path, problem]])))
}

function checkedBy(problemOf: (text: string) => string | null, text: string | undefined): string | null {
  const value = text?.trim() ?? ''
  return value === '' ? null : problemOf(value)
}

/** Only of tools that were chosen: a name of another one would be kept for nothing. */
export function answersOf(questions: Questions, given: Given): NonNullable<BodyIn<typeof setupApi.preview>> {
  const tools = Object.fromEntries(Object.entries(given.tools).filter(([, id]) => id !== ''))
  const asked = new Set([
    ...questions.always,
    ...steps.flatMap(({ kinds }) => kinds.flatMap((kind) => namesOfTool(questions, given, kind))),
  ])
  const filled = (all: Record<string, string>) =>
    Object.fromEntries(Object.entries(all).flatMap(([name, text]) => (text.trim() === '' ? [] : [[name, text.trim()]])))
  const names = Object.fromEntries(Object.entries(filled(given.names)).filter(([name]) => asked.has(name)))
  return { tools, names, places: filled(given.places), channel: given.channel.trim() === '' ? null : given.channel.trim() }
}

/** Taken unless somebody says otherwise: what nobody here has written anything of. */
export function isTakenAtFirst({ stands }: Pick<Preview['documents'][number], 'stands'>): boolean {
  return stands === 'nothing' || stands === 'shipped'
}

export function isUnchanged({ before, markdown }: Pick<Preview['documents'][number], 'before' | 'markdown'>): boolean {
  return before === markdown
}

export function linesChanged({ differs }: Pick<Preview['documents'][number], 'differs'>): string {
  const count = differs.added + differs.removed + differs.changed
  return `${count} ${count === 1 ? 'line' : 'lines'}`
}

/** The whole in one line, before each of them is read. */
export function summaryOf({ documents }: Pick<Preview, 'documents'>): string {
  const good = documents.filter(({ linted }) => linted.overall === 'functional').length
  const places = documents.reduce((sum, { open }) => sum + open.length, 0)
  return `${good} of ${documents.length} can be followed as they stand; ${places} ${places === 1 ? 'place is' : 'places are'} left to fill in.`
}
