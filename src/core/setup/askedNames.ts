// Which fixed names does a company have to give? Those in commands of the tools that it chooses, and those that the templates use themselves.
import { type Template, toolsOf } from './setUp.ts'
import { requirementsOf, segmentsOf } from './slots.ts'
import type { Tool, ToolCatalogue } from './tool.ts'

/** `own`: in its commands. `documents`: in documents that are written for it alone, whose commands may be another tool’s. */
export type ToolNames = { own: readonly string[]; documents: readonly string[] }

export type AskedNames = {
  /** By id of the tool, in the order of the catalogue. */
  ofTool: ReadonlyMap<string, ToolNames>
  always: readonly string[]
}

export function askedNames(catalogue: ToolCatalogue, templates: readonly Template[]): AskedNames {
  const fixed = catalogue.parameters.filter((parameter) => parameter.fixed).map(({ name }) => name)
  const used = new Map(catalogue.tools.map(({ id }) => [id, { own: new Set<string>(), documents: new Set<string>() }]))
  const always = new Set<string>()
  for (const { text } of templates) {
    const names = namesIn(ownWords(text), fixed)
    const forTools = requirementsOf(text).flatMap(({ tools }) => tools)
    for (const name of names) {
      if (forTools.length === 0) always.add(name)
      for (const id of forTools) used.get(id)?.documents.add(name)
    }
    for (const { kind, use } of toolsOf(text))
      for (const tool of catalogue.tools.filter((one) => one.kind === kind))
        for (const name of namesIn(answerText(tool, use), fixed)) used.get(tool.id)?.own.add(name)
  }
  const inOrder = (names: ReadonlySet<string>) => fixed.filter((name) => names.has(name) && !always.has(name))
  return {
    ofTool: new Map([...used].map(([id, { own, documents }]) => [id, { own: inOrder(own), documents: inOrder(documents) }])),
    always: fixed.filter((name) => always.has(name)),
  }
}

/** What no tool decides. Rows that ask for a parameter name it without using it. */
function ownWords(text: string): string {
  return segmentsOf(text)
    .flatMap((segment) => (segment.type === 'text' ? segment.lines.filter((line) => !/^\|\s*`</.test(line)) : []))
    .join('\n')
}

function answerText(tool: Tool, use: string): string {
  const answer = tool.uses.get(use)
  if (answer === undefined) return ''
  return answer.kind === 'markdown'
    ? answer.markdown
    : answer.rows.map(({ evidence, where, how }) => `${evidence} ${where} ${how}`).join('\n')
}

function namesIn(text: string, fixed: readonly string[]): string[] {
  return fixed.filter((name) => text.includes(`<${name}>`))
}
