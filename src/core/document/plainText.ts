// What a piece of Markdown says to a reader: its words without the marks, and where it stands.
import type { Nodes } from 'mdast'
import { documentStart, type Position } from './problem.ts'

/** Words in reading order; HTML and images say only their alternative text. Not recursive, because a text decides how deep it is. */
export function plainText(node: Nodes): string {
  const pieces: string[] = []
  for (const { node: at } of walk(node)) {
    if (at.type === 'text' || at.type === 'inlineCode' || at.type === 'code') pieces.push(at.value)
    else if (at.type === 'break') pieces.push('\n')
    else if (at.type === 'image') pieces.push(at.alt ?? '')
    else if (at.type === 'paragraph' && pieces.length > 0) pieces.push('\n')
  }
  return pieces.join('')
}

export type Walked = { node: Nodes; parent: Nodes | null }

/** Every node below and including this one, in reading order. */
export function* walk(root: Nodes): Generator<Walked> {
  const stack: Walked[] = [{ node: root, parent: null }]
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    yield next
    if (!('children' in next.node)) continue
    const parent = next.node
    for (let at = parent.children.length - 1; at >= 0; at--) {
      const node = parent.children[at]
      if (node !== undefined) stack.push({ node, parent })
    }
  }
}

export function positionOf(node: Nodes): Position {
  const start = node.position?.start
  return start === undefined ? documentStart : { line: start.line, column: start.column }
}

/** One line: white space of any kind becomes one space. */
export function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}
