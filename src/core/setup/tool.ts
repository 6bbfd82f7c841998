// What is known about the tools companies use: which kinds there are, which uses each answers, and what their commands need.

export const toolKinds = [
  'cloud',
  'identity',
  'chat',
  'pager',
  'repository',
  'observability',
  'endpoint',
  'protection',
  'edge',
  'mail',
] as const
export type ToolKind = (typeof toolKinds)[number]

/** `step`: what stands below a step. `rows`: evidence. `text`: a paragraph. `open`: what belongs there, said while nobody has answered. */
export type ToolUse = { kind: 'step' | 'rows' | 'text'; open: string }

export type ToolQuestion = { kind: ToolKind; ask: string; uses: ReadonlyMap<string, ToolUse> }

/** One piece of evidence. `log` names a log of the retention catalogue, which says where its window is from; others name a source themselves. */
export type EvidenceRow = { evidence: string; where: string; how: string; keep: string; log: string | null }

export type UseAnswer = { kind: 'markdown'; markdown: string } | { kind: 'rows'; rows: readonly EvidenceRow[] }

export type Tool = { id: string; kind: ToolKind; name: string; uses: ReadonlyMap<string, UseAnswer> }

/** `fixed`: the same in every incident of a company, so the set-up asks and nobody is asked at night. */
export type ToolParameter = { name: string; ask: string; example: string; fixed: boolean }

/** A place of the templates that holds the same words in every document. */
export type Place = { id: string; ask: string; place: string; example: string }

export type ToolCatalogue = {
  questions: readonly ToolQuestion[]
  tools: readonly Tool[]
  parameters: readonly ToolParameter[]
  places: readonly Place[]
}
