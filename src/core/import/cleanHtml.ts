// What of an exported page is its text? The body without the tool's own furniture, with code, tasks and links in the shape that Markdown has.
import { findElement, type HtmlElement, type HtmlTree, hasClass, textIn } from './htmlTree.ts'

export type CleanedHtml = { root: HtmlElement | HtmlTree; title: string | null; pictures: number }

const furniture = new Set([
  'script',
  'style',
  'noscript',
  'template',
  'nav',
  'footer',
  'iframe',
  'object',
  'embed',
  'svg',
  'form',
  'button',
  'head',
  'link',
  'meta',
])
/** Confluence's breadcrumbs, attachments and comments; Notion's properties and icons. */
const furnitureIds = new Set(['breadcrumb-section', 'footer', 'comments-section', 'likes-and-labels-container'])
const furnitureClasses = ['page-metadata', 'greybox', 'page-header-icon', 'page-cover-image', 'table_of_contents', 'toc-macro', 'hidden']

export function cleanHtml(tree: HtmlTree): CleanedHtml {
  const body =
    findElement(tree, ({ properties }) => properties.id === 'main-content') ??
    findElement(tree, (element) => hasClass(element, 'page-body')) ??
    findElement(tree, ({ tagName }) => tagName === 'main') ??
    findElement(tree, ({ tagName }) => tagName === 'body')
  const root = body ?? tree
  const title = titleOf(tree)
  return { root, title, pictures: tidy(root) }
}

/** Confluence writes “SPACE : Title”. */
function titleOf(tree: HtmlTree): string | null {
  const heading =
    findElement(tree, ({ properties }) => properties.id === 'title-text' || properties.id === 'title-heading') ??
    findElement(tree, (element) => hasClass(element, 'page-title')) ??
    findElement(tree, ({ tagName }) => tagName === 'title') ??
    findElement(tree, ({ tagName }) => tagName === 'h1')
  const text = heading === undefined ? '' : textIn(heading).replace(/^[^:]{1,60} : /, '')
  return text === '' ? null : text.slice(0, 200)
}

/** Answers how many pictures were left out. */
function tidy(root: HtmlElement | HtmlTree): number {
  let pictures = 0
  const open = [root]
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    const kept: HtmlTree['children'] = []
    for (const child of node.children) {
      if (child.type === 'comment' || child.type === 'doctype') continue
      if (child.type !== 'element') {
        kept.push(child)
        continue
      }
      if (isFurniture(child)) continue
      if (child.tagName === 'img') {
        pictures++
        const { alt } = child.properties
        if (typeof alt === 'string' && alt.trim() !== '') kept.push({ type: 'text', value: `(Picture: ${alt.trim().slice(0, 200)})` })
        continue
      }
      reshape(child)
      kept.push(child)
      open.push(child)
    }
    node.children = kept as typeof node.children
  }
  return pictures
}

function isFurniture(element: HtmlElement): boolean {
  const { tagName, properties } = element
  return furniture.has(tagName) || furnitureIds.has(String(properties.id)) || furnitureClasses.some((name) => hasClass(element, name))
}

function reshape(element: HtmlElement): void {
  const { tagName, properties } = element
  if (tagName === 'pre') reshapeCode(element)
  else if (tagName === 'table') headFirstRow(element)
  else if (tagName === 'a') {
    const { href } = properties
    if (typeof href !== 'string' || !/^(?:https?:|mailto:|tel:|#|[^:]*$)/i.test(href)) element.tagName = 'span'
  } else if (tagName === 'div' && hasClass(element, 'checkbox')) {
    element.tagName = 'input'
    element.properties = { type: 'checkbox', checked: hasClass(element, 'checkbox-on') }
    element.children = []
  } else if (tagName === 'li' && properties.dataInlineTaskId !== undefined) {
    const box: HtmlElement = {
      type: 'element',
      tagName: 'input',
      properties: { type: 'checkbox', checked: hasClass(element, 'checked') },
      children: [],
    }
    element.children = [box, { type: 'text', value: ' ' }, ...element.children]
  }
}

/** Word knows no heading row, and Markdown no table without one: the first row is it. */
function headFirstRow(table: HtmlElement): void {
  const rows = elementsIn(table).flatMap((child) => (child.tagName === 'tr' ? [child] : elementsIn(child)))
  const cells = elementsIn(rows.find(({ tagName }) => tagName === 'tr'))
  if (cells.some(({ tagName }) => tagName === 'th')) return
  for (const cell of cells) if (cell.tagName === 'td') cell.tagName = 'th'
}

function elementsIn(element: HtmlElement | undefined): HtmlElement[] {
  return element?.children.filter((child): child is HtmlElement => child.type === 'element') ?? []
}

/** Confluence names the language in a parameter of its highlighter, Notion with capitals. */
function reshapeCode(element: HtmlElement): void {
  const brush = /brush:\s*([\w-]{1,40})/.exec(String(element.properties.dataSyntaxhighlighterParams ?? ''))?.[1]
  const code = element.children.find((child) => child.type === 'element')
  const named = code?.type === 'element' && code.tagName === 'code' ? code.properties.className : undefined
  const language =
    brush ??
    (Array.isArray(named) ? String(named.find((name) => String(name).startsWith('language-')) ?? '').slice('language-'.length) : '')
  const className = language === '' || /^(?:plain|none|text|plain text)$/i.test(language) ? [] : [`language-${language.toLowerCase()}`]
  const children = code?.type === 'element' && code.tagName === 'code' ? code.children : element.children
  element.children = [{ type: 'element', tagName: 'code', properties: { className }, children }]
}
