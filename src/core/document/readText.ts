// A text as it comes in: which document it is, what it promises about itself, and what keeps it from being taken.

import { type KnownPerson, onRecord } from './approver.ts'
import type { DocumentKind } from './documentVersion.ts'
import { type DocumentProblem, documentStart, inReadingOrder, type Position } from './problem.ts'
import type { Terms } from './terms.ts'
import { documentIdPattern, readingOf, type TextReading, type WrittenNames, type WrittenTerms } from './textReading.ts'

export type TextProblem = DocumentProblem & { refuses: boolean }

export type ReadText = {
  kind: DocumentKind
  /** From the front matter; null where it names none. */
  id: string | null
  title: string
  owner: string | null
  terms: Terms
  problems: TextProblem[]
}

/** A MiB is some two hundred pages: nobody follows more than that. */
export const mostTextBytes = 1024 * 1024

/** What a file that anybody wrote may not hold. Undefined: it is fine. `bytes`: its length in UTF-8. */
export function unkeepable(markdown: string, bytes: number): DocumentProblem | undefined {
  const say = (rule: string, message: string): DocumentProblem => ({ rule, message, position: documentStart })
  if (bytes > mostTextBytes) return say('text/too-large', 'The text is longer than 1 MiB. Split it, or link what it quotes.')
  if (/\p{Surrogate}/u.test(markdown)) return say('text/not-utf-8', 'The text is not valid UTF-8. Save it as UTF-8.')
  if (markdown.includes('\0')) return say('text/nul', 'The text holds a NUL character. Is it a text at all?')
  if (markdown.trim() === '') return say('text/empty', 'The text is empty.')
  return undefined
}

/** Never throws, whatever the text. */
export function readText(markdown: string, people: readonly KnownPerson[]): ReadText {
  return readingFor(readingOf(markdown), people)
}

/** Whom a text names is known only where somebody works; everything else it says by itself. */
export function readingFor(reading: TextReading, people: readonly KnownPerson[]): ReadText {
  const { kind, id, title, owner, written, broken, own: first, promises, hints, places } = reading
  const own = [...first]
  const say = (rule: string, message: string, position: Position) => own.push({ rule, message, position })
  const terms = termsOf(written, people, say)
  own.push(...written.problems)
  for (const word of terms.approvers.filter(isPlaceholder)) {
    say('front-matter/approvers', `“${word}” approves nothing: name a person, a role or a title.`, written.approvers.position)
  }
  return { kind, id, title, owner, terms, problems: all([...broken, ...own], promises, hints, places) }
}

const longestName = 320
const mostNames = 100
/** YAML can write out what a text itself may not hold: neither a database nor a ledger takes it. */
const unkeepableCharacters = /[\p{Cc}\p{Surrogate}]/u

/** A policy is judged by its promises, so one that cannot be read is refused; a runbook that is half right still helps at 2 AM. */
function all(broken: DocumentProblem[], promises: DocumentProblem[], hints: DocumentProblem[], places: DocumentProblem[]): TextProblem[] {
  const refusing = [...broken, ...promises].map((problem) => ({ ...problem, refuses: true }))
  const telling = [...hints, ...places].map((problem) => ({ ...problem, refuses: false }))
  const seen = new Map<string, TextProblem>()
  for (const problem of [...refusing, ...telling]) {
    const key = `${problem.position.line}:${problem.position.column} ${problem.message}`
    if (!seen.has(key)) seen.set(key, problem)
  }
  return inReadingOrder([...seen.values()]) as TextProblem[]
}

type Say = (rule: string, message: string, position: Position) => void

function termsOf(
  { approvers: asked, quorum, reviewEvery, reviewGrace, acknowledge }: WrittenTerms,
  people: readonly KnownPerson[],
  say: Say,
): Terms {
  const approvers = named('approvers', asked, people, say)
  const count = quorum?.value ?? approvers.length
  if (quorum !== null && !(quorum.value !== null && Number.isInteger(count) && count >= 1 && count <= approvers.length)) {
    say('front-matter/quorum', `\`quorum\` is a whole number from 1 to the number of approvers, ${approvers.length}.`, quorum.position)
  }
  return {
    ...{ approvers, quorum: count, reviewEvery, reviewGrace },
    acknowledge: acknowledge && {
      by: named('by', acknowledge.by, people, say),
      ...{ within: acknowledge.within, againEvery: acknowledge.againEvery },
    },
  }
}

function named(name: string, { words, position }: WrittenNames, people: readonly KnownPerson[], say: Say): string[] {
  if (words.length > mostNames) {
    say('front-matter/too-many', `\`${name}\` names ${words.length}; at most ${mostNames} are taken.`, position)
    return []
  }
  return words.flatMap((word) => {
    const rule = `front-matter/${name === 'by' ? 'acknowledge' : name}`
    if (word.length > longestName || unkeepableCharacters.test(word)) {
      say(rule, `A name is at most ${longestName} characters in one line.`, position)
      return []
    }
    const recorded = onRecord(word, people)
    if (recorded !== undefined) return [recorded]
    say(rule, `Nobody here has the address ${word.trim()}.`, position)
    return []
  })
}

/** A place of a template that nobody filled in yet. */
function isPlaceholder(word: string): boolean {
  return word.startsWith('[') || word === ''
}

/** `docs/runbooks/AWS keys.md` is `docs-runbooks-aws-keys`. Null where nothing of the path can be a name. */
export function idFromPath(path: string): string | null {
  const plain = path.replace(/\.(md|markdown|mdown|mdx|txt)$/i, '').toLowerCase()
  const words = plain
    .normalize('NFKD')
    .replaceAll(/\p{Mark}/gu, '')
    .match(/[a-z0-9]+/g)
  const id = words?.join('-').slice(-100).replace(/^-+/, '') ?? ''
  return documentIdPattern.test(id) ? id : null
}
