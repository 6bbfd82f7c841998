// What in a piece of text can be used at once: links, people and channels to reach, places to click to, commands to type.
import type { Nodes } from 'mdast'
import { oneLine, plainText, walk } from '../document/plainText.ts'
import { readBlock, readSpan } from './readCommand.ts'
import type { Command, Contact, Link } from './runbook.ts'

export type Handles = { links: Link[]; contacts: Contact[]; consolePaths: string[]; commands: Command[] }

const channel = /(?:^|[\s(,:])#([a-z][a-z0-9_-]{1,79})(?![\w#-])/g

export function readHandles(nodes: readonly Nodes[]): Handles {
  const handles: Handles = { links: [], contacts: [], consolePaths: [], commands: [] }
  for (const root of nodes) for (const { node } of walk(root)) collect(node, handles)
  handles.contacts = distinct(handles.contacts, ({ kind, value }) => `${kind} ${value}`)
  handles.consolePaths = distinct(handles.consolePaths, (path) => path)
  return handles
}

function collect(node: Nodes, { links, contacts, consolePaths, commands }: Handles): void {
  if (node.type === 'link') {
    const { url } = node
    if (/^mailto:/i.test(url)) contacts.push({ kind: 'email', value: url.slice(7).split('?')[0] ?? '' })
    else if (/^tel:/i.test(url)) contacts.push({ kind: 'phone', value: url.slice(4) })
    else if (/^https?:\/\//i.test(url)) links.push({ text: oneLine(plainText(node)), url })
  } else if (node.type === 'text') {
    for (const [, name = ''] of node.value.matchAll(channel)) contacts.push({ kind: 'channel', value: `#${name}` })
    // Without emphasis a path is taken where it has three parts: two may be a comparison.
    consolePaths.push(...pathsIn(node.value, 3))
  } else if (node.type === 'strong' || node.type === 'emphasis') {
    consolePaths.push(...pathsIn(plainText(node), 2))
  } else if (node.type === 'code' || node.type === 'inlineCode') {
    const command = node.type === 'code' ? readBlock(node) : readSpan(node)
    if (command !== undefined) commands.push(command)
  }
}

/** `Security > API > Tokens`, also with arrows. */
function pathsIn(text: string, fewest: number): string[] {
  if (text.length > 2_000) return []
  return text.split(/[.;:!?]\s|\n/).flatMap((sentence) => {
    const parts = sentence.split(/\s(?:>|→|->|›|»)\s/).map((part) => part.trim())
    const named = parts.length >= fewest && parts.every((part) => part !== '' && part.length <= 60)
    return named ? [parts.join(' > ').replace(/[.,;:]$/, '')] : []
  })
}

function distinct<Item>(items: readonly Item[], key: (item: Item) => string): Item[] {
  return [...new Map(items.map((item) => [key(item), item])).values()]
}
