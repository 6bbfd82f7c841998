// Which parts of a document depend on a tool? They stand between comments, which no reader of the page sees and no text outside of them is touched by.
import type { ToolKind } from './tool.ts'
import { toolKinds } from './tool.ts'

/** What a part is for, and which tool it is written for: `open` while nobody has answered. */
export type SlotMark = { kind: ToolKind; use: string; tool: string }

export type Segment =
  | { type: 'text'; lines: readonly string[] }
  | { type: 'block'; mark: SlotMark; indent: string; lines: readonly string[] }
  | { type: 'rows'; mark: SlotMark; lines: readonly string[] }

const mark = '<!-- tool ([a-z]+)/([a-z-]+): ([a-z0-9-]+) -->'
const opens = new RegExp(`^(\\s*)${mark}\\s*$`)
const closes = /^\s*<!-- \/tool -->\s*$/
const row = new RegExp(`^\\s*\\|.*${mark}\\s*\\|\\s*$`)
const requires = /^<!-- for ([a-z]+): ([a-z0-9, -]+) -->\s*$/

/** A part that is opened and not closed is text: nobody knows where it ends, and so nothing of it is changed. */
export function segmentsOf(markdown: string): Segment[] {
  const lines = markdown.split('\n')
  const segments: Segment[] = []
  let text: string[] = []
  const flush = () => {
    if (text.length > 0) segments.push({ type: 'text', lines: text })
    text = []
  }
  let fence: string | null = null
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? ''
    fence = fenceAfter(fence, line)
    const opened = fence === null ? opens.exec(line) : null
    const end = opened === null ? -1 : endOfBlock(lines, at)
    const blockMark = markOf(opened?.slice(2))
    const rowMark = fence === null ? markOf(row.exec(line)?.slice(1)) : null
    if (blockMark !== null && end > at) {
      flush()
      segments.push({ type: 'block', mark: blockMark, indent: opened?.[1] ?? '', lines: lines.slice(at + 1, end) })
      at = end
    } else if (rowMark !== null) {
      flush()
      const last = segments.at(-1)
      if (last?.type === 'rows' && sameUse(last.mark, rowMark)) segments[segments.length - 1] = { ...last, lines: [...last.lines, line] }
      else segments.push({ type: 'rows', mark: rowMark, lines: [line] })
    } else text.push(line)
  }
  flush()
  return segments
}

/** `<!-- for cloud: aws -->`: whom a whole document is written for. */
export function requirementsOf(markdown: string): { kind: ToolKind; tools: readonly string[] }[] {
  return markdown.split('\n').flatMap((line) => {
    const [, name, tools = ''] = requires.exec(line) ?? []
    const kind = toolKinds.find((known) => known === name)
    return kind === undefined ? [] : [{ kind, tools: tools.split(',').map((tool) => tool.trim()) }]
  })
}

export function printMark({ kind, use, tool }: SlotMark): string {
  return `<!-- tool ${kind}/${use}: ${tool} -->`
}

function markOf(parts: readonly string[] | undefined): SlotMark | null {
  const [name, use = '', tool = ''] = parts ?? []
  const kind = toolKinds.find((known) => known === name)
  return kind === undefined ? null : { kind, use, tool }
}

function sameUse(one: SlotMark, other: SlotMark): boolean {
  return one.kind === other.kind && one.use === other.use
}

function endOfBlock(lines: readonly string[], from: number): number {
  for (let at = from + 1; at < lines.length; at++) {
    if (closes.test(lines[at] ?? '')) return at
    if (opens.test(lines[at] ?? '')) return -1
  }
  return -1
}

function fenceAfter(fence: string | null, line: string): string | null {
  const [, marks] = /^\s*(`{3,}|~{3,})/.exec(line) ?? []
  if (marks === undefined) return fence
  if (fence === null) return marks
  return marks.startsWith(fence) ? null : fence
}
