// A time that a document states for something that policies promise, with the words that state it.
import type { PromisedKind } from '../../policy/locatedPromises.ts'
import type { Amount } from './amount.ts'

export type Claim = {
  kind: PromisedKind
  /** Of a notification: as the policy names them. */
  whom: string | null
  /** As the policy spells it; null where the sentence names none. */
  level: string | null
  amount: Amount
  /** `awareness`, where the sentence says what it counts from. */
  clock: string | null
  /** Of the words that say the time, in the document. */
  start: number
  end: number
  /** The sentence or row, in the document. */
  sentence: { start: number; end: number; text: string }
}

/** What the policy calls things. */
export type Vocabulary = { levels: readonly string[]; whoms: readonly string[] }

/** The one level that a text names. */
export type FindLevel = (text: string) => string | null
