// Are these bytes text, and is that text markup which a browser would run?

/** Below the space only these stand in text: backspace, tab, line feed, form feed, return, and the escape that colours a terminal's log. */
const allowedControls = new Set([0x08, 0x09, 0x0a, 0x0c, 0x0d, 0x1b])

function isControl(code: number): boolean {
  return (code < 0x20 && !allowedControls.has(code)) || code === 0x7f
}

/** How many bytes the character that begins with this one has; 0 where none begins with it. */
function lengthOf(first: number): number {
  if (first <= 0x7f) return 1
  if (first >= 0xc2 && first <= 0xdf) return 2
  if (first >= 0xe0 && first <= 0xef) return 3
  return first >= 0xf0 && first <= 0xf4 ? 4 : 0
}

/** The second byte tells overlong forms, surrogates and what lies beyond Unicode. */
function secondFits(first: number, second: number): boolean {
  if (first === 0xe0) return second >= 0xa0
  if (first === 0xed) return second <= 0x9f
  if (first === 0xf0) return second >= 0x90
  return first !== 0xf4 || second <= 0x8f
}

/** Only a character cut off by the end of the head is forgiven, and only where the file goes on. */
function isUtf8Text(head: Uint8Array, whole: boolean): boolean {
  for (let at = 0; at < head.length; ) {
    const first = head[at] ?? 0
    const length = lengthOf(first)
    if (length === 0 || isControl(first)) return false
    for (let next = 1; next < length; next++) {
      const byte = head[at + next]
      if (byte === undefined) return !whole
      if ((byte & 0xc0) !== 0x80 || (next === 1 && !secondFits(first, byte))) return false
    }
    at += length
  }
  return true
}

function isUtf16Text(head: Uint8Array, low: 0 | 1): boolean {
  const unitAt = (at: number) => (head[at + low] ?? 0) | ((head[at + 1 - low] ?? 0) << 8)
  for (let at = 2; at + 1 < head.length; at += 2) {
    const unit = unitAt(at)
    if (isControl(unit) || unit === 0xfffe || unit === 0xffff) return false
  }
  return head.length > 2
}

/** Markup anywhere near the beginning is enough: browsers have guessed by less. */
const html = /<!doctype\s+html|<(?:html|head|body|script|iframe|img|table|style|title|link|meta|form|div|a|p|br|h1|object|embed)(?=[\s/>])/i
const svg = /<!doctype\s+svg|<(?:[\w-]+:)?svg(?=[\s/>])/i

function markupOf(beginning: string): string | undefined {
  if (!/^\s*</.test(beginning)) return undefined
  if (svg.test(beginning)) return 'image/svg+xml'
  if (html.test(beginning)) return 'text/html'
  return /^\s*<(?:\?|!--|!\[|!doctype|[A-Za-z_])/i.test(beginning) ? 'application/xml' : undefined
}

function beginningOf(head: Uint8Array, from: number, step: 1 | 2): string {
  let text = ''
  for (let at = from; at < head.length && text.length < 4096; at += step) text += String.fromCharCode(head[at] ?? 0)
  return text
}

/** A media type with its character set; undefined where these are not certainly text. An older eight-bit encoding is not certain. */
export function textTypeOf(head: Uint8Array, whole: boolean): string | undefined {
  const [first, second, third] = head
  if (first === 0xff && second === 0xfe) {
    return isUtf16Text(head, 0) ? (markupOf(beginningOf(head, 2, 2)) ?? 'text/plain; charset=utf-16le') : undefined
  }
  if (first === 0xfe && second === 0xff) {
    return isUtf16Text(head, 1) ? (markupOf(beginningOf(head, 3, 2)) ?? 'text/plain; charset=utf-16be') : undefined
  }
  if (head.length === 0 || !isUtf8Text(head, whole)) return undefined
  const marked = first === 0xef && second === 0xbb && third === 0xbf
  return markupOf(beginningOf(head, marked ? 3 : 0, 1)) ?? 'text/plain; charset=utf-8'
}
