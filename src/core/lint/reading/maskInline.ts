// What does a piece of Markdown say to a reader? The same text, of the same length, with its marks blanked: a match in it has the place it was written at.
import type { LinkSpan, Span } from './unit.ts'

export type Masked = { text: string; codes: Span[]; links: LinkSpan[] }

/** Stands for a character of a code span while marks around it are looked for. Of no alphabet; where a text has it, it comes back as it was. */
const shield = '\ue000'
const tag =
  /<\/?(?:a|abbr|b|blockquote|br|center|code|col|colgroup|dd|details|div|dl|dt|em|figure|figcaption|font|h[1-6]|hr|i|iframe|img|kbd|li|mark|ol|p|picture|pre|s|script|small|source|span|strong|style|sub|summary|sup|table|tbody|td|tfoot|th|thead|tr|u|ul|var|video)\b[^>]{0,600}>/gi

const blank = (found: string) => found.replace(/[^\n]/g, ' ')

export function maskInline(raw: string, definitions: ReadonlyMap<string, string>): Masked {
  const links: LinkSpan[] = []
  const { work, codes } = shieldCode(raw.includes('<code') ? raw.replace(/<code>([^<`\n]{1,300})<\/code>/gi, '     `$1`     ') : raw)
  const isPlain = !/[[\]<>*_~{}\\!]/.test(work)
  if (isPlain) return { text: restore(work, raw), codes, links }
  const text = work
    .replace(/!\[[^\]\n]{0,300}\]\([^)\n]{0,2000}\)/g, blank)
    .replace(
      /\[([^[\]]{1,400})\]\(\s*<?([^)\s>]{0,1000})>?(?:\s+"[^"]{0,200}")?\s*\)/g,
      (found, label: string, url: string, at: number) => {
        links.push({ start: at + 1, end: at + 1 + label.length, value: label, url })
        return ` ${label}${' '.repeat(found.length - label.length - 1)}`
      },
    )
    .replace(/\[([^[\]]{1,400})\](\[[^[\]]{0,200}\])?(?!\()/g, (found, label: string, reference: string | undefined, at: number) => {
      const name = (reference === undefined || reference === '[]' ? label : reference.slice(1, -1)).toLowerCase().trim()
      const url = definitions.get(name)
      if (url === undefined) return found
      links.push({ start: at + 1, end: at + 1 + label.length, value: label, url })
      return ` ${label}${' '.repeat(found.length - label.length - 1)}`
    })
    .replace(tag, (found, at: number) => {
      const href = /\bhref\s*=\s*["']([^"']{1,500})/i.exec(found)?.[1]
      if (href !== undefined) links.push({ start: at, end: at + found.length, value: '', url: href })
      return blank(found)
    })
    // Where a link leads, `{#step}`: of a step’s own, and no word of it.
    .replace(/\{#[A-Za-z][\w-]{0,63}\}/g, blank)
    .replace(/<%[\s\S]{0,400}?%>|\{%[\s\S]{0,400}?%\}/g, blank)
    .replace(/\{\{[\s\S]{0,200}?\}\}/g, (found) => (/^\{\{\s*[A-Z][A-Z0-9_ ]{2,}\s*\}\}$/.test(found) ? found : blank(found)))
    .replace(/\*+|~~|\\(?=[_*[\]<>#|])/g, blank)
    .replace(/(^|[\s(|])(_{1,3})(?=\S)/g, (found, before: string) => before + ' '.repeat(found.length - before.length))
    .replace(/_{1,3}(?=[\s).,;:!?|]|$)/g, blank)
  return { text: restore(text, raw), codes, links }
}

function shieldCode(raw: string): { work: string; codes: Span[] } {
  const codes: Span[] = []
  if (!raw.includes('`')) return { work: raw, codes }
  const work = raw.replace(/(?<!`)(`{1,3})(?!`)([\s\S]{1,1000}?)(?<!`)\1(?!`)/g, (found, ticks: string, value: string, at: number) => {
    codes.push({ start: at + ticks.length, end: at + ticks.length + value.length, value: value.trim() })
    return `${' '.repeat(ticks.length)}${shield.repeat(value.length)}${' '.repeat(found.length - ticks.length - value.length)}`
  })
  return { work, codes }
}

function restore(work: string, raw: string): string {
  if (!work.includes(shield)) return work
  return work.replace(/\ue000+/g, (found, at: number) => raw.slice(at, at + found.length))
}
