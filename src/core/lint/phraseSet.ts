// Where do the phrases of a list stand in a text? Looked up by their first word, so that a longer list costs a text nothing.
import type { Token } from './reading/tokens.ts'
import { tokensOf } from './reading/tokens.ts'

export type Found<Value> = { value: Value; start: number; end: number; from: number; to: number }

/** `exact`: as it is spelled in the list. */
type Spelling = 'exact' | 'any'

type Phrase<Value> = { words: readonly string[]; value: Value; spelling: Spelling }

/** Where several begin alike the longest counts. */
export class PhraseSet<Value> {
  private readonly byFirst = new Map<string, Phrase<Value>[]>()
  private readonly spelling: Spelling

  constructor(spelling: Spelling) {
    this.spelling = spelling
  }

  add(phrase: string, value: Value, spelling: Spelling = this.spelling): void {
    const tokens = tokensOf(phrase)
    const [first] = tokens
    if (first === undefined) return
    const known = this.byFirst.get(first.lower) ?? []
    known.push({ words: tokens.map((token) => (spelling === 'exact' ? token.word : token.lower)), value, spelling })
    known.sort((left, right) => right.words.length - left.words.length)
    this.byFirst.set(first.lower, known)
  }

  find(tokens: readonly Token[]): Found<Value>[] {
    const found: Found<Value>[] = []
    for (let at = 0; at < tokens.length; at++) {
      const phrase = this.at(tokens, at)
      if (phrase === undefined) continue
      const last = at + phrase.words.length - 1
      found.push({ value: phrase.value, start: tokens[at]?.start ?? 0, end: tokens[last]?.end ?? 0, from: at, to: last + 1 })
      at = last
    }
    return found
  }

  private at(tokens: readonly Token[], at: number): Phrase<Value> | undefined {
    const first = tokens[at]
    if (first === undefined) return undefined
    const phrases = this.byFirst.get(first.lower) ?? (first.stem === first.lower ? undefined : this.byFirst.get(first.stem))
    return phrases?.find(({ words, spelling }) => words.every((word, index) => isSame(word, tokens[at + index], spelling)))
  }
}

function isSame(word: string, token: Token | undefined, spelling: Spelling): boolean {
  if (token === undefined) return false
  if (spelling === 'any') return token.lower === word || token.stem === word
  return token.word === word || (token.stem !== token.lower && token.word.slice(0, token.stem.length) === word)
}
