// A page of HTML as Markdown in the shape of our own documents. Words are kept as they are; what could not be taken along is counted and said.
import rehypeRemark from 'rehype-remark'
import remarkGfm from 'remark-gfm'
import remarkStringify from 'remark-stringify'
import { unified } from 'unified'
import { Refusal } from '../kernel/refusal.ts'
import { cleanHtml } from './cleanHtml.ts'
import { type HtmlTree, readHtml } from './htmlTree.ts'

export type Converted = {
  title: string | null
  markdown: string
  /** What was left out, each as a sentence. */
  left: readonly string[]
}

/** Twice the longest page that a company's wiki exported for us; a book belongs into several documents. */
export const longestHtml = 4_000_000

const writer = unified()
  .use(rehypeRemark, { newlines: true })
  .use(remarkGfm, { tablePipeAlign: false })
  .use(remarkStringify, { bullet: '-', rule: '-', fences: true, listItemIndent: 'one', incrementListMarker: true })

export function htmlToMarkdown(html: string): Converted {
  if (html.length > longestHtml)
    throw new Refusal(
      'payload_too_large',
      `At most ${longestHtml.toLocaleString('en')} characters of a page are read; this has ${html.length.toLocaleString('en')}.`,
    )
  const { root, title, pictures } = cleanHtml(readHtml(html))
  const whole: HtmlTree = root.type === 'root' ? root : { type: 'root', children: root.children }
  const text = writer.stringify(writer.runSync(whole))
  return { title, markdown: tidied(text, title), left: pictures === 0 ? [] : [pictures === 1 ? '1 picture' : `${pictures} pictures`] }
}

/** The title as first heading where the page has none, and no more than one empty line anywhere. */
function tidied(text: string, title: string | null): string {
  const body = text
    .replace(/\u00A0|&nbsp;/g, ' ')
    .replace(/[ \t]+$/gm, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
  const headed = title === null || /^# /m.test(body) ? body : `# ${title}\n\n${body}`
  return headed === '' ? '' : `${headed}\n`
}
