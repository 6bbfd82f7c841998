// What does a sentence ask somebody to do? The verbs that lead it or follow a word that asks, not those that only occur in it.
import type { Lexicons, VerbClass } from '../lexicon.ts'
import type { Token } from './tokens.ts'

/** `leads`: its sentence begins with it, as an instruction does. */
export type Verb = { lemma: string; classes: ReadonlySet<VerbClass>; start: number; end: number; leads: boolean }

const beforeVerb = new Set(
  'must shall should will to and then or please may can immediately also either now always first next cannot not by consider try carefully manually temporarily quickly promptly or'.split(
    ' ',
  ),
)
const duties = new Set(['must', 'shall', 'should'])
const relatives = new Set('that which who it they this subject'.split(' '))
/** “Kubernetes tries to restart it” says what happens, and asks for nothing. */
const tells =
  /^(?:tr(?:y|ies|ied|ying)|attempt(?:s|ed|ing)?|fail(?:s|ed|ing)?|unable|inability|ability|able|used|wants?|seems?|appears?|begins?|designed|configured|likely|supposed|continues?)$/
const conditions = new Set('if when once after for in where while upon before during unless on as'.split(' '))
const opensSentence = /[.:;(|–—]|\n\s*\n/

export function verbsOf(text: string, tokens: readonly Token[], { verbs, ordinary }: Lexicons): Verb[] {
  const found: Verb[] = []
  let isAsked = true
  let isConditional = false
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at]
    if (token === undefined) break
    const before = tokens[at - 1]
    const gap = text.slice(before?.end ?? 0, token.start)
    const isOpening = at === 0 || (gap !== ' ' && opensSentence.test(gap))
    const isRelative = relatives.has(tokens[at - 2]?.lower ?? '') || (before?.lower === 'to' && tells.test(tokens[at - 2]?.lower ?? ''))
    if (at > 0)
      isAsked =
        isOpening ||
        (beforeVerb.has(before?.lower ?? '') && !isRelative) ||
        // “Systems shall be isolated” asks as well.
        (before?.lower === 'be' && duties.has(tokens[at - 2]?.lower ?? '')) ||
        (gap.includes(',') && (isAsked || isConditional || found.length > 0))
    if (isOpening) isConditional = conditions.has(token.lower)
    const verb = isAsked || isThirdPerson(token, before) || isOfMany(token, before) ? verbOf(token.lower, verbs) : undefined
    if (verb === undefined && isOpening && isUnknownVerb(token, tokens[at + 1], ordinary))
      found.push({ lemma: token.lower, classes: unknown, start: token.start, end: token.end, leads: true })
    // “Updates every hour”: an instruction never begins with the form in -s.
    const isPlural =
      verb !== undefined && at === 0 && token.lower !== verb.lemma && token.lower.endsWith('s') && !text.trimStart().startsWith('|')
    if (verb !== undefined && !isPlural && !isNoun(tokens[at + 1], token))
      found.push({ ...verb, start: token.start, end: token.end, leads: isOpening })
  }
  return found
}

const unknown: ReadonlySet<VerbClass> = new Set(['act'])
const determiner = /^(?:the|all|any|every|each|your|our|it|them|this|these|those)$/
const opensOtherwise =
  /^(?:of|in|on|at|by|for|from|to|with|within|without|after|before|during|under|over|through|until|as|and|or|but|if|when|while|where|what|which|who|how|why|whether|is|are|was|were|be|has|have|had|do|does|did|can|could|may|might|must|shall|should|will|would|not|no|yes|than|that|then|because|since|once|also|only|both|including|regarding|concerning|following|depending|given|per|via|upon|across|about|against|between|among|let|all|like|unlike|except|so)$/

/** “Bounce the pods”, “Squelch all alerts”: what stands before an article at the beginning is asked for, whatever it means. */
function isUnknownVerb({ word, lower }: Token, next: Token | undefined, ordinary: ReadonlySet<string>): boolean {
  return (
    next !== undefined &&
    determiner.test(next.lower) &&
    /^[A-Za-z][a-z-]{2,}$/.test(word) &&
    !/(?:s|ly|ed)$/.test(lower) &&
    !opensOtherwise.test(lower) &&
    !ordinary.has(lower)
  )
}

/** “Mac users activate …”, “engineers restart …” */
function isOfMany(token: Token, before: Token | undefined): boolean {
  return before !== undefined && many.has(before.lower) && !/(?:s|ed|ing)$/.test(token.lower)
}

const many = new Set(
  'users employees engineers developers admins administrators analysts operators responders maintainers managers teams owners leads members signers'.split(
    ' ',
  ),
)

/** “Re-enable”, “unmute”, “decommission”: what is done again or undone changes something, whatever the verb behind it does. */
function verbOf(word: string, verbs: Lexicons['verbs']): { lemma: string; classes: ReadonlySet<VerbClass> } | undefined {
  const known = verbs.get(word)
  if (known !== undefined) return known
  const rest = /^(?:re-?|un-?|de-?|dis-?|over|auto-?)([a-z]{4,})$/.exec(word)?.[1]
  const base = rest === undefined ? undefined : verbs.get(rest)
  return base?.classes.has('act') ? base : undefined
}

/** “the operator opens …”: a form in -s after a word that is no article. */
function isThirdPerson(token: Token, before: Token | undefined): boolean {
  return (
    before !== undefined &&
    token.lower.endsWith('s') &&
    !token.lower.endsWith('ss') &&
    /(?:team|lead|manager|officer|commander|vmt|ism|irt|engineer|owner|analyst|responder|staff|who|it|soc|administrator)$/.test(
      before.lower,
    )
  )
}

/** “Report template”, “Contact information”, “update frequency”: a noun follows that makes the verb a noun. */
function isNoun(next: Token | undefined, token: Token): boolean {
  return (
    next !== undefined &&
    /^(?:template|information|info|frequency|time|times|plan|policy|procedure|procedures|details|channels?|list|steps|phase|team|activities|measures|count|counts|status|rate|rates|attempts|points?|objective|objectives|access|control|controls|updates|strategy|handling|requirements)$/.test(
      next.lower,
    ) &&
    !/ing$/.test(token.lower)
  )
}
