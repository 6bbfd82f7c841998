// The words the linter knows: verbs, names of products, kinds of tool, people, audiences and vague phrases, read from `catalogues/lexicons`.
import { type Token, tokensOf } from './reading/tokens.ts'

export type VerbClass = 'act' | 'contain' | 'look' | 'keep' | 'tell'
export type Vague = { id: string; element: string; why: string; instead: string }
/** A concrete step in place of one that names nothing. */
export type Instead = { verbs: ReadonlySet<string>; things: ReadonlySet<string>; step: string }
export type Category = { name: string }
/** Groups of people who are told, each under all of its names. */
export type Audiences = PhraseSet<string>

export type Lexicons = {
  verbs: ReadonlyMap<string, { lemma: string; classes: ReadonlySet<VerbClass> }>
  products: PhraseSet<string>
  categories: PhraseSet<Category>
  people: PhraseSet<'inside' | 'outside'>
  audiences: Audiences
  vague: PhraseSet<Vague>
  instead: readonly Instead[]
  tools: ReadonlyMap<string, readonly string[] | 'looking'>
  /** Beginnings of PowerShell verbs: `Get-`, `Revoke-`. */
  toolPrefixes: ReadonlyMap<string, 'changing' | 'looking'>
}

export type Found<Value> = { value: Value; start: number; end: number; from: number; to: number }

type Phrase<Value> = { words: readonly string[]; value: Value }

/** Phrases found by their first word; where several begin alike the longest counts. */
export class PhraseSet<Value> {
  private readonly byFirst = new Map<string, Phrase<Value>[]>()
  private readonly spelling: 'exact' | 'any'

  constructor(spelling: 'exact' | 'any') {
    this.spelling = spelling
  }

  add(phrase: string, value: Value): void {
    const words = tokensOf(phrase).map((token) => this.wordOf(token))
    const [first] = words
    if (first === undefined) return
    const known = this.byFirst.get(first) ?? []
    known.push({ words, value })
    known.sort((left, right) => right.words.length - left.words.length)
    this.byFirst.set(first, known)
  }

  find(tokens: readonly Token[]): Found<Value>[] {
    const found: Found<Value>[] = []
    for (let at = 0; at < tokens.length; at++) {
      const phrases = this.byFirst.get(this.wordOf(tokens[at]))
      const phrase = phrases?.find(({ words }) => words.every((word, index) => this.wordOf(tokens[at + index]) === word))
      if (phrase === undefined) continue
      const last = at + phrase.words.length - 1
      found.push({ value: phrase.value, start: tokens[at]?.start ?? 0, end: tokens[last]?.end ?? 0, from: at, to: last + 1 })
      at = last
    }
    return found
  }

  private wordOf(token: Token | undefined): string {
    return token === undefined ? '' : this.spelling === 'exact' ? token.word : token.lower
  }
}

type Yaml = Readonly<Record<string, unknown>>

/** `files`: what the YAML files hold, by their `kind`. A file of another shape is a mistake of ours, and stops. */
export function readLexicons(files: readonly unknown[]): Lexicons {
  const kinds = new Map(files.map((file) => [String((file as Yaml).kind), file as Yaml]))
  const kind = (name: string): Yaml => {
    const file = kinds.get(name)
    if (file === undefined) throw new Error(`There is no lexicon of kind ${name}.`)
    return file
  }
  return {
    verbs: readVerbs(kind('verbs')),
    products: phrasesOf(kind('products'), 'exact'),
    categories: readCategories(kind('categories')),
    people: readPeople(kind('people')),
    audiences: readAudiences(kind('audiences')),
    vague: readVague(kind('vague')),
    instead: (kind('instead').steps as { verbs: string[]; things: string[]; step: string }[]).map(({ verbs, things, step }) => ({
      verbs: new Set(verbs),
      things: new Set(things),
      step,
    })),
    ...readTools(kind('commands')),
  }
}

function words(value: unknown): string[] {
  if (!Array.isArray(value)) throw new Error(`A lexicon lists words, not ${typeof value}.`)
  return value.map(String)
}

function readVerbs(file: Yaml): Lexicons['verbs'] {
  const verbs = new Map<string, { lemma: string; classes: Set<VerbClass> }>()
  for (const name of ['act', 'contain', 'look', 'keep', 'tell'] as const) {
    for (const lemma of words(file[name])) {
      for (const form of formsOf(lemma)) {
        const known = verbs.get(form) ?? { lemma, classes: new Set<VerbClass>() }
        known.classes.add(name)
        verbs.set(form, known)
      }
    }
  }
  return verbs
}

function formsOf(lemma: string): string[] {
  const stem = lemma.replace(/e$/, '')
  const third = /(?:s|x|z|ch|sh)$/.test(lemma) ? `${lemma}es` : /[^aeiou]y$/.test(lemma) ? `${lemma.slice(0, -1)}ies` : `${lemma}s`
  const past = /[^aeiou]y$/.test(lemma) ? `${lemma.slice(0, -1)}ied` : `${stem}ed`
  return [lemma, third, past, `${stem}ing`]
}

function phrasesOf(file: Yaml, spelling: 'exact' | 'any'): PhraseSet<string> {
  const set = new PhraseSet<string>(spelling)
  for (const [group, names] of Object.entries(file)) if (group !== 'kind') for (const name of words(names)) set.add(name, group)
  return set
}

function readCategories(file: Yaml): PhraseSet<Category> {
  const set = new PhraseSet<Category>('any')
  for (const tool of file.tools as { phrases: string[]; name: string }[]) {
    for (const phrase of tool.phrases) for (const form of plurals(phrase)) set.add(form, { name: tool.name })
  }
  return set
}

function readPeople(file: Yaml): PhraseSet<'inside' | 'outside'> {
  const set = new PhraseSet<'inside' | 'outside'>('any')
  for (const side of ['inside', 'outside'] as const)
    for (const phrase of words(file[side])) for (const form of plurals(phrase)) set.add(form, side)
  return set
}

function readAudiences(file: Yaml): Audiences {
  const set: Audiences = new PhraseSet<string>('any')
  for (const { id, phrases } of file.groups as { id: string; phrases: string[] }[])
    for (const phrase of phrases) for (const form of plurals(phrase)) set.add(form, id)
  return set
}

function plurals(phrase: string): string[] {
  return /(?:s|is|ing)$/.test(phrase) ? [phrase] : [phrase, `${phrase}s`]
}

function readVague(file: Yaml): PhraseSet<Vague> {
  const set = new PhraseSet<Vague>('any')
  for (const family of file.families as { id: string; element: string; why: string; instead: string; phrases: string[] }[]) {
    const { phrases, ...vague } = family
    for (const phrase of phrases) set.add(phrase, vague)
  }
  return set
}

function readTools(file: Yaml): Pick<Lexicons, 'tools' | 'toolPrefixes'> {
  const tools = new Map<string, readonly string[] | 'looking'>()
  const toolPrefixes = new Map<string, 'changing' | 'looking'>()
  for (const [tool, changing] of Object.entries(file.tools as Record<string, string[]>)) {
    if (tool.endsWith('-')) toolPrefixes.set(tool, 'changing')
    else tools.set(tool, changing)
  }
  for (const tool of words(file.looking)) {
    if (tool.endsWith('-')) toolPrefixes.set(tool, 'looking')
    else if (!tools.has(tool)) tools.set(tool, 'looking')
  }
  return { tools, toolPrefixes }
}
