// Answers and templates become a company's documents: each part that depends on a tool is written for the tool it has, and what nobody answered stays a place to fill in.
import { findPlaceholders } from '../document/placeholders.ts'
import type { DocumentProblem } from '../document/problem.ts'
import type { Answers } from './answers.ts'
import { fillParameters } from './fillParameters.ts'
import { markMissing, titleIn } from './references.ts'
import { printMark, requirementsOf, type Segment, type SlotMark, segmentsOf } from './slots.ts'
import type { EvidenceRow, Tool, ToolCatalogue } from './tool.ts'

/** `path` from the folder of templates: `runbooks/ransomware.md`. */
export type Template = { path: string; text: string }
export type SetUpDocument = { path: string; text: string; open: readonly DocumentProblem[] }
export type LeftOut = { path: string; because: string }
export type SetUp = { documents: readonly SetUpDocument[]; leftOut: readonly LeftOut[] }

export function setUp(catalogue: ToolCatalogue, answers: Answers, templates: readonly Template[]): SetUp {
  const judged = templates.map(({ path, text }) => ({ path, text, because: whyLeftOut(catalogue, answers, text) }))
  const leftOut = judged.flatMap(({ path, because }) => (because === null ? [] : [{ path, because }]))
  const missing = judged.flatMap(({ text, because }) => (because === null ? [] : [titleIn(text)])).filter((title) => title !== '')
  const documents = judged.flatMap(({ path, text, because }) => {
    if (because !== null) return []
    const filled = path.endsWith('.md')
      ? markMissing(fillDocument(catalogue, answers, text), missing)
      : fillEscalation(catalogue, answers, text)
    return [{ path, text: filled, open: findPlaceholders(filled) }]
  })
  return { documents, leftOut }
}

/** One document. May be given one that was filled before: only what stands between marks, and the questions of tools, are written again. */
export function fillDocument(catalogue: ToolCatalogue, answers: Answers, text: string): string {
  const segments = segmentsOf(text)
  const whole = segments.flatMap((segment) => linesOf(catalogue, answers, segment)).join('\n')
  if (!segments.some(({ type }) => type !== 'text')) return fillWords(catalogue, answers, whole)
  return fillWords(catalogue, answers, fillParameters(withNames(catalogue, answers, whole), catalogue.parameters))
}

/** Which tools is a document written for? What its marks say. */
export function toolsOf(text: string): SlotMark[] {
  return segmentsOf(text).flatMap((segment) => (segment.type === 'text' ? [] : [segment.mark]))
}

function whyLeftOut(catalogue: ToolCatalogue, answers: Answers, text: string): string | null {
  const missing = requirementsOf(text).find(({ kind, tools }) => {
    const answer = answers.tools[kind]
    return answer !== undefined && !tools.includes(answer)
  })
  if (missing === undefined) return null
  const nameOf = (id: string) => catalogue.tools.find((tool) => tool.id === id)?.name ?? id
  return `It is written for ${missing.tools.map(nameOf).join(' or ')}, and you have ${nameOf(answers.tools[missing.kind] ?? '')}.`
}

function linesOf(catalogue: ToolCatalogue, answers: Answers, segment: Segment): readonly string[] {
  if (segment.type === 'text') return segment.lines
  const { kind, use } = segment.mark
  const question = catalogue.questions.find((one) => one.kind === kind)?.uses.get(use)
  // A use that this version does not know was written by a newer one, or by hand: it stays.
  if (question === undefined) return written(segment, segment.mark.tool, segment.lines)
  const tool = catalogue.tools.find(({ id }) => id === answers.tools[kind])
  const lines =
    segment.type === 'rows' ? rowLines(segment.mark, tool, question.open) : blockLines(segment.indent, segment.mark, tool, question)
  return written(segment, tool?.id ?? 'open', lines)
}

function written(segment: Exclude<Segment, { type: 'text' }>, tool: string, lines: readonly string[]): readonly string[] {
  if (segment.type === 'rows') return lines
  return [`${segment.indent}${printMark({ ...segment.mark, tool })}`, ...lines, `${segment.indent}<!-- /tool -->`]
}

function blockLines(indent: string, { use }: SlotMark, tool: Tool | undefined, { kind, open }: { kind: string; open: string }): string[] {
  const answer = tool?.uses.get(use)
  const place = `[replace: ${open}]`
  const checks = [`- Check: [replace: how one sees that it worked]`, `- If not: [replace: what to do then, and whom to call]`]
  const lines = answer?.kind === 'markdown' ? answer.markdown.split('\n') : kind === 'step' ? [place, ...checks] : [place]
  return lines.map((line) => (line === '' ? '' : `${indent}${line}`))
}

function rowLines(mark: SlotMark, tool: Tool | undefined, open: string): string[] {
  const answer = tool?.uses.get(mark.use)
  const unknown: EvidenceRow = {
    evidence: `[replace: ${open}]`,
    where: '[replace: in which system]',
    how: '[replace: by which command or page]',
    keep: '[replace: how long it is kept there]',
    log: null,
  }
  const rows = answer?.kind === 'rows' ? answer.rows : [unknown]
  return rows.map(({ evidence, where, how, keep, log }) => {
    const cells = [
      evidence,
      where,
      how,
      `${keep}${log === null ? '' : ` (\`${log}\`)`} ${printMark({ ...mark, tool: tool?.id ?? 'open' })}`,
    ]
    return `| ${cells.map((text) => text.replace(/(?<!\\)\|/g, '\\|')).join(' | ')} |`
  })
}

/** `<okta-domain>` becomes the company's own wherever it is used; the row that asks for it is then dropped. */
function withNames({ parameters }: ToolCatalogue, { names }: Answers, text: string): string {
  const fixed = new Map(
    parameters.filter((parameter) => parameter.fixed && Object.hasOwn(names, parameter.name)).map(({ name }) => [name, names[name] ?? '']),
  )
  const fill = (line: string) => line.replace(/<([a-z0-9-]+)>/g, (whole, name: string) => fixed.get(name) ?? whole)
  return text
    .split('\n')
    .map((line) => (/^\|\s*`</.test(line) ? line : fill(line)))
    .join('\n')
}

/** Places that hold the same words everywhere, and the channel. */
function fillWords({ places }: ToolCatalogue, answers: Answers, text: string): string {
  let filled = text
  for (const { id, place } of places) {
    const words = answers.places[id]
    if (words !== undefined) filled = filled.replaceAll(`[replace: ${place}]`, words)
  }
  return answers.channel === null ? filled : filled.replaceAll(/#incident-security(?![\w-])/g, `#${answers.channel}`)
}

/** An escalation path says in one field of each level what pages people. */
function fillEscalation(catalogue: ToolCatalogue, answers: Answers, text: string): string {
  const pagers = catalogue.tools.filter(({ kind }) => kind === 'pager').map(({ id }) => id)
  const pager = answers.tools.pager ?? '"[replace: what pages them]"'
  const filled = text.replace(/^(\s+mechanism: )("\[replace: what pages them\]"|[\w-]+)/gm, (whole, before: string, value: string) =>
    value.startsWith('"') || pagers.includes(value) ? `${before}${pager}` : whole,
  )
  return fillWords(catalogue, answers, filled)
}
