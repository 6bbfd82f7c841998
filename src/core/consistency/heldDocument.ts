// A document in force as it is held against others: its words, its front matter, and a way to quote either at its place.
import { Fields } from '../document/fields.ts'
import { parseYaml } from '../document/located.ts'
import { documentStart, type Position } from '../document/problem.ts'
import type { Lexicons } from '../lint/lexicon.ts'
import { type Places, placesOf } from '../lint/places.ts'
import { type LintText, readText } from '../lint/reading/readText.ts'
import { frontMatterOf, type PolicyPromises, promisesIn } from '../policy/locatedPromises.ts'
import { readMatches } from '../runbook/readMatches.ts'
import type { Match } from '../runbook/runbook.ts'
import type { DocumentRef, Sentence } from './inconsistency.ts'

export type DocumentInForce = DocumentRef & { markdown: string }

type Held = DocumentRef & {
  text: LintText
  places: Places
  /** The line of its front matter that gives a field; its beginning where it gives none. */
  fieldAt: (name: string) => Sentence
  sentenceAt: (position: Position, text?: string) => Sentence
}

export type HeldPolicy = Held & { promised: PolicyPromises }
export type HeldMatch = { match: Match; at: Sentence }
export type HeldRunbook = Held & {
  policy: string | null
  escalation: string | null
  incidentType: string | null
  matches: readonly HeldMatch[]
}

/** Longer lines are told by their beginning. */
const longestSentence = 300

function held({ markdown, kind, id, title }: DocumentInForce, lexicons: Lexicons): Held & { fields: Fields } {
  const frontMatter = frontMatterOf(markdown)
  const yaml = frontMatter === null ? undefined : parseYaml(frontMatter.text, frontMatter.firstLine).value
  const fields = Fields.from(yaml, [], documentStart)
  const lines = markdown.split(/\r\n|\n|\r/)
  const sentenceAt = (position: Position, text = (lines[position.line - 1] ?? '').trim()): Sentence => ({
    document: { kind, id, title },
    position,
    text: text.length > longestSentence ? `${text.slice(0, longestSentence)}…` : text,
  })
  const fieldAt = (name: string) => sentenceAt(fields.map.entries.has(name) ? fields.positionOf(name) : documentStart)
  return { kind, id, title, text: readText(markdown, lexicons), places: placesOf(markdown), fieldAt, sentenceAt, fields }
}

/** A text that says of itself that it is none promises nothing. */
export function heldPolicy(document: DocumentInForce, lexicons: Lexicons): HeldPolicy[] {
  const promised = promisesIn(document.markdown)
  return promised === null ? [] : [{ ...held(document, lexicons), promised }]
}

/** By its front matter alone: a text too long for its steps to be read still cites its policy. */
export function heldRunbook(document: DocumentInForce, lexicons: Lexicons): HeldRunbook {
  const { fields, ...rest } = held(document, lexicons)
  return {
    ...rest,
    ...{ policy: fields.text('policy'), escalation: fields.text('escalation'), incidentType: fields.text('incident_type') },
    matches: readMatches(fields).map(({ match, position }) => ({ match, at: rest.sentenceAt(position) })),
  }
}
