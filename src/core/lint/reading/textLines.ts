// A text as its lines with their places, and the pieces that lines are cut into.
import type { Cell } from './unit.ts'

export type Line = { text: string; offset: number }

/** What stands in comments is said to nobody; line ends stay. */
export function withoutComments(source: string): string {
  if (!source.includes('<!--')) return source
  const kept: string[] = []
  let at = 0
  for (let open = source.indexOf('<!--'); open >= 0; open = source.indexOf('<!--', at)) {
    const close = source.indexOf('-->', open + 4)
    const end = close < 0 ? source.length : close + 3
    kept.push(source.slice(at, open), source.slice(open, end).replace(/[^\n]/g, ' '))
    at = end
  }
  return kept.join('') + source.slice(at)
}

export function linesOf(source: string): Line[] {
  const lines: Line[] = []
  let offset = 0
  for (let end = source.indexOf('\n'); end >= 0; end = source.indexOf('\n', offset)) {
    lines.push({ text: source.slice(offset, source[end - 1] === '\r' && end > offset ? end - 1 : end), offset })
    offset = end + 1
  }
  if (offset < source.length) lines.push({ text: source.slice(offset), offset })
  return lines
}

export function isClosing(text: string, mark: string): boolean {
  const trimmed = text.trim()
  return trimmed.length >= mark.length && trimmed === (mark[0] ?? '`').repeat(trimmed.length)
}

export function cellsOf(text: string): Cell[] {
  const cells: Cell[] = []
  let start = /^\s*\|/.exec(text)?.[0].length ?? 0
  for (let at = start; at <= text.length; at++) {
    if (at < text.length && (text[at] !== '|' || text[at - 1] === '\\')) continue
    if (at < text.length || text.slice(start, at).trim() !== '') cells.push({ text: text.slice(start, at).trim(), start, end: at })
    start = at + 1
  }
  return cells
}
