// What a text says by itself, whoever works where it comes in: all that takes long to read, and nothing of it depends on anything but the text.
import { parsePolicy } from '../policy/parsePolicy.ts'
import { parseRunbook } from '../runbook/parseRunbook.ts'
import type { DocumentKind } from './documentVersion.ts'
import type { Fields } from './fields.ts'
import { findPlaceholders } from './placeholders.ts'
import type { DocumentProblem, Position } from './problem.ts'
import { readDocument, titleOf } from './readDocument.ts'

export type WrittenNames = { words: string[]; position: Position }

/** `value` null: it is no number. */
type WrittenNumber = { value: number | null; position: Position }

/** What it promises about itself, with names as they are written. */
export type WrittenTerms = {
  approvers: WrittenNames
  quorum: WrittenNumber | null
  reviewEvery: string | null
  reviewGrace: string | null
  acknowledge: { by: WrittenNames; within: string | null; againEvery: string | null } | null
  problems: DocumentProblem[]
}

/** Plain values: it is read in one thread and used in another. */
export type TextReading = {
  kind: DocumentKind
  id: string | null
  title: string
  owner: string | null
  written: WrittenTerms
  /** A block that cannot be read is a hint of its structure; a front matter that cannot is promises nobody sees. */
  broken: DocumentProblem[]
  own: DocumentProblem[]
  /** Of a policy. */
  promises: DocumentProblem[]
  /** Of a runbook. */
  hints: DocumentProblem[]
  places: DocumentProblem[]
}

export const documentIdPattern = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/

/** Never throws, whatever the text. */
export function readingOf(markdown: string): TextReading {
  const { fields, blocks, problems } = readDocument(markdown)
  const last = lastLineOfFrontMatter(markdown)
  const broken = problems.filter(
    ({ rule, position }) => rule === 'document/too-large' || rule.startsWith('front-matter/') || position.line <= last,
  )
  const kind = fields.text('kind') === 'policy' ? ('policy' as const) : ('runbook' as const)
  const id = fields.text('id')
  const own = ownProblems(fields, id)
  const written = writtenTerms(fields)
  const parsed = kind === 'policy' ? parsePolicy(markdown).problems : parseRunbook(markdown).problems
  return {
    ...{ kind, id, title: inOneLine(titleOf(fields, blocks)), owner: fields.text('owner'), written, broken, own },
    ...{ promises: kind === 'policy' ? parsed : [], hints: kind === 'policy' ? [] : parsed, places: findPlaceholders(markdown) },
  }
}

function ownProblems(fields: Fields, id: string | null): DocumentProblem[] {
  const own: DocumentProblem[] = []
  const say = (rule: string, message: string, position: Position) => own.push({ rule, message, position })
  if (id !== null && !documentIdPattern.test(id)) {
    say('front-matter/id', '`id` is up to 100 letters, digits, dots, dashes and underscores.', fields.positionOf('id'))
  }
  const written = fields.text('kind')
  if (written !== null && written !== 'policy' && written !== 'runbook') {
    say('front-matter/wrong-kind', '`kind` is `policy` or `runbook`.', fields.positionOf('kind'))
  }
  return own
}

/** 0 where there is none. */
function lastLineOfFrontMatter(markdown: string): number {
  const [first = '', ...lines] = markdown.split(/\r\n|\n|\r/)
  if (!/^\ufeff?---[ \t]*$/.test(first)) return 0
  const end = lines.findIndex((line) => /^---[ \t]*$/.test(line))
  return end < 0 ? 0 : end + 2
}

const longestTitle = 300

function inOneLine(title: string): string {
  const plain = title.replaceAll(/[\p{Cc}\p{Surrogate}]+/gu, ' ').trim()
  return [...plain].slice(0, longestTitle).join('')
}

/** A promise that cannot be read is none, and nobody would notice: what is wrong with one is kept apart. */
function writtenTerms(fields: Fields): WrittenTerms {
  const before = fields.problems.length
  const approvers = namesIn(fields, 'approvers')
  const quorum = fields.get('quorum')
  // Elsewhere `review` and `acknowledge` are often a date or a name; only ours has fields.
  const review = fields.get('review')?.kind === 'map' ? fields.fields('review') : null
  const asked = fields.get('acknowledge')?.kind === 'map' ? fields.fields('acknowledge') : null
  return {
    approvers,
    quorum: quorum === undefined ? null : { value: quorum.kind === 'number' ? quorum.value : null, position: quorum.position },
    ...{ reviewEvery: review?.duration('every')?.iso ?? null, reviewGrace: review?.duration('grace')?.iso ?? null },
    acknowledge: asked && {
      by: namesIn(asked, 'by'),
      within: asked.duration('within')?.iso ?? null,
      againEvery: asked.duration('again_every')?.iso ?? null,
    },
    problems: fields.problems.slice(before),
  }
}

function namesIn(fields: Fields, name: string): WrittenNames {
  return { words: fields.texts(name), position: fields.positionOf(name) }
}
