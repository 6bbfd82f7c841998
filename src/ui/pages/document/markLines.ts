// Which pieces of which lines did the linter find something in? Lines that nothing changed about stay the same objects' values.
import type { LintFinding } from '../../../core/lint/lintDocument.ts'

type Level = LintFinding['level']
export type MarkedLine = { pieces: readonly { text: string; level: Level | null }[]; level: Level | null }

const rank: Record<Level, number> = { error: 3, warning: 2, note: 1 }
const worse = (one: Level | null, other: Level): Level => (one !== null && rank[one] >= rank[other] ? one : other)

/** By the text of a plain line: so that a line which did not change is the same object, and is not drawn again. */
const plain = new Map<string, MarkedLine>()
const mostKept = 20_000

function plainLine(text: string): MarkedLine {
  const known = plain.get(text)
  if (known) return known
  if (plain.size > mostKept) plain.clear()
  const made: MarkedLine = { pieces: text === '' ? [] : [{ text, level: null }], level: null }
  plain.set(text, made)
  return made
}

type Span = { from: number; to: number; level: Level }

/** Lines and columns count from 1. What lies beyond the text, because it changed since it was read, marks nothing. */
export function markLines(lines: readonly string[], findings: readonly LintFinding[]): MarkedLine[] {
  const spans = new Map<number, Span[]>()
  for (const { line, column, endLine, endColumn, level } of findings) {
    for (let at = line; at <= Math.min(endLine, lines.length); at++) {
      const text = lines[at - 1] ?? ''
      const from = at === line ? column - 1 : 0
      const to = at === endLine ? endColumn - 1 : text.length
      const known = spans.get(at) ?? []
      known.push({ from: Math.min(from, text.length), to: Math.min(Math.max(to, from), text.length), level })
      spans.set(at, known)
    }
  }
  return lines.map((text, at) => {
    const here = spans.get(at + 1)
    return here === undefined
      ? plainLine(text)
      : { pieces: piecesOf(text, here), level: here.reduce<Level | null>((worst, { level }) => worse(worst, level), null) }
  })
}

function piecesOf(text: string, spans: readonly Span[]): MarkedLine['pieces'] {
  const edges = [...new Set([0, text.length, ...spans.flatMap(({ from, to }) => [from, to])])].sort((left, right) => left - right)
  return edges.slice(0, -1).map((from, at) => {
    const to = edges[at + 1] ?? text.length
    const level = spans.reduce<Level | null>((worst, span) => (span.from <= from && span.to >= to ? worse(worst, span.level) : worst), null)
    return { text: text.slice(from, to), level }
  })
}
