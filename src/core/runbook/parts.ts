// A list item cut into the parts its writer meant: what to do, how to check it, what if not, who is needed, and other lines.
import type { ListItem, Nodes, Paragraph, PhrasingContent } from 'mdast'
import { oneLine, plainText, positionOf } from '../document/plainText.ts'
import type { Position } from '../document/problem.ts'

export const partLabels = ['check', 'ifNot', 'needs', 'where', 'how', 'keep'] as const
export type PartLabel = (typeof partLabels)[number]

/** `text` is without its label. */
export type Part = { label: PartLabel | null; text: string; nodes: Nodes[]; position: Position }

const labels: readonly (readonly [PartLabel, RegExp])[] = [
  ['check', /^(?:check|verify|verification|expected?(?: result)?)\s{0,3}:\s*/i],
  ['ifNot', /^(?:if not|if (?:it|this|that|the check) (?:fails|does not)|otherwise)\s{0,3}[:,]\s*/i],
  ['needs', /^(?:needs|requires)\s{0,3}:\s*/i],
  ['where', /^(?:where|source)\s{0,3}:\s*/i],
  ['how', /^how\s{0,3}:\s*/i],
  ['keep', /^keep(?: before| until)?\s{0,3}:\s*/i],
]

/** In reading order; the first is what the item says itself. Nested items follow the line they stand under. */
export function partsOf(item: ListItem): Part[] {
  const parts: Part[] = []
  let own: Part | undefined
  for (const child of item.children) {
    if (child.type === 'paragraph') {
      const lines = partsOfParagraph(child)
      parts.push(...lines)
      own = lines.at(-1) ?? own
    } else if (child.type === 'list') {
      for (const inner of child.children) parts.push(...partsOf(inner))
    } else if (child.type === 'code' && own !== undefined) {
      own.nodes.push(child)
    } else {
      own = { label: null, text: child.type === 'code' ? '' : oneLine(plainText(child)), nodes: [child], position: positionOf(child) }
      parts.push(own)
    }
  }
  return parts
}

/** A line that begins with a label begins a part; others go on with the one before. */
function partsOfParagraph(paragraph: Paragraph): Part[] {
  const parts: Part[] = []
  for (const line of linesOf(paragraph)) {
    const text = oneLine(line.map(plainText).join(''))
    const label = labels.find(([, says]) => says.test(text))
    const last = parts.at(-1)
    const first = line[0]
    const position = positionOf(first ?? paragraph)
    if (label !== undefined) parts.push({ label: label[0], text: text.replace(label[1], ''), nodes: [...line], position })
    else if (last === undefined) parts.push({ label: null, text, nodes: [...line], position: positionOf(paragraph) })
    else {
      last.nodes.push(...line)
      // A line that is one code span is a command of the sentence before, not a part of it.
      if (!isOneSpan(line)) last.text = `${last.text} ${text}`.trim()
    }
  }
  return parts
}

function isOneSpan(line: readonly PhrasingContent[]): boolean {
  const said = line.filter((node) => !(node.type === 'text' && node.value.trim() === ''))
  return said.length === 1 && said[0]?.type === 'inlineCode'
}

function linesOf(paragraph: Paragraph): PhrasingContent[][] {
  const lines: PhrasingContent[][] = [[]]
  for (const node of paragraph.children) {
    if (node.type === 'break') {
      lines.push([])
      continue
    }
    if (node.type !== 'text' || !node.value.includes('\n')) {
      lines.at(-1)?.push(node)
      continue
    }
    node.value.split('\n').forEach((value, index) => {
      if (index > 0) lines.push([])
      if (value.trim() !== '') lines.at(-1)?.push({ ...node, value })
    })
  }
  return lines.filter((line) => line.length > 0)
}
