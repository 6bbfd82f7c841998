// Does a chain of causes end in a weakness that somebody can mend? “Unauthorized access” is what happened, never why it could happen.
import { z } from 'zod'
import { Refusal } from '../kernel/refusal.ts'

export const causeKinds = ['event', 'condition', 'weakness'] as const
export type CauseKind = (typeof causeKinds)[number]

/** From what happened, by what made that possible, to the weakness: the last one is the root. */
export type Cause = { readonly text: string; readonly kind: CauseKind }

const word = z.string().trim().min(1)

const lexiconShape = z.strictObject({
  kind: z.literal('root-causes'),
  families: z.array(z.strictObject({ id: word, phrases: z.array(word).min(1), advice: word, example: word })).min(1),
  generic: z.array(word),
})

type Family = { readonly id: string; readonly phrases: readonly string[]; readonly advice: string; readonly example: string }

export type CauseLexicon = { readonly families: readonly Family[]; readonly generic: ReadonlySet<string> }

/** `value`: what the file's YAML holds. */
export function readCauseLexicon(value: unknown): CauseLexicon {
  const { families, generic } = lexiconShape.parse(value)
  return {
    families: families.map((family) => ({
      ...family,
      phrases: family.phrases.map(plain).sort((left, right) => right.length - left.length),
    })),
    generic: new Set(generic.map(plain)),
  }
}

function plain(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{Letter}\p{Number}]+/gu, ' ')
    .trim()
}

/** Words that hold a sentence together and say nothing by themselves. */
const joining = new Set(
  'a an and any are as at be been being but by can could did do does for from had has have he her his how i if in into is it its my no nor of off on or our out over own she so such that the their them there these they this those to too up us very was we were what when where which while who why will with you your'.split(
    ' ',
  ),
)

export type VagueCause = { readonly named: string; readonly advice: string; readonly example: string }

/** Beside a word that only names the event, a specific cause says at least this much of its own. */
const ownWordsBesidePhrase = 4
/** With fewer words nothing that can be mended is named, whatever they are. */
const ownWordsAtLeast = 3

/** Null: it says something that somebody could mend. */
export function vagueness(text: string, { families, generic }: CauseLexicon): VagueCause | null {
  let rest = ` ${plain(text)} `
  const named: { family: Family; phrase: string }[] = []
  for (const family of families) {
    for (const phrase of family.phrases) {
      if (!rest.includes(` ${phrase} `)) continue
      named.push({ family, phrase })
      // Twice, because neighbouring words share the space between them.
      rest = rest.replaceAll(` ${phrase} `, '  ').replaceAll(` ${phrase} `, '  ')
    }
  }
  const own = new Set(rest.split(' ').filter((one) => one !== '' && !joining.has(one) && !generic.has(one)))
  const [first] = named
  if (first === undefined && own.size >= ownWordsAtLeast) return null
  if (own.size >= ownWordsBesidePhrase) return null
  const family = first?.family ?? families.at(-1)
  return { named: first?.phrase ?? text.trim(), advice: family?.advice ?? '', example: family?.example ?? '' }
}

function adviceOn({ named, advice, example }: VagueCause): string {
  return `“${named}” is no weakness. ${advice} For instance: “${example}”`
}

/** What keeps a chain from being one, in words; empty where it ends in a specific weakness. */
export function causeAdvice(causes: readonly Cause[], lexicon: CauseLexicon): string[] {
  const root = causes.at(-1)
  if (root === undefined) return ['Write the chain of causes: what happened, what made it possible, and the weakness it ends in.']
  if (root.kind !== 'weakness') {
    return ['The chain ends too early: its last link must be the weakness that somebody can mend. Ask once more why that was so.']
  }
  return causes
    .filter(({ kind }) => kind === 'weakness')
    .flatMap(({ text }) => vagueness(text, lexicon) ?? [])
    .map(adviceOn)
}

/** A draft may be unfinished, but what it calls a weakness must be one. */
export function refuseVagueWeakness(causes: readonly Cause[], lexicon: CauseLexicon): void {
  causes.forEach(({ kind, text }, at) => {
    const vague = kind === 'weakness' ? vagueness(text, lexicon) : null
    if (vague === null) return
    const message = adviceOn(vague)
    throw new Refusal('cause_not_specific', message, { fields: [{ path: `/causes/${at}/text`, message }] })
  })
}
