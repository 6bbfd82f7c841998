// The catalogue of tools from what its YAML files hold. A file of another shape, or a use that a tool does not answer, is a mistake of ours, and stops.
import { type EvidenceRow, type Tool, type ToolCatalogue, type ToolKind, type ToolUse, toolKinds, type UseAnswer } from './tool.ts'

type Shape = Readonly<Record<string, unknown>>

/** By name of the file without its ending. */
export function readTools(files: ReadonlyMap<string, unknown>): ToolCatalogue {
  const questions = listIn(files, 'categories').map((entry) => {
    const kind = kindOf(entry.id)
    const uses = new Map(Object.entries(shapeOf(entry.uses, kind)).map(([name, use]) => [name, useOf(shapeOf(use, name))]))
    return { kind, ask: textOf(entry, 'ask'), uses }
  })
  const usesOf = new Map(questions.map(({ kind, uses }) => [kind, uses]))
  const tools = [...files]
    .filter(([name]) => !['categories', 'parameters', 'places'].includes(name))
    .map(([name, value]) => toolOf(name, shapeOf(value, name), usesOf))
  const parameters = Object.entries(shapeOf(files.get('parameters'), 'parameters')).map(([name, value]) => {
    const entry = shapeOf(value, name)
    return { name, ask: textOf(entry, 'ask'), example: textOf(entry, 'example'), fixed: entry.fixed === true }
  })
  const places = listIn(files, 'places').map((entry) => ({
    id: textOf(entry, 'id'),
    ask: textOf(entry, 'ask'),
    place: textOf(entry, 'place'),
    example: textOf(entry, 'example'),
  }))
  return { questions, tools, parameters, places }
}

function toolOf(file: string, value: Shape, usesOf: ReadonlyMap<ToolKind, ReadonlyMap<string, ToolUse>>): Tool {
  const id = textOf(value, 'id')
  const kind = kindOf(value.kind)
  if (id !== file) throw new Error(`The tool ${id} stands in ${file}.yaml.`)
  const given = shapeOf(value.uses, id)
  const wanted = usesOf.get(kind) ?? new Map<string, ToolUse>()
  const unknown = Object.keys(given).find((name) => !wanted.has(name))
  if (unknown !== undefined) throw new Error(`${id} answers a use ${unknown}, which no ${kind} tool has.`)
  const uses = [...wanted].map(([name, use]): [string, UseAnswer] => [name, answerOf(`${id}: ${name}`, use, shapeOf(given[name], name))])
  return { id, kind, name: textOf(value, 'name'), uses: new Map(uses) }
}

function answerOf(name: string, { kind }: ToolUse, value: Shape): UseAnswer {
  if (kind !== 'rows') return { kind: 'markdown', markdown: textOf(value, kind).trimEnd() }
  if (!Array.isArray(value.rows) || value.rows.length === 0) throw new Error(`${name} has no rows.`)
  return { kind: 'rows', rows: value.rows.map((row) => rowOf(name, shapeOf(row, name))) }
}

function rowOf(name: string, row: Shape): EvidenceRow {
  if (typeof row.log !== 'string' && row.source === undefined) throw new Error(`${name} says neither a log nor a source for its window.`)
  const log = typeof row.log === 'string' ? row.log : null
  return { evidence: textOf(row, 'evidence'), where: textOf(row, 'where'), how: textOf(row, 'how'), keep: textOf(row, 'keep'), log }
}

function useOf(value: Shape): ToolUse {
  const { kind } = value
  if (kind !== 'step' && kind !== 'rows' && kind !== 'text') throw new Error(`A use is a step, rows or a text, not ${String(kind)}.`)
  return { kind, open: textOf(value, 'open') }
}

function kindOf(value: unknown): ToolKind {
  const kind = toolKinds.find((known) => known === value)
  if (kind === undefined) throw new Error(`There is no kind of tool ${String(value)}.`)
  return kind
}

function listIn(files: ReadonlyMap<string, unknown>, name: string): Shape[] {
  const value = files.get(name)
  if (!Array.isArray(value)) throw new Error(`${name}.yaml holds a list.`)
  return value.map((entry) => shapeOf(entry, name))
}

function shapeOf(value: unknown, where: string): Shape {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Error(`${where} holds names with values.`)
  return value as Shape
}

function textOf(value: Shape, name: string): string {
  const text = value[name]
  if (typeof text === 'number') return String(text)
  if (typeof text !== 'string' || text.trim() === '')
    throw new Error(`${name} is a text, and is missing in ${JSON.stringify(value).slice(0, 120)}.`)
  return text
}
