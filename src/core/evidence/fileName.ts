// Which name may a file that a stranger sent bear, on a screen, on somebody's disk and in a header?

/** Bytes of UTF-8 a name may have; file systems stop at 255, and archives add to it. */
const most = 200

/** Turn the reading direction around, or cannot be seen: `invoice`, U+202E, `fdp.exe` is read as a PDF. */
const deceptive = /[\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\u00ad\u115f\u1160\u180e\u3164\uffa0\ufff9-\ufffb]/gu
const control = /[\p{Cc}\p{Cs}\u{e0000}-\u{e007f}]/gu
/** Mean something to a shell or to Windows. */
const forbidden = /[<>:"|?*\\/]/g
const reserved = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(?=\s*(?:\.|$))/i

function byteLength(text: string): number {
  let bytes = 0
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0
    bytes += code <= 0x7f ? 1 : code <= 0x7ff ? 2 : code <= 0xffff ? 3 : 4
  }
  return bytes
}

/** Whole characters from the beginning, so many bytes of them at most. */
function cut(text: string, bytes: number): string {
  let kept = ''
  let left = bytes
  for (const character of text) {
    left -= byteLength(character)
    if (left < 0) break
    kept += character
  }
  return kept
}

/** The end behind the last dot stays, because people and programs go by it; the middle goes. */
function shorten(name: string): string {
  if (byteLength(name) <= most) return name
  const dot = name.lastIndexOf('.')
  const ending = dot > 0 && byteLength(name.slice(dot)) <= 20 ? name.slice(dot) : ''
  const mark = '…'
  return `${cut(name.slice(0, name.length - ending.length), most - byteLength(mark) - byteLength(ending)).trimEnd()}${mark}${ending}`
}

/**
 * The last part of a path, with everything that deceives, controls or is reserved replaced by `_`; never empty, never hidden,
 * never `.` or `..`, at most 200 bytes. The same for screens and for downloads, so that people find the file under the name they saw.
 */
export function safeFileName(given: string): string {
  // A name of megabytes is not worth normalising; its beginning and its end are.
  const bounded = given.length > 8192 ? given.slice(0, 4096) + given.slice(-4096) : given
  const last = bounded.split(/[/\\]/).findLast((part) => part.trim() !== '') ?? ''
  const cleaned = last
    .replace(control, '_')
    .normalize('NFC')
    .replace(deceptive, '_')
    .replace(forbidden, '_')
    .replace(/\s+/gu, ' ')
    .trim()
    .replace(/[. ]+$/u, '')
  const visible = cleaned.replace(/^\.+/u, '_')
  const named = reserved.test(visible) ? `_${visible}` : visible
  return named === '' || /^_+$/.test(named) ? 'unnamed' : shorten(named)
}

/** For a table cell: the beginning and the end of the name, `characters` of it at most. */
export function shownFileName(given: string, characters = 60): string {
  const name = [...safeFileName(given)]
  if (name.length <= characters) return name.join('')
  const end = Math.min(12, Math.floor(characters / 3))
  return `${name.slice(0, characters - end - 1).join('')}…${name.slice(-end).join('')}`
}

/** RFC 8187: the characters that need no escape. */
const plain = /^[A-Za-z0-9!#$&+.^_`|~-]$/

function percentEncoded(text: string): string {
  return [...text].map((character) => (plain.test(character) ? character : escaped(character))).join('')
}

function escaped(character: string): string {
  // `encodeURIComponent` leaves these four as they are.
  return encodeURIComponent(character).replace(/[!'()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`)
}

/**
 * For clients that cannot read RFC 8187. No per cent signs, which some decode. Taking letters apart can leave nothing, or make a quote or a
 * slash of a character that only looked like one, so the outcome is made safe like any other name.
 */
function asciiOnly(name: string): string {
  const ascii = name
    .normalize('NFKD')
    .replace(/\p{Mn}/gu, '')
    .replace(/…/gu, '...')
    .replace(/[^\x20-\x7e]|[%"\\/]/gu, '_')
  return safeFileName(ascii).replace('…', '...')
}

/** RFC 6266. Nothing that a name contains can end the header or begin another parameter. */
export function contentDisposition(how: 'inline' | 'attachment', given: string): string {
  const name = safeFileName(given)
  const ascii = asciiOnly(name)
  return ascii === name ? `${how}; filename="${ascii}"` : `${how}; filename="${ascii}"; filename*=UTF-8''${percentEncoded(name)}`
}
