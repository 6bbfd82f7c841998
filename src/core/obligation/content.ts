// What a notice must say, and what a draft of it does not say yet.
import type { Catalogue, Rule } from './rule.ts'

export type ContentItem = { readonly id: string; readonly words: string }

export type NoticeDraft = Readonly<Record<string, string | undefined>>

/** Words that hold a place for an answer are no answer. */
const placeholder = /^(tbd|tba|tbc|todo|to be (determined|confirmed|filled.*)|n\/?a|x+|\?+|\.+|-+|…|\[.*\]|\{\{.*\}\})\.?$/i

export function isFilled(text: string | undefined): text is string {
  return text !== undefined && /[\p{Letter}\p{Number}]/u.test(text) && !placeholder.test(text.trim())
}

/** In the order of the rule. “Not known yet, because …” is an answer; an empty line is none. */
export function missingContent(catalogue: Pick<Catalogue, 'content'>, rule: Pick<Rule, 'content'>, draft: NoticeDraft): ContentItem[] {
  const missing = rule.content.filter((id) => !isFilled(draft[id]))
  return missing.map((id) => ({ id, words: catalogue.content.get(id) ?? id.replaceAll('-', ' ') }))
}
