// Where exactly does a sentence leave somebody stuck? The few words to underline, and a concrete step of the same kind.
import type { Lexicons } from '../lexicon.ts'
import type { Read } from '../reading/readText.ts'
import type { Verb } from '../reading/readVerbs.ts'
import type { RuleFinding } from './rule.ts'

/** Longer quotes are not read. */
const longest = 110

/** From a verb to the end of its clause, as offsets in the document. */
export function clauseFrom(read: Read, start: number): { start: number; end: number; quote: string } {
  const rest = read.unit.text.slice(start)
  const stop = /[.;:!?](?=\s|$)|\s[—–(|]|\n\s*\n|\|/.exec(rest)?.index ?? rest.length
  let length = Math.min(stop, rest.length)
  if (length > longest) length = Math.max(rest.lastIndexOf(' ', longest), 20)
  const words = rest.slice(0, length).trimEnd()
  return { start: read.unit.offset + start, end: read.unit.offset + start + words.length, quote: quoted(words) }
}

export function quoted(words: string): string {
  return `“${words.replace(/\s+/g, ' ').trim()}”`
}

/** The whole unit, or its beginning. */
export function startOf(read: Read): { start: number; end: number; quote: string } {
  const lead = /^[\s|]*/.exec(read.unit.text)?.[0].length ?? 0
  return clauseFrom(read, lead)
}

/** Its first sentence, with the label before the colon. */
export function sentenceOf(read: Read): { start: number; end: number; quote: string } {
  const lead = /^[\s|]*/.exec(read.unit.text)?.[0].length ?? 0
  const rest = read.unit.text.slice(lead)
  const stop = Math.min(/[.;!?](?=\s|$)|\n/.exec(rest)?.index ?? rest.length, longest)
  return spanOf(read, lead, lead + rest.slice(0, stop).trimEnd().length)
}

export function spanOf(read: Read, start: number, end: number): { start: number; end: number; quote: string } {
  return { start: read.unit.offset + start, end: read.unit.offset + end, quote: quoted(read.unit.text.slice(start, end)) }
}

/** A concrete step that shares the verb, and a thing where there is one. */
export function insteadOf(verb: Verb, read: Read, { instead }: Lexicons): string {
  const words = new Set(
    read.tokens
      .filter(({ start }) => start >= verb.start)
      .slice(0, 14)
      .map(({ lower }) => lower),
  )
  const known = instead.filter(({ verbs }) => verbs.has(verb.lemma))
  // A verb that only looks is answered by somewhere to look.
  const fitting = known.length === 0 && verb.classes.has('look') ? instead.filter(({ verbs }) => verbs.has('investigate')) : known
  const exact = fitting.find(({ things }) => [...things].some((thing) => words.has(thing)))
  const found = exact ?? fitting.find(({ things }) => things.size === 0) ?? instead.at(-1)
  return `For instance: ${found?.step ?? ''}`
}

/** Phrases of the lexicon's families in a document, unless the sentence around them says what they leave out. */
export function vagueFindings(reads: readonly Read[], families: ReadonlySet<string>, isAnswered: (read: Read) => boolean): RuleFinding[] {
  return reads.flatMap((read) =>
    read.vague.length === 0 || isAnswered(read)
      ? []
      : read.vague
          .filter(({ value }) => families.has(value.id))
          .map(({ value, start, end }) => {
            const { quote, ...place } = spanOf(read, start, end)
            return {
              ...place,
              message: `${quote}: the engineer at 2 AM ${value.why}.`,
              suggestion: `${value.instead.startsWith('“') ? 'Say instead' : 'Better'}: ${value.instead}.`,
            }
          }),
  )
}
