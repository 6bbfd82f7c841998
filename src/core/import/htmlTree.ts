// An exported page as a tree: what its writer wrote, without the menus, scripts and pictures that the exporting tool put around it.
import rehypeParse from 'rehype-parse'
import { unified } from 'unified'
import { Refusal } from '../kernel/refusal.ts'

const parser = unified().use(rehypeParse)
export type HtmlTree = ReturnType<typeof parser.parse>
type HtmlNode = HtmlTree | HtmlTree['children'][number]
export type HtmlElement = Extract<HtmlNode, { type: 'element' }>

/** A page that people read has some forty levels; every level is a call of the converter inside a call. */
const deepest = 200
const mostNodes = 150_000

/** Refuses what would cost more than it says. */
export function readHtml(html: string): HtmlTree {
  if (nests(html) > deepest * 5) throw tooDeep()
  const tree = parser.parse(html)
  let count = 0
  const open: { node: HtmlNode; depth: number }[] = [{ node: tree, depth: 0 }]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (++count > mostNodes)
      throw new Refusal('payload_too_large', `The page has more than ${mostNodes.toLocaleString('en')} parts. Export it in several pages.`)
    if (next.depth > deepest) throw tooDeep()
    if ('children' in next.node) for (const node of next.node.children) open.push({ node, depth: next.depth + 1 })
  }
  return tree
}

/** Opening tags that nothing closes: a bound before the parser, which nests by calling itself. */
function nests(html: string): number {
  let depth = 0
  let most = 0
  for (const [, closing, name = ''] of html.matchAll(/<(\/?)([a-zA-Z][a-zA-Z0-9]*)/g)) {
    if (/^(?:br|hr|img|input|meta|link|col|area|wbr|p|li|td|th|tr|dt|dd|option)$/i.test(name)) continue
    depth = closing === '/' ? Math.max(0, depth - 1) : depth + 1
    most = Math.max(most, depth)
  }
  return most
}

function tooDeep(): Refusal {
  return new Refusal(
    'payload_not_readable',
    `The page is nested more than ${deepest} levels deep: nobody wrote that by hand, and it is not read.`,
  )
}

/** The first element that fits, in reading order. */
export function findElement(tree: HtmlTree, fits: (element: HtmlElement) => boolean): HtmlElement | undefined {
  const open: HtmlNode[] = [tree]
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (node.type === 'element' && fits(node)) return node
    if ('children' in node) open.push(...[...node.children].reverse())
  }
  return undefined
}

export function hasClass({ properties }: HtmlElement, name: string): boolean {
  const { className } = properties
  return Array.isArray(className) && className.includes(name)
}

export function textIn(root: HtmlElement): string {
  const pieces: string[] = []
  const open: HtmlNode[] = [root]
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (node.type === 'text') pieces.push(node.value)
    if ('children' in node) open.push(...[...node.children].reverse())
  }
  return pieces.join('').replace(/\s+/g, ' ').trim()
}
