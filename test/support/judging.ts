// A text as the linter judges it, with the words that ship.
import { expect, test } from 'vitest'
import type { Element, Standing } from '../../src/core/lint/element.ts'
import { type Judged, judgeText } from '../../src/core/lint/judge/judgeText.ts'
import { type LintText, readText } from '../../src/core/lint/reading/readText.ts'
import { shippedLexicons } from './lexicons.ts'

const lexicons = shippedLexicons()

export const read = (text: string): LintText => readText(text, lexicons)
export const judge = (text: string, path = 'plan.md'): Judged => judgeText(read(text), path)
export const standing = (element: Element, text: string): Standing => judge(text).judgements[element].standing

const standings = { f: 'functional', g: 'generic', a: 'absent' } as const

/** Short texts, the forms in which people write, and how one element of each stands. */
export function standsAs(element: Element, cases: readonly (readonly [standing: keyof typeof standings, text: string])[]): void {
  const named = cases.map(([letter, text]) => [standings[letter], text.trim().replace(/\s+/g, ' ').slice(0, 90), text] as const)
  test.each(named)('%s: %s', (expected, _, text) => {
    // A name that says no kind: what stands in the text has to.
    expect(judge(text, 'page.md').judgements[element].standing).toBe(expected)
  })
}
