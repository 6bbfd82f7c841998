// Which times does a document state for things that a policy promises: whom to tell by when, when to acknowledge, contain, update, review?
import type { Audiences } from '../lexicon.ts'
import type { LintText, Read } from '../reading/readText.ts'
import { type FindAudiences, findAudiences } from './audiences.ts'
import type { Claim, FindLevel, Vocabulary } from './claim.ts'
import { claimsInRow } from './rowClaims.ts'
import { claimsInSentence } from './sentenceClaims.ts'

export function readClaims(text: LintText, { levels, whoms }: Vocabulary, audiences: Audiences): Claim[] {
  const find: FindAudiences = findAudiences(whoms, audiences)
  const level = levelFinder(levels)
  return text.reads.flatMap((read) => {
    if (read.unit.kind === 'code' || read.unit.isQuote) return []
    return read.unit.kind === 'row' ? claimsInRow(read, find, level) : claimsInSentences(read, find, level)
  })
}

/** Ends at a full stop, or where an item's lines are separate thoughts. */
const sentenceEnd = /[.;!?](?=\s|$)|\n\s*\n|\n(?=\s*[-*•])/g
const shortened = /\b(?:e\.g|i\.e|etc|approx|vs|art|no|resp)$/i

function claimsInSentences(read: Read, find: FindAudiences, level: FindLevel): Claim[] {
  const { text } = read.unit
  const ends = [...text.matchAll(sentenceEnd)].map(({ index }) => index).filter((at) => !shortened.test(text.slice(0, at)))
  const starts = [0, ...ends.map((at) => at + 1)]
  const around = level(read.unit.section.title)
  return starts.flatMap((from, place) => {
    const to = starts[place + 1] ?? text.length
    const words = text.slice(from, to)
    return claimsInSentence(words, read, from, find).map((claim) => {
      const lead = /^[\s>|*-]*/.exec(words)?.[0].length ?? 0
      const start = read.unit.offset + from + lead
      const sentence = { start, end: read.unit.offset + from + words.trimEnd().length, text: words.replace(/\s{2,}|[^\S ]/g, ' ').trim() }
      return { ...claim, level: level(words) ?? around, start: start - lead + claim.start, end: start - lead + claim.end, sentence }
    })
  })
}

/** `SEV1` is also “SEV-1”, “Sev 1” and “severity 1”. Of several in one sentence nobody knows which is meant. */
export function levelFinder(levels: readonly string[]): FindLevel {
  const patterns = levels.map((level) => {
    const numbered = /^([a-z]+)[\s-]?(\d+)$/i.exec(level)
    const spelled =
      numbered === null
        ? level.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
        : `(?:${numbered[1]}|severity${/^s/i.test(numbered[1] ?? '') ? '' : '(?!)'})[\\s-]?${numbered[2]}`
    return { level, pattern: new RegExp(`(?<![\\w-])${spelled}(?![\\w-])`, numbered === null ? '' : 'i') }
  })
  return (text) => {
    const named = patterns.filter(({ pattern }) => pattern.test(text))
    return named.length === 1 ? (named[0]?.level ?? null) : null
  }
}
