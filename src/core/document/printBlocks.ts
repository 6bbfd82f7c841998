// A Markdown text as what stands on paper: blocks and runs of text, without anything a printer or a browser would follow by itself.
import type { List, ListItem, PhrasingContent, RootContent, Table } from 'mdast'
import { isMark } from './mark.ts'
import { oneLine, plainText } from './plainText.ts'

/** `to`: where a link leads, in words on paper and as a link on a screen; only http, https, mailto and tel. */
export type PrintRun = { text: string; style: 'plain' | 'strong' | 'emphasis' | 'code' | 'break'; to?: string }

export type PrintItem = { blocks: PrintBlock[] }

export type PrintBlock =
  | { kind: 'heading'; level: number; text: string }
  | { kind: 'paragraph'; runs: PrintRun[] }
  | { kind: 'code'; lines: string[] }
  | { kind: 'quote'; blocks: PrintBlock[] }
  /** Numbered ones get a box to tick. */
  | { kind: 'list'; numbered: boolean; start: number; items: PrintItem[] }
  | { kind: 'table'; columns: PrintRun[][]; rows: PrintRun[][][] }

/** Nobody writes deeper than that; what stands below is set as plain text. */
const deepest = 12

export function printBlocks(nodes: readonly RootContent[], depth = 0): PrintBlock[] {
  return nodes.flatMap((node) => blocksOf(node, depth))
}

function blocksOf(node: RootContent, depth: number): PrintBlock[] {
  switch (node.type) {
    case 'heading':
      return [{ kind: 'heading', level: node.depth, text: withoutId(oneLine(plainText(node))) }]
    case 'paragraph':
      return [{ kind: 'paragraph', runs: withoutLastId(runsOf(node.children)) }]
    case 'code':
      return [{ kind: 'code', lines: linesOf(node.value) }]
    case 'blockquote':
      return depth < deepest ? [{ kind: 'quote', blocks: printBlocks(node.children, depth + 1) }] : asText(node)
    case 'list':
      return depth < deepest ? [listOf(node, depth)] : asText(node)
    case 'table':
      return [tableOf(node)]
    // Raw HTML is shown as it was typed: it is part of what was published, and no part of the page.
    case 'html':
      return isMark(node.value) ? [] : [{ kind: 'code', lines: linesOf(node.value) }]
    default:
      return []
  }
}

function linesOf(text: string): string[] {
  return text.split(/\r\n|\n|\r/)
}

function asText(node: RootContent): PrintBlock[] {
  return [{ kind: 'paragraph', runs: [{ text: oneLine(plainText(node)), style: 'plain' }] }]
}

function listOf(list: List, depth: number): PrintBlock {
  const items = list.children.map((item: ListItem) => ({ blocks: printBlocks(item.children, depth + 1) }))
  return { kind: 'list', numbered: list.ordered === true, start: list.start ?? 1, items }
}

function tableOf({ children }: Table): PrintBlock {
  const [head, ...rows] = children.map((row) => row.children.map((cell) => runsOf(cell.children)))
  return { kind: 'table', columns: head ?? [], rows }
}

function runsOf(nodes: readonly PhrasingContent[], style: PrintRun['style'] = 'plain', to?: string): PrintRun[] {
  return nodes.flatMap((node): PrintRun[] => {
    const run = (text: string, own: PrintRun['style'] = style): PrintRun[] => [{ text, style: own, ...(to === undefined ? {} : { to }) }]
    switch (node.type) {
      case 'html':
        return isMark(node.value) ? [] : run(node.value.replace(/\s+/g, ' '))
      case 'text':
        return run(node.value.replace(/\s+/g, ' '))
      case 'inlineCode':
        return run(node.value, 'code')
      case 'strong':
        return runsOf(node.children, 'strong', to)
      case 'emphasis':
        return runsOf(node.children, style === 'strong' ? 'strong' : 'emphasis', to)
      case 'link':
        return runsOf(node.children, style, leadsTo(node.url))
      case 'break':
        return run('', 'break')
      case 'image':
        return run(node.alt ?? '')
      case 'delete':
        return runsOf(node.children, style, to)
      default:
        return run(oneLine(plainText(node)))
    }
  })
}

function leadsTo(url: string): string | undefined {
  return /^(?:https?:\/\/|mailto:|tel:)/i.test(url) ? url : undefined
}

function withoutId(text: string): string {
  return text.replace(/\s*\{#[A-Za-z][A-Za-z0-9_-]{0,63}\}/, '')
}

/** A step's name is for links and marks; nobody reads it on paper. */
function withoutLastId(runs: readonly PrintRun[]): PrintRun[] {
  return runs.flatMap((run) => {
    if (run.style === 'code' || run.style === 'break') return [run]
    const text = withoutId(run.text)
    return text === '' ? [] : [{ ...run, text }]
  })
}
