// A Markdown text as sections and units, line by line: one pass whatever the text, because a linter reads what strangers wrote.
import { maskInline } from './maskInline.ts'
import { cellsOf, isClosing, type Line, linesOf, withoutComments } from './textLines.ts'
import type { Section, Unit, UnitKind } from './unit.ts'

export type ReadText = {
  title: string
  root: Section
  sections: Section[]
  units: Unit[]
  /** Headers of tables, also of those without a row yet. */
  tables: { header: readonly string[]; section: Section }[]
  /** The YAML before the text, and where it begins. */
  frontMatter: { text: string; offset: number } | null
  /** Units that were longer than anybody reads, and are read to there. */
  cut: number[]
}

/** A paragraph of two printed pages. What stands behind it in the same paragraph is not read. */
const longestUnit = 6_000

type Open = {
  kind: UnitKind
  start: number
  end: number
  indent: number
  isOrdered: boolean
  isTask: boolean
  isQuote: boolean
  parent: Unit | null
}

/** Asked before a block is begun and while it goes on: were the two not the same, a line of other blanks would be begun for ever. */
const indentedLine = /^(?: {4}| {0,3}\t)/
const headingLine = /^ {0,3}(#{1,6})[ \t]+(.*?)[ \t]*#*[ \t]*$/
const fenceLine = /^(\s*)(`{3,}|~{3,})\s*([\w+#.-]*)/
const itemLine = /^(\s*)([-*+•]|\d{1,3}[.)]|[a-zA-Z][.)]|[ivx]{1,4}[.)]|\([a-z0-9]{1,3}\))([ \t]+)(?=\S)/
const tableRule = /^\s*\|?\s*:?-{1,}:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$/
const definitionLine = /^ {0,3}\[([^\]\n]{1,200})\]:\s*<?(\S{1,1000}?)>?(?:\s+["'(].*)?$/
const htmlBlock = /^\s*<(?:li|td|th|p|dt|dd|h[1-6])\b/i

export function readUnits(source: string): ReadText {
  return new Reader(withoutComments(source)).read()
}

class Reader {
  private readonly lines: Line[]
  private readonly root: Section = { title: '', level: 0, parent: null, offset: 0 }
  private readonly sections: Section[] = []
  private readonly units: Unit[] = []
  private readonly tables: ReadText['tables'] = []
  private readonly definitions = new Map<string, string>()
  private readonly cut: number[] = []
  private section: Section = this.root
  private open: Open | null = null
  private items: Unit[] = []
  private header: string[] | null = null
  private readonly source: string

  constructor(source: string) {
    this.source = source
    this.lines = linesOf(source)
    for (const { text } of this.lines) {
      const found = text.includes(']:') ? definitionLine.exec(text) : null
      if (found) this.definitions.set((found[1] ?? '').toLowerCase().trim(), found[2] ?? '')
    }
  }

  read(): ReadText {
    const frontMatter = this.readFrontMatter()
    for (let at = frontMatter?.next ?? 0; at < this.lines.length; at++) at = this.readLine(at)
    this.close()
    const title = this.sections.find(({ level }) => level <= 6)?.title ?? ''
    return {
      title,
      root: this.root,
      sections: this.sections,
      units: this.units,
      tables: this.tables,
      frontMatter: frontMatter === null ? null : { text: frontMatter.text, offset: frontMatter.offset },
      cut: this.cut,
    }
  }

  private readFrontMatter(): { text: string; offset: number; next: number } | null {
    const [first, second] = this.lines
    if (first?.text.trim() !== '---' || second === undefined) return null
    const end = this.lines.findIndex(({ text }, index) => index > 0 && /^(?:---|\.\.\.)\s*$/.test(text))
    if (end < 0) return null
    return { text: this.source.slice(second.offset, this.lines[end]?.offset), offset: second.offset, next: end + 1 }
  }

  /** Answers the last line it took. */
  private readLine(at: number): number {
    const line = this.lines[at]
    if (line === undefined) return at
    const quote = /^\s{0,3}(?:>\s?)+/.exec(line.text)?.[0] ?? ''
    const text = line.text.slice(quote.length)
    const offset = line.offset + quote.length
    if (text.trim() === '') {
      this.close()
      this.header = null
      return at
    }
    const fence = fenceLine.exec(text)
    if (fence) return this.readFence(at, fence, quote)
    const heading = headingLine.exec(text)
    if (heading) {
      this.begin(heading[2] ?? '', heading[1]?.length ?? 1, offset)
      return at
    }
    if (definitionLine.test(text) && !itemLine.test(text)) return at
    if (this.readTable(at, text, offset)) return at
    if (this.isUnderline(text)) return at
    const indent = text.length - text.trimStart().length
    const item = itemLine.exec(text)
    if (item) this.openItem(item, text, offset, quote !== '')
    else if (htmlBlock.test(text)) this.openUnit('html', offset, offset + text.length, indent, quote !== '')
    else if (this.open) this.open.end = offset + text.length
    else if (indent >= 4 && indentedLine.test(text) && this.items.length === 0 && quote === '') return this.readIndented(at)
    else if (!this.looksLikeHeading(at, text, offset)) this.openUnit('paragraph', offset, offset + text.length, indent, quote !== '')
    return at
  }

  private readFence(at: number, fence: RegExpExecArray, quote: string): number {
    this.close()
    const mark = fence[2] ?? '```'
    let end = at + 1
    while (end < this.lines.length && !isClosing(this.lines[end]?.text.slice(quote.length > 0 ? this.quoteLength(end) : 0) ?? '', mark))
      end++
    this.addCode(at + 1, end, fence[3] ?? '', fence[1]?.length ?? 0)
    return end
  }

  private quoteLength(at: number): number {
    return /^\s{0,3}(?:>\s?)+/.exec(this.lines[at]?.text ?? '')?.[0].length ?? 0
  }

  private readIndented(at: number): number {
    let end = at
    while (end < this.lines.length && indentedLine.test(this.lines[end]?.text ?? '')) end++
    this.addCode(at, end, '', 4)
    return end - 1
  }

  private addCode(from: number, to: number, language: string, indent: number): void {
    const start = this.lines[from]?.offset ?? this.source.length
    const last = this.lines[to - 1]
    const end = last === undefined || to <= from ? start : last.offset + last.text.length
    const raw = this.source.slice(start, Math.min(end, start + longestUnit))
    this.units.push({
      ...this.blankUnit('code', start, indent),
      raw,
      text: raw,
      language: language.toLowerCase(),
      parent: this.parentOf(indent),
    })
  }

  private readTable(at: number, text: string, offset: number): boolean {
    if (!text.includes('|')) return false
    const next = this.lines[at + 1]?.text.replace(/^\s{0,3}(?:>\s?)+/, '') ?? ''
    if (this.header === null && next.includes('-') && next.includes('|') && tableRule.test(next)) {
      this.close()
      this.header = cellsOf(text).map((cell) => maskInline(cell.text, this.definitions).text.trim().toLowerCase())
      this.tables.push({ header: this.header, section: this.section })
      return true
    }
    if (this.header === null) return false
    if (tableRule.test(text)) return true
    const raw = text.slice(0, longestUnit)
    const masked = maskInline(raw, this.definitions)
    const unit = { ...this.blankUnit('row', offset, 0), raw, ...masked, header: this.header }
    unit.cells = cellsOf(masked.text)
    this.units.push(unit)
    return true
  }

  /** A paragraph of one line that is underlined was a heading. */
  private isUnderline(text: string): boolean {
    const level = /^ {0,3}=+\s*$/.test(text) ? 1 : /^ {0,3}-{2,}\s*$/.test(text) ? 2 : 0
    if (level === 0) return /^ {0,3}(?:(?:\*\s*){3,}|(?:_\s*){3,})$/.test(text)
    const open = this.open
    if (open?.kind === 'paragraph' && !this.source.slice(open.start, open.end).includes('\n')) {
      this.open = null
      this.begin(this.source.slice(open.start, open.end), level, open.start)
    } else this.close()
    return true
  }

  /** `**Containment**` alone, or a short line without a full stop before a list. */
  private looksLikeHeading(at: number, text: string, offset: number): boolean {
    const next = this.lines[at + 1]?.text ?? ''
    const bold = /^\s*(?:\*\*|__)([^*_]{2,80})(?:\*\*|__)\s*:?\s*$/.exec(text)
    if (bold) {
      if (next.trim() !== '' && !itemLine.test(next)) return false
      this.begin(bold[1] ?? '', 7, offset)
      return true
    }
    if (this.items.length > 0 && /^\s/.test(text)) return false
    const after = next.trim() === '' ? (this.lines[at + 2]?.text ?? '') : next
    const isShort = /^\s*[A-Z][\w'’&/() -]{2,48}:?\s*$/.test(text) && text.trim().split(/\s+/).length <= 6
    const isSentence = text.trim().endsWith(':') && text.trim().split(/\s+/).length > 3
    if (!isShort || isSentence || !itemLine.test(after)) return false
    this.begin(text.trim().replace(/:$/, ''), 8, offset)
    return true
  }

  private begin(title: string, level: number, offset: number): void {
    this.close()
    this.items = []
    this.header = null
    let parent: Section = this.section
    while (parent.parent !== null && parent.level >= level) parent = parent.parent
    const words = maskInline(title, this.definitions)
      .text.replace(/\{#[\w-]+\}/, ' ')
      .replace(/\s+/g, ' ')
      .trim()
      .replace(/:$/, '')
    this.section = { title: words, level, parent, offset }
    this.sections.push(this.section)
  }

  private openItem(item: RegExpExecArray, text: string, offset: number, isQuote: boolean): void {
    const [marker, before = '', sign = ''] = item
    const box = /^\[[ xX]\]\s+/.exec(text.slice(marker.length))?.[0] ?? ''
    const start = offset + marker.length + box.length
    this.openUnit('item', start, offset + text.length, before.replaceAll('\t', '    ').length, isQuote)
    if (this.open) Object.assign(this.open, { isOrdered: !/[-*+•]/.test(sign), isTask: box !== '' })
  }

  private openUnit(kind: UnitKind, start: number, end: number, indent: number, isQuote: boolean): void {
    this.close()
    if (kind === 'paragraph' && indent === 0 && !isQuote) this.items = []
    this.open = { kind, start, end, indent, isOrdered: false, isTask: false, isQuote, parent: this.parentOf(indent) }
  }

  private parentOf(indent: number): Unit | null {
    for (let at = this.items.length - 1; at >= 0; at--) {
      const item = this.items[at]
      if (item !== undefined && item.indent < indent) return item
    }
    return null
  }

  private close(): void {
    const open = this.open
    this.open = null
    if (open === null) return
    if (open.end - open.start > longestUnit) this.cut.push(open.start)
    const raw = this.source.slice(open.start, Math.min(open.end, open.start + longestUnit))
    const unit: Unit = {
      ...this.blankUnit(open.kind, open.start, open.indent),
      raw,
      ...maskInline(raw, this.definitions),
      isOrdered: open.isOrdered,
      isTask: open.isTask,
      isQuote: open.isQuote,
      parent: open.parent,
    }
    if (unit.text.trim() === '' && unit.links.length === 0) return
    this.units.push(unit)
    if (open.kind !== 'item') return
    while ((this.items.at(-1)?.indent ?? -1) >= open.indent) this.items.pop()
    this.items.push(unit)
  }

  private blankUnit(kind: UnitKind, offset: number, indent: number): Unit {
    return {
      ...{ kind, raw: '', text: '', offset, indent, isOrdered: false, isTask: false, isQuote: false, section: this.section, parent: null },
      ...{ codes: [], links: [], cells: [], header: [], language: '' },
    }
  }
}
