// What a rule is: one thing that stops an engineer, with a text that has it, one that has not, and how to find it.
import type { PolicyPromises } from '../../policy/locatedPromises.ts'
import type { Element } from '../element.ts'
import type { House } from '../house.ts'
import type { Judged } from '../judge/judgeText.ts'
import type { Lexicons } from '../lexicon.ts'
import type { LintText } from '../reading/readText.ts'

export type Level = 'error' | 'warning' | 'note'

export type LintView = {
  path: string
  text: LintText
  judged: Judged
  lexicons: Lexicons
  /** What the policy promises that the document cites, or the document itself where it is one. */
  promised: PolicyPromises | null
  /** What is known of the house beside its documents; a rule that needs more says nothing. */
  house: House
  /** The day to compare dates with, `2026-01-31`; null where nobody may know it. */
  today: string | null
}

/**
 * Offsets into the document. `ofWhole`: it says what the document, or a part of it, lacks, and its words are only where that is said; so what
 * else is wrong with these words takes nothing from it.
 */
export type RuleFinding = { start: number; end: number; message: string; suggestion: string; ofWhole?: true }

export type Rule = {
  /** `element/what`. */
  id: string
  element: Element | 'document'
  level: Level
  title: string
  /** Why it stops somebody, and what to do about it; a paragraph. */
  explanation: string
  /** Has exactly this finding. */
  bad: string
  /** Has it not. */
  good: string
  /** A policy that both examples cite. */
  policy?: string
  /** What is known of the house in both examples. */
  house?: House
  find: (view: LintView) => RuleFinding[]
}
