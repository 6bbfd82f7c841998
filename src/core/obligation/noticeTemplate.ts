// A notice to start from: Markdown with named blanks. Filling it puts text in, once; nothing in it is ever run.
import { z } from 'zod'
import { isFilled } from './content.ts'
import { refuseShape } from './shape.ts'

export const audiences = ['regulator', 'individuals', 'customer', 'internal', 'public', 'law-enforcement', 'insurer'] as const

const Front = z.strictObject({
  kind: z.literal('notice-template'),
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
  title: z.string().min(1),
  audience: z.enum(audiences),
  /** Ids of content items that the text has a blank for. */
  content: z.array(z.string()),
  /** Blanks that are not content items of a rule, with what belongs there. */
  asks: z.record(z.string(), z.string()).default({}),
  /** Rules it fulfils. `us-*.individuals`: the stage of every obligation whose id begins so. */
  used_by: z.array(z.string()),
})

export type NoticeTemplate = {
  readonly id: string
  readonly title: string
  readonly audience: (typeof audiences)[number]
  readonly content: readonly string[]
  readonly asks: Readonly<Record<string, string>>
  readonly usedBy: readonly string[]
  readonly body: string
}

const blank = /\{\{ *([a-z0-9]+(?:-[a-z0-9]+)*) *\}\}/g

/** Front matter that is parsed already, and the text below it. */
export function readNoticeTemplate(front: unknown, body: string): NoticeTemplate {
  const parsed = Front.safeParse(front)
  if (!parsed.success) throw refuseShape('The front matter of the notice template', parsed.error)
  const { kind: _kind, used_by: usedBy, ...rest } = parsed.data
  return { ...rest, usedBy, body }
}

/** The names of the blanks, in the order of the text, each once. */
export function blanksOf({ body }: Pick<NoticeTemplate, 'body'>): string[] {
  return [...new Set([...body.matchAll(blank)].map((match) => match[1] ?? ''))]
}

export type FilledNotice = { readonly text: string; readonly unfilled: readonly string[] }

/** Values are put in as they are and not looked at again: a blank inside a value stays what it is, text. */
export function fillTemplate(
  template: Pick<NoticeTemplate, 'asks' | 'body'>,
  values: Readonly<Record<string, string | undefined>>,
): FilledNotice {
  const value = (name: string) => (Object.hasOwn(values, name) ? values[name] : undefined)
  const unfilled = blanksOf(template).filter((name) => !isFilled(value(name)))
  const text = template.body.replace(blank, (_whole, name: string) => {
    const given = value(name)
    return isFilled(given) ? given.trim() : `**[to be filled: ${template.asks[name] ?? name.replaceAll('-', ' ')}]**`
  })
  return { text, unfilled }
}

/** Does a template say that it fulfils this rule? */
export function servesRule({ usedBy }: Pick<NoticeTemplate, 'usedBy'>, rule: string): boolean {
  return usedBy.some((pattern) => {
    const [start, end] = pattern.split('*')
    return end === undefined ? rule === pattern : rule.startsWith(start ?? '') && rule.endsWith(end)
  })
}
