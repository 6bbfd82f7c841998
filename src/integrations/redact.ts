// What people may see of a delivery: the text as it came, byte for byte, but for the secrets that tools put into it.
import { escapeStep, type Pointer, parsePointer } from './pointer.ts'
import { decodeField } from './readForm.ts'
import { endOfString, readJsonText } from './readJson.ts'

export type Redacted = { text: string; redacted: string[] }

const mark = '"[redacted]"'

/**
 * Replaces the values the pointers lead to. JSON keeps its formatting; a form is looked through field by field; in text that
 * is neither (cut off, malformed) everything behind a member of the secret's name goes, because it may be the secret.
 */
export function redactSecrets(text: string, pointers: readonly string[]): Redacted {
  const patterns = pointers.map(parsePointer).filter((pattern) => pattern !== null && pattern.length > 0) as Pointer[]
  if (patterns.length === 0) return { text, redacted: [] }
  if (readJsonText(text).ok) return replaceSpans(text, new Scan(text, patterns).spans())
  const names = [...new Set(patterns.map((pattern) => pattern.findLast((step) => step !== '*') ?? ''))].filter((name) => name !== '')
  return /^\s*[[{"]/.test(text) ? replaceSpans(text, spansByName(text, names)) : redactForm(text, names, pointers)
}

type Span = { from: number; to: number; pointer: string }

function replaceSpans(text: string, spans: readonly Span[]): Redacted {
  let shown = ''
  let from = 0
  for (const span of [...spans].sort((left, right) => left.from - right.from)) {
    if (span.from < from) continue
    shown += text.slice(from, span.from) + mark
    from = span.to
  }
  return { text: shown + text.slice(from), redacted: spans.map((span) => span.pointer) }
}

const scalar = /[^\s,\]}]+/y

/** Walks text that is known to be JSON and notes where the values stand that a pattern leads to. */
class Scan {
  readonly text: string
  readonly patterns: readonly Pointer[]
  private at = 0
  private readonly found: Span[] = []

  constructor(text: string, patterns: readonly Pointer[]) {
    this.text = text
    this.patterns = patterns
  }

  spans(): Span[] {
    this.value(this.patterns, '')
    return this.found
  }

  /** `open`: what is left of the patterns that lead here; an empty one has arrived. */
  private value(open: readonly Pointer[], pointer: string): void {
    this.space()
    const from = this.at
    const arrived = open.some((pattern) => pattern.length === 0)
    const first = this.text[from]
    if (first === '"') this.at = endOfString(this.text, from) + 1
    else if (first === '{' || first === '[') this.members(first === '{', arrived ? [] : open, pointer)
    else {
      scalar.lastIndex = from
      this.at = scalar.test(this.text) ? scalar.lastIndex : this.text.length
    }
    if (arrived && this.isWorthHiding(from)) this.found.push({ from, to: this.at, pointer })
  }

  private members(named: boolean, open: readonly Pointer[], pointer: string): void {
    this.at++
    for (let index = 0; this.at < this.text.length; index++) {
      this.space()
      if (this.text[this.at] === '}' || this.text[this.at] === ']') break
      const step = named ? this.name() : String(index)
      const left = open.length === 0 ? open : open.filter(([next]) => next === '*' || next === step).map((pattern) => pattern.slice(1))
      this.value(left, left.length === 0 ? '' : `${pointer}/${escapeStep(step)}`)
      this.space()
      if (this.text[this.at] === ',') this.at++
    }
    this.at++
  }

  private name(): string {
    const from = this.at
    this.at = endOfString(this.text, from) + 1
    const written = this.text.slice(from, this.at)
    this.space()
    this.at++
    return written.includes('\\') ? String(JSON.parse(written)) : written.slice(1, -1)
  }

  private isWorthHiding(from: number): boolean {
    return !['null', 'true', 'false', '""'].includes(this.text.slice(from, this.at))
  }

  private space(): void {
    while (isSpace(this.text.charCodeAt(this.at))) this.at++
  }
}

function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x09 || code === 0x0a || code === 0x0d
}

const toDelimiter = /[^,\]}\n"]*/y

function spansByName(text: string, names: readonly string[]): Span[] {
  const spans: Span[] = []
  for (const name of names) {
    const written = JSON.stringify(name)
    let at = text.indexOf(written)
    while (at >= 0) {
      let from = at + written.length
      while (isSpace(text.charCodeAt(from))) from++
      const to = text[from] === ':' ? endOfBroken(text, from + 1) : from
      if (to > from + 1) spans.push({ from: from + 1, to, pointer: `/${escapeStep(name)}` })
      at = text.indexOf(written, Math.max(to, at + written.length))
    }
  }
  return spans
}

/** Where a value ends in text whose structure cannot be relied on; an object or a list is taken to go on to the end. */
function endOfBroken(text: string, from: number): number {
  let at = from
  while (isSpace(text.charCodeAt(at))) at++
  if (text[at] === '"') return Math.min(endOfString(text, at) + 1, text.length)
  if (text[at] === '{' || text[at] === '[') return text.length
  toDelimiter.lastIndex = at
  return toDelimiter.test(text) ? toDelimiter.lastIndex : text.length
}

/** As many as `readForm` reads; what stands behind them nobody has looked at, so it goes. */
const fieldLimit = 1000

function redactForm(text: string, names: readonly string[], pointers: readonly string[]): Redacted {
  const redacted: string[] = []
  const written = text.split('&', fieldLimit)
  const fields = written.map((field) => {
    const equals = field.indexOf('=')
    if (equals < 0) return field
    const name = decodeField(field.slice(0, equals)) ?? ''
    if (names.includes(name) && equals + 1 < field.length) {
      redacted.push(`/${escapeStep(name)}`)
      return `${field.slice(0, equals)}=[redacted]`
    }
    const value = decodeField(field.slice(equals + 1)) ?? ''
    if (!/^\s*[[{]/.test(value)) return field
    const inner = redactSecrets(value, pointers)
    if (inner.redacted.length === 0) return field
    redacted.push(...inner.redacted)
    return `${field.slice(0, equals)}=${encodeURIComponent(inner.text)}`
  })
  const looked = written.join('&').length
  if (looked >= text.length) return { text: fields.join('&'), redacted }
  return { text: `${fields.join('&')}&[redacted]`, redacted: [...redacted, ''] }
}

/**
 * Headers that hold what opens a door. Signatures stay: they prove the delivery and open nothing. Headers in which a proxy
 * repeats the address go, because the address holds the source's key.
 */
const secretHeader =
  /^(?:cookie|set-cookie|x-(?:original|forwarded|rewrite)-(?:ur[il]|path)|referer)$|authorization|api[-_]?key|token|secret|password|credential/
const signatureHeader = /signature/

export function redactHeaders(headers: Readonly<Record<string, string>>): { headers: Record<string, string>; redacted: string[] } {
  const redacted: string[] = []
  const shown = Object.entries(headers).map(([name, value]): [string, string] => {
    const lower = name.toLowerCase()
    if (value === '' || signatureHeader.test(lower) || !secretHeader.test(lower)) return [name, value]
    redacted.push(name)
    return [name, '[redacted]']
  })
  return { headers: Object.fromEntries(shown), redacted }
}
