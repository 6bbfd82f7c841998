// Which products does a sentence name that stand in no list? A capital where a tool would be named, and no word that anybody else writes so.
import type { Lexicons } from '../lexicon.ts'
import type { Found } from '../phraseSet.ts'
import { type Token, tokensOf } from './tokens.ts'
import type { Span, Unit } from './unit.ts'

/** What the whole text says of its words. */
export type TextWords = {
  /** Written small somewhere: a capital makes no name of them. */
  small: ReadonlySet<string>
  /** Whoever has employees, policies or shall do something: a company, not a tool. */
  actors: ReadonlySet<string>
}

/** What is opened, restarted or looked at under a name of its own. */
const things =
  'dashboard|dashboards|console|panel|portal|ui|gui|cli|api|app|plugin|bot|agent|integration|webhook|board|workspace|project|repo|repository|bucket|table|topic|queue|stream|channel|cluster|namespace|deployment|pod|pods|statefulset|daemonset|container|job|cronjob|pipeline|workflow|service|server|database|schema|replica|instance|index|cache|worker|workers|proxy|gateway|alert|alerts|monitor|metric|metrics|logs|query|report|view|tenant|org|rotation|schedule|ticket|tickets|issue|form|flag|page|vault|playbook|lambda|function|host|node|volume|vm|endpoint|config|setting|settings|variable|parameter|field|policy|rule|role|group|user|account|key|secret|token|certificate|branch|tag|image|script|module|contract'
const thing = new RegExp(`^(?:${things})$`)
/** After these a capital names where something is done, or with what. */
const before = new Set(
  'in via on using through inside within use open visit access check query search launch restart stop start disable enable pause scale redeploy deploy edit'.split(
    ' ',
  ),
)
const notAfter =
  /^(?:team|teams|staff|employees?|manager|officer|policy|policies|section|department|division|office|personnel|representative|director|lead|act|law|regulation|plan|procedure|committee|guidelines?|framework|standard|phase|stage|level|inc|llc|ltd|members?|customers?|clients?|users?|partners?|foundation|community)$/
const actsAsCompany =
  /^(?:will|shall|must|may|employees?|staff|personnel|management|policy|policies|inc|llc|ltd|gmbh|customers|executives|leadership|workforce|board|maintains|requires|recognizes|reserves)$/

