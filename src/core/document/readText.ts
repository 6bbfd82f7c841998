// A text as it comes in: which document it is, what it promises about itself, and what keeps it from being taken.

import { parsePolicy } from '../policy/parsePolicy.ts'
import { parseRunbook } from '../runbook/parseRunbook.ts'
import { type KnownPerson, onRecord } from './approver.ts'
import type { DocumentKind } from './documentVersion.ts'
import type { Fields } from './fields.ts'
import { findPlaceholders } from './placeholders.ts'
import { type DocumentProblem, documentStart, inReadingOrder, type Position } from './problem.ts'
import { readDocument, titleOf } from './readDocument.ts'
import type { Terms } from './terms.ts'

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

export const documentIdPattern = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/

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
  const { fields, blocks, problems } = readDocument(markdown)
  // A block that cannot be read is a hint of its structure; a front matter that cannot is promises nobody sees.
  const last = lastLineOfFrontMatter(markdown)
  const broken = problems.filter(
    ({ rule, position }) => rule === 'document/too-large' || rule.startsWith('front-matter/') || position.line <= last,
  )
  const kind = fields.text('kind') === 'policy' ? ('policy' as const) : ('runbook' as const)
  const own: DocumentProblem[] = []
  const say = (rule: string, message: string, position: Position) => own.push({ rule, message, position })
  const id = fields.text('id')
  if (id !== null && !documentIdPattern.test(id)) {
    say('front-matter/id', '`id` is up to 100 letters, digits, dots, dashes and underscores.', fields.positionOf('id'))
  }
  const written = fields.text('kind')
  if (written !== null && written !== 'policy' && written !== 'runbook') {
    say('front-matter/wrong-kind', '`kind` is `policy` or `runbook`.', fields.positionOf('kind'))
  }
  // A promise that cannot be read is none, and nobody would notice.
  const before = problems.length
  const terms = termsOf(fields, people, say)
  own.push(...problems.slice(before))
  for (const word of terms.approvers.filter(isPlaceholder)) {
    say('front-matter/approvers', `“${word}” approves nothing: name a person, a role or a title.`, fields.positionOf('approvers'))
  }
  const parsed = kind === 'policy' ? parsePolicy(markdown).problems : parseRunbook(markdown).problems
  return {
    ...{ kind, id, title: inOneLine(titleOf(fields, blocks)), owner: fields.text('owner'), terms },
    problems: all([...broken, ...own], kind === 'policy' ? parsed : [], kind === 'policy' ? [] : parsed, findPlaceholders(markdown)),
  }
}

/** 0 where there is none. */
function lastLineOfFrontMatter(markdown: string): number {
  const [first = '', ...lines] = markdown.split(/\r\n|\n|\r/)
  if (!/^\ufeff?---[ \t]*$/.test(first)) return 0
  const end = lines.findIndex((line) => /^---[ \t]*$/.test(line))
  return end < 0 ? 0 : end + 2
}

const longestTitle = 300
const longestName = 320
const mostNames = 100
/** YAML can write out what a text itself may not hold: neither a database nor a ledger takes it. */
const unkeepableCharacters = /[\p{Cc}\p{Surrogate}]/u

function inOneLine(title: string): string {
  const plain = title.replaceAll(/[\p{Cc}\p{Surrogate}]+/gu, ' ').trim()
  return [...plain].slice(0, longestTitle).join('')
}

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

function termsOf(fields: Fields, people: readonly KnownPerson[], say: Say): Terms {
  const approvers = named(fields, 'approvers', people, say)
  const quorum = fields.get('quorum')
  const count = quorum?.kind === 'number' ? quorum.value : approvers.length
  if (quorum !== undefined && !(Number.isInteger(count) && count >= 1 && count <= approvers.length && quorum.kind === 'number')) {
    say('front-matter/quorum', `\`quorum\` is a whole number from 1 to the number of approvers, ${approvers.length}.`, quorum.position)
  }
  // Elsewhere `review` and `acknowledge` are often a date or a name; only ours have fields.
  const review = fields.get('review')?.kind === 'map' ? fields.fields('review') : null
  const asked = fields.get('acknowledge')?.kind === 'map' ? fields.fields('acknowledge') : null
  return {
    ...{ approvers, quorum: count },
    ...{ reviewEvery: review?.duration('every')?.iso ?? null, reviewGrace: review?.duration('grace')?.iso ?? null },
    acknowledge: asked && {
      by: named(asked, 'by', people, say),
      within: asked.duration('within')?.iso ?? null,
      againEvery: asked.duration('again_every')?.iso ?? null,
    },
  }
}

function named(fields: Fields, name: string, people: readonly KnownPerson[], say: Say): string[] {
  const words = fields.texts(name)
  if (words.length > mostNames) {
    say('front-matter/too-many', `\`${name}\` names ${words.length}; at most ${mostNames} are taken.`, fields.positionOf(name))
    return []
  }
  return words.flatMap((word) => {
    const position = fields.positionOf(name)
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
