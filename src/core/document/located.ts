// What does a YAML text say, and where? Plain values that each know their line and column.
import { isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml'
import { type DocumentProblem, documentStart, type Position } from './problem.ts'

export type LocatedMap = { kind: 'map'; position: Position; entries: Map<string, Located> }
export type LocatedList = { kind: 'list'; position: Position; items: Located[] }
export type LocatedText = { kind: 'text'; position: Position; value: string }
export type Located =
  | LocatedMap
  | LocatedList
  | LocatedText
  | { kind: 'number'; position: Position; value: number }
  | { kind: 'truth'; position: Position; value: boolean }
  | { kind: 'nothing'; position: Position }

export type LocatedYaml = { value: Located; problems: DocumentProblem[] }

/** Commitments of a large policy fill three pages; what is longer is not front matter. */
export const longestYaml = 60_000
/** Reading YAML is recursive: what nests deeper than people write is refused before it is read. */
const deepest = 24

/** Never throws. `firstLine`: the line of the document that the YAML begins on. Anchors and aliases are refused: nobody sees what they say. */
export function parseYaml(text: string, firstLine = 1): LocatedYaml {
  const start = { ...documentStart, line: firstLine }
  if (text.length > longestYaml || isTooDeep(text)) {
    return {
      value: { kind: 'nothing', position: start },
      problems: [
        { rule: 'front-matter/too-large', message: 'This YAML is too long or too deeply nested and is not read.', position: start },
      ],
    }
  }
  const counter = new LineCounter()
  const document = parseDocument(text, { lineCounter: counter, prettyErrors: false, version: '1.2', logLevel: 'silent' })
  const positionAt = (offset: number): Position => {
    const { line, col } = counter.linePos(offset)
    return { line: Math.max(line, 1) + firstLine - 1, column: Math.max(col, 1) }
  }
  const problems: DocumentProblem[] = document.errors.map((error) => ({
    rule: 'front-matter/yaml',
    message: `This is not YAML: ${error.message}`,
    position: positionAt(error.pos[0]),
  }))
  return { value: locate(document.contents, positionAt, problems, start), problems }
}

function isTooDeep(text: string): boolean {
  let open = 0
  for (const character of text) {
    if (character === '[' || character === '{') open++
    else if (character === ']' || character === '}') open = Math.max(0, open - 1)
    if (open > deepest) return true
  }
  return text.split('\n').some((line) => /^[ \t]{80}/.test(line) || (/^[\s?:-]*/.exec(line)?.[0].match(/[?:-]/g)?.length ?? 0) > deepest)
}

function locate(node: Node | null, positionAt: (offset: number) => Position, problems: DocumentProblem[], near: Position): Located {
  const position = node?.range ? positionAt(node.range[0]) : near
  if (isAlias(node)) {
    problems.push({ rule: 'front-matter/alias', message: 'Write the value out: references inside YAML are not followed.', position })
    return { kind: 'nothing', position }
  }
  if (isSeq(node)) {
    return { kind: 'list', position, items: node.items.map((item) => locate(item as Node, positionAt, problems, position)) }
  }
  if (isMap(node)) {
    const entries = new Map<string, Located>()
    for (const { key, value } of node.items) {
      const at = (key as Node | null)?.range ? positionAt((key as Node).range?.[0] ?? 0) : position
      const name = isScalar(key) ? String(key.value) : undefined
      if (name === undefined) problems.push({ rule: 'front-matter/yaml', message: 'A name must be a single word or text.', position: at })
      else entries.set(name, locate(value as Node | null, positionAt, problems, at))
    }
    return { kind: 'map', position, entries }
  }
  return isScalar(node) ? scalar(node.value, position) : { kind: 'nothing', position }
}

function scalar(value: unknown, position: Position): Located {
  if (typeof value === 'string') return { kind: 'text', position, value }
  if (typeof value === 'number') return { kind: 'number', position, value }
  if (typeof value === 'boolean') return { kind: 'truth', position, value }
  return { kind: 'nothing', position }
}

export type Plain = string | number | boolean | null | Plain[] | { [name: string]: Plain }

/** Without positions: to keep front matter that we do not know as it was written. */
export function plainValue(value: Located): Plain {
  if (value.kind === 'nothing') return null
  if (value.kind === 'list') return value.items.map(plainValue)
  if (value.kind === 'map') return Object.fromEntries([...value.entries].map(([name, inner]) => [name, plainValue(inner)]))
  return value.value
}
