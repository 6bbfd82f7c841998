// Whom does a sentence name? The groups that a policy promises to tell, under any of their names, and nobody who only sounds like them.
import type { Audiences } from '../lexicon.ts'
import { PhraseSet } from '../phraseSet.ts'
import type { Token } from '../reading/tokens.ts'
import { tokensOf } from '../reading/tokens.ts'

/** `whom`: as the policy has it. Offsets into the text that was searched. */
export type NamedAudience = { whom: string; start: number; end: number; from: number; to: number }
export type FindAudiences = (text: string, tokens: readonly Token[]) => NamedAudience[]

/** Words that may stand before a group without making it another one: “the affected customers”, but not “enterprise customers”. */
const before = new Set(
  (
    'the our all any each every both to and or with of for by via through then also plus affected impacted relevant concerned competent lead ' +
    'responsible appropriate those these its their your within before notify notifies notified tell tells told inform informs informed alert brief ' +
    'update report reports call phone page email mail contact write message advise must should shall will be is are if that from at sev1 sev2 sev3 sev4 who whom hours days hour day minutes'
  ).split(' '),
)
/** Words that may stand after it: “customer support” is somebody else. */
const after = new Set(
  (
    'within without in by no not at of and or about that who is are was were must shall should as after before when if on once immediately promptly first ' +
    'directly through via per affected concerned under with for from every to will can has have in-writing hourly daily latest also too again where whose sev1 sev2 sev3 sev4 may be gets get hears receives'
  ).split(' '),
)

/** Ids of the policy as words: `affected-customers` is “affected customers”, and whoever else has that name. */
export function findAudiences(whoms: readonly string[], audiences: Audiences): FindAudiences {
  const wanted = new Map<string, string>()
  const own = new PhraseSet<string>('any')
  for (const whom of new Set(whoms)) {
    const words = whom.replaceAll(/[-_]+/g, ' ')
    const group = groupOf(words, audiences)
    wanted.set(group ?? words, whom)
    if (group === null) for (const form of [words, `${words}s`]) own.add(form, words)
  }
  // Where the policy knows one authority, “the authority” is that one.
  const authorities = [...wanted.keys()].filter((group) => /\b(?:authority|regulator|supervisor)$/.test(group.replaceAll('-', ' ')))
  const [authority] = authorities
  if (authorities.length === 1 && authority !== undefined) for (const name of ['authority', 'the authority']) own.add(name, authority)
  return (text, tokens) =>
    [...own.find(tokens), ...audiences.find(tokens)]
      .sort((left, right) => left.start - right.start || right.end - left.end)
      .filter((found, index, all) => !all.slice(0, index).some((earlier) => found.start < earlier.end))
      .flatMap(({ value, start, end, from, to }) => {
        const whom = wanted.get(value)
        return whom === undefined || !isAlone(text, tokens, from, to) ? [] : [{ whom, start, end, from, to }]
      })
}

/** The whole of it must be a known name: “enterprise customers” is not “customers”. */
function groupOf(words: string, audiences: Audiences): string | null {
  const tokens = tokensOf(words)
  return audiences.find(tokens).find(({ from, to }) => from === 0 && to === tokens.length)?.value ?? null
}

function isAlone(text: string, tokens: readonly Token[], from: number, to: number): boolean {
  const [previous, first, last, next] = [tokens[from - 1], tokens[from], tokens[to - 1], tokens[to]]
  if (first === undefined || last === undefined) return false
  const touches = (left: number, right: number) => /^\s+$/.test(text.slice(left, right))
  if (/^['’]/.test(text.slice(last.end, last.end + 1)) || /['’]s?$/.test(last.word)) return false
  if (previous !== undefined && touches(previous.end, first.start) && !isAllowed(previous, before)) return false
  return next === undefined || !touches(last.end, next.start) || isAllowed(next, after)
}

function isAllowed({ lower }: Token, words: ReadonlySet<string>): boolean {
  return words.has(lower) || /^\d/.test(lower)
}
