// What is the structure of a Markdown text? A syntax tree with positions, or problems where a text would cost too much to read.
import type { Root } from 'mdast'
import remarkFrontmatter from 'remark-frontmatter'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import { unified } from 'unified'
import { type DocumentProblem, documentStart } from './problem.ts'

/** Three times the longest incident document we know of. Reading is fast only for texts that are written for people. */
export const longestDocument = 150_000
/** Every line may be a block of its own, and the parser moves all blocks before it for each. */
const mostLines = 3_000
/** The same for what stands inside lines: in real documents it is one character in thirty. */
const mostMarksInAll = 12_000
/** A block without a blank line: longer ones are looked through again and again. */
const longestBlock = 40_000
/** Lists in quotes in lists: nobody follows the tenth level at night, and every level is paid for again by every line. */
const deepest = 12
/** Brackets, stars and backquotes in one paragraph: unclosed ones are looked for again from each. */
const mostMarks = 1_500
/** An indented line of this depth opens a list inside a list inside a list. */
const widestIndent = 160

export type MarkdownTree = { tree: Root; problems: DocumentProblem[] }

const processor = unified().use(remarkParse).use(remarkFrontmatter, ['yaml']).use(remarkGfm)

/** A text that comes in is looked at from several sides, one after the other, and reading it is nearly all that each of them takes. */
const readLast = new Map<string, MarkdownTree>()
/** In characters: a dozen documents as people write them, two of the longest that are read. */
const mostKept = 2 * longestDocument

/**
 * Never throws. What is too large, too deep or too dense is left out with a problem; line numbers stay as they were written. The tree is
 * shared with whoever asks for the same text: nobody changes it. The problems are the caller’s own to add to.
 */
export function parseMarkdown(markdown: string): MarkdownTree {
  const read = readLast.get(markdown) ?? readAnew(markdown)
  keep(markdown, read)
  return { tree: read.tree, problems: [...read.problems] }
}

/** A map keeps the order in which it was filled: those at its end were asked for last, and stay. */
function keep(markdown: string, read: MarkdownTree): void {
  readLast.delete(markdown)
  readLast.set(markdown, read)
  let left = mostKept
  for (const text of [...readLast.keys()].reverse()) {
    left -= text.length
    if (left < 0) readLast.delete(text)
  }
}

function readAnew(markdown: string): MarkdownTree {
  const lines = markdown.length > longestDocument ? [] : markdown.split(/\r\n|\n|\r/)
  if (markdown.length > longestDocument || lines.length > mostLines) {
    const message = `At most ${longestDocument} characters in ${mostLines} lines are read. Split the document.`
    return { tree: { type: 'root', children: [] }, problems: [{ rule: 'document/too-large', message, position: documentStart }] }
  }
  const { text, problems } = withoutTraps(lines)
  return { tree: processor.parse(text), problems }
}

/** Blanks the lines of what would make reading quadratic or overflow the stack. */
function withoutTraps(lines: string[]): { text: string; problems: DocumentProblem[] } {
  const problems: DocumentProblem[] = []
  const blank = (from: number, to: number, rule: string, message: string) => {
    problems.push({ rule, message, position: { line: from + 1, column: 1 } })
    lines.fill('', from, to)
  }
  let from = 0
  let marks = 0
  let size = 0
  let total = 0
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? ''
    if (/^\s*$/.test(line)) {
      from = at + 1
      marks = 0
      size = 0
      continue
    }
    const depth = depthOf(line)
    if (depth > deepest) {
      blank(at, at + 1, 'document/too-deep', `This line is nested more than ${deepest} levels deep and is left out.`)
      continue
    }
    const count = countMarks(line)
    marks += count
    total += count + 4 * depth
    size += line.length
    if (total > mostMarksInAll) {
      blank(
        from,
        lines.length,
        'document/too-dense',
        'From here on the document has more marks than can be told apart; the rest is left out. Split it.',
      )
      break
    }
    if (marks <= mostMarks && size <= longestBlock) continue
    const end = endOfBlock(lines, at)
    blank(
      from,
      end,
      'document/too-dense',
      'This block is too long, or has more brackets, stars and quotes than can be told apart; it is left out.',
    )
    marks = 0
    size = 0
  }
  return { text: lines.join('\n'), problems }
}

function endOfBlock(lines: readonly string[], at: number): number {
  const end = lines.findIndex((line, index) => index > at && /^\s*$/.test(line))
  return end < 0 ? lines.length : end
}

/** How many quotes and lists a line stands in, as far as its own beginning tells. */
function depthOf(line: string): number {
  let depth = 0
  let indent = 0
  for (let at = 0; at < line.length && depth <= deepest; at++) {
    const character = line[at] ?? ''
    if (character === ' ' || character === '\t') indent += character === '\t' ? 4 : 1
    else if (character === '>' || isMarker(line, at)) depth++
    else if (!/[\d.)]/.test(character)) break
  }
  return indent > widestIndent ? deepest + 1 : depth
}

function isMarker(line: string, at: number): boolean {
  const next = line[at + 1]
  if (next !== undefined && next !== ' ' && next !== '\t') return false
  return /[-+*]/.test(line[at] ?? '') || (/[.)]/.test(line[at] ?? '') && /\d/.test(line[at - 1] ?? ''))
}

function countMarks(line: string): number {
  let count = 0
  for (const character of line) if ('[]*_`~<!&|\\@'.includes(character)) count++
  return count
}