// One way to read each character: a token may be as long as a line that somebody sends.
const capital = /^[A-Z][a-zà-ž0-9](?:[.-]?[A-Za-zà-ž0-9])*$/
/** `PgBouncer`, `incidentBot`: no word is written so. */
const innerCapital = /^(?:[A-Z]?[a-z]{2,}[A-Z][A-Za-z0-9]*|[a-z][A-Z][a-z]{2,}\w*|[A-Z]{2,}[a-z]{2,}[A-Z]\w*)$/
const sentenceOpens = /[.:;!?|(–—•"“[]|^\s*-\s|\n\s*\n/

/** Products that no list has: with a capital where a tool would be named, or before what only a tool has. */
export function unlistedProducts(unit: Unit, tokens: readonly Token[], words: TextWords, lexicons: Lexicons): Found<string>[] {
  if (unit.kind === 'code') return []
  const found: Found<string>[] = []
  const isTitle = isTitleCase(tokens)
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at]
    if (token === undefined || token.word === token.lower || !isUncommon(token, words, lexicons)) continue
    const isInner =
      innerCapital.test(token.word) &&
      token.word.length <= 30 &&
      !/[/=?&+%#]/.test(`${unit.text[token.start - 1] ?? ''}${unit.text[token.end] ?? ''}`)
    if (!isInner && (isTitle || !capital.test(token.word))) continue
    let to = at + 1
    while (to < tokens.length && isNextOfName(unit.text, tokens, to, words, lexicons)) to++
    if (isInner || isNamedTool(unit.text, tokens, at, to))
      found.push({ value: 'unlisted', start: token.start, end: tokens[to - 1]?.end ?? token.end, from: at, to })
    at = to - 1
  }
  return found
}

function isUncommon({ word, lower }: Token, { small, actors }: TextWords, { ordinary, verbs }: Lexicons): boolean {
  if (word.length < 3 || ordinary.has(lower) || small.has(lower)) return false
  const plain = lower.replace(/['’]s$/, '')
  if (small.has(plain) || actors.has(plain) || ordinary.has(plain) || verbs.has(plain)) return false
  const singular = plain.replace(/s$/, '')
  return !ordinary.has(singular) && plain.split('-').some((part) => !ordinary.has(part) && !verbs.has(part))
}

function isNextOfName(text: string, tokens: readonly Token[], at: number, words: TextWords, lexicons: Lexicons): boolean {
  const [last, token] = [tokens[at - 1], tokens[at]]
  if (last === undefined || token === undefined || text.slice(last.end, token.start) !== ' ') return false
  return capital.test(token.word) && isUncommon(token, words, lexicons)
}

function isNamedTool(text: string, tokens: readonly Token[], from: number, to: number): boolean {
  const [previous, first, last, next] = [tokens[from - 1], tokens[from], tokens[to - 1], tokens[to]]
  if (first === undefined || last === undefined || previous === undefined) return false
  // A sentence begins with a capital whatever it begins with.
  if (sentenceOpens.test(text.slice(previous.end, first.start))) return false
  const isJoined = next !== undefined && /^[ ]$/.test(text.slice(last.end, next.start))
  if (isJoined && notAfter.test(next.lower)) return false
  if (isJoined && thing.test(next.lower)) return true
  // “in Acme Security Team”: a name that goes on in ordinary words with capitals is that of a group.
  if (isJoined && /^[A-Z]/.test(next.word)) return false
  const isThe = /^(?:the|our|your|an?)$/.test(previous.lower)
  return before.has((isThe ? tokens[from - 2] : previous)?.lower ?? '')
}

const isCapital = (code: number) => code >= 0x41 && code <= 0x5a
const isSmall = (code: number) => code >= 0x61 && code <= 0x7a

/** Asked of every word there is: a number is compared sooner than a pattern. */
function hasCapital(word: string): boolean {
  return isCapital(word.charCodeAt(0))
}

function isTitleCase(tokens: readonly Token[]): boolean {
  let long = 0
  let capitals = 0
  for (const { word } of tokens.slice(1)) {
    if (word.length < 4) continue
    if (hasCapital(word)) capitals += 1
    if (hasCapital(word) || isSmall(word.charCodeAt(0))) long += 1
  }
  return long >= 2 && capitals >= long * 0.8
}

export function textWords(all: readonly (readonly Token[])[]): TextWords {
  const small = new Set<string>()
  const actors = new Set<string>()
  for (const tokens of all) {
    tokens.forEach((token, at) => {
      if (token.word === token.lower) small.add(token.lower)
      else if (hasCapital(token.word) && actsAsCompany.test(tokens[at + 1]?.lower ?? '')) actors.add(token.lower.replace(/['’]s$/, ''))
    })
  }
  return { small, actors }
}

/** A tool by itself in the column of a table that is for tools. */
const toolColumn = /\b(?:tools?|systems?|platform|product|where|sources?|dashboard|console|app|application|software|technology)\b/

export function productCells({ kind, cells, header, text }: Unit, words: TextWords, lexicons: Lexicons): Span[] {
  if (kind !== 'row') return []
  return cells.flatMap((cell, column) => {
    const value = cell.text.trim()
    if (!toolColumn.test(header[column] ?? '') || !/^[A-Z][\w.-]+(?: [A-Z][\w.-]+){0,2}$/.test(value)) return []
    const start = text.indexOf(value, cell.start)
    const isName = tokensOf(value).some((token) => isUncommon(token, words, lexicons))
    return isName && !/^[A-Z\d]+$/.test(value) ? [{ value, start, end: start + value.length }] : []
  })
}
