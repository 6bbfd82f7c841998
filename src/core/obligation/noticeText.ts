// What a notice says, which blanks are left in it, and what the rule asks for that it does not say.
import { type ContentItem, missingContent } from './content.ts'
import { fillTemplate, type NoticeTemplate } from './noticeTemplate.ts'
import type { Catalogue, Rule } from './rule.ts'

export type NoticeSource = {
  readonly template: Pick<NoticeTemplate, 'asks' | 'body'> | null
  readonly rule: Pick<Rule, 'content'> | null
  readonly fill: Readonly<Record<string, string>>
  /** What somebody wrote in the place of the template's text. */
  readonly ownText: string | null
  readonly covers: readonly string[]
}

export type Blank = { readonly id: string; readonly asks: string }

export type NoticeText = { readonly text: string; readonly blanks: readonly Blank[]; readonly missing: readonly ContentItem[] }

/** What belongs into a blank, in words. */
export function asksFor({ asks }: Pick<NoticeTemplate, 'asks'>, content: Catalogue['content'], blank: string): string {
  return asks[blank] ?? content.get(blank) ?? blank.replaceAll('-', ' ')
}

const leftInText = /\*\*\[to be filled: ([^\]\n]+)\]\*\*|\{\{ *([a-z0-9-]+) *\}\}/g

/** Own text may still hold blanks of the template it was made from; what it covers only its writer can say. */
export function noticeText(catalogue: Pick<Catalogue, 'content'>, { template, rule, fill, ownText, covers }: NoticeSource): NoticeText {
  const said = ownText === null ? fill : Object.fromEntries(covers.map((id) => [id, 'Said in the text.']))
  const missing = rule === null ? [] : missingContent(catalogue, rule, said)
  if (ownText !== null) return { text: ownText, blanks: blanksLeft(ownText), missing }
  if (template === null) return { text: '', blanks: [{ id: 'text', asks: 'what the notice says' }], missing }
  const { text, unfilled } = fillTemplate(template, fill)
  const blanks = unfilled.map((id) => ({ id, asks: asksFor(template, catalogue.content, id) }))
  return { text, blanks, missing }
}

function blanksLeft(text: string): Blank[] {
  const found = [...text.matchAll(leftInText)].map((match) => match[1] ?? match[2] ?? '')
  return [...new Set(found)].map((asks) => ({ id: asks.replaceAll(' ', '-').toLowerCase(), asks }))
}
