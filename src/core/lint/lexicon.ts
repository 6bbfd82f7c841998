// The words the linter knows: verbs, names of products, kinds of tool, people, audiences and vague phrases, read from `catalogues/lexicons`.
import { PhraseSet } from './phraseSet.ts'

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
  /** Written with a capital, and yet no name of anything. */
  ordinary: ReadonlySet<string>
  tools: ReadonlyMap<string, readonly string[] | 'looking'>
  /** Those of them that are words of English. */
  toolWords: ReadonlySet<string>
  /** Beginnings of PowerShell verbs: `Get-`, `Revoke-`. */
  toolPrefixes: ReadonlyMap<string, 'changing' | 'looking'>
}

type Yaml = Readonly<Record<string, unknown>>

/** `files`: what the YAML files hold, by their `kind`, which several may share. A file of another shape is a mistake of ours, and stops. */
export function readLexicons(files: readonly unknown[]): Lexicons {
  const ofKind = (name: string): [Yaml, ...Yaml[]] => {
    const [first, ...more] = (files as readonly Yaml[]).filter(({ kind }) => kind === name)
    if (first === undefined) throw new Error(`There is no lexicon of kind ${name}.`)
    return [first, ...more]
  }
  const kind = (name: string): Yaml => ofKind(name)[0]
  return {
    verbs: readVerbs(kind('verbs')),
    products: readProducts(ofKind('products')),
    categories: readCategories(kind('categories')),
    people: readPeople(kind('people')),
    audiences: readAudiences(kind('audiences')),
    vague: readVague(kind('vague')),
    instead: (kind('instead').steps as { verbs: string[]; things: string[]; step: string }[]).map(({ verbs, things, step }) => ({
      verbs: new Set(verbs),
      things: new Set(things),
      step,
    })),
    ordinary: new Set(words(kind('ordinary').words)),
    ...readTools(ofKind('commands')),
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
  const last = /[^aeiou][aeiou]([bdglmnprt])$/.exec(lemma)?.[1]
  return [lemma, third, past, `${stem}ing`, ...(last === undefined ? [] : [`${lemma}${last}ed`, `${lemma}${last}ing`])]
}

/** A single word of five letters or more is that product however it is spelled, unless it is an ordinary word as well. */
const longEnough = /^\w{5,}$/

function readProducts(files: readonly Yaml[]): PhraseSet<string> {
  const set = new PhraseSet<string>('exact')
  for (const { kind: _, english, ...groups } of files) {
    const ordinary = new Set(words(english))
    for (const [group, names] of Object.entries(groups))
      for (const name of words(names)) set.add(name, group, longEnough.test(name) && !ordinary.has(name) ? 'any' : 'exact')
  }
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

function readTools(files: readonly Yaml[]): Pick<Lexicons, 'tools' | 'toolWords' | 'toolPrefixes'> {
  const tools = new Map<string, readonly string[] | 'looking'>()
  const toolPrefixes = new Map<string, 'changing' | 'looking'>()
  for (const file of files) {
    const always = words(file.always ?? []).map((tool) => [tool, []] as const)
    for (const [tool, changing] of [...Object.entries(file.tools as Record<string, string[]>), ...always]) {
      if (tool.endsWith('-')) toolPrefixes.set(tool, 'changing')
      else tools.set(tool, changing)
    }
    for (const tool of words(file.looking ?? [])) {
      if (tool.endsWith('-')) toolPrefixes.set(tool, 'looking')
      else if (!tools.has(tool)) tools.set(tool, 'looking')
    }
  }
  return { tools, toolWords: new Set(files.flatMap(({ english }) => words(english ?? []))), toolPrefixes }
}
