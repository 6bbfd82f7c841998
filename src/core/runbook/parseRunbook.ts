// A Markdown text as a runbook. Any well-written one works: what the structure cannot tell is left out and never guessed.
import type { Fields } from '../document/fields.ts'
import { plainValue } from '../document/located.ts'
import { type DocumentProblem, inReadingOrder } from '../document/problem.ts'
import { readDocument, titleOf } from '../document/readDocument.ts'
import { readMatches } from './readMatches.ts'
import { readParameters } from './readParameters.ts'
import { readPreservation } from './readPreservation.ts'
import { readSections, type SectionDraft } from './readSections.ts'
import { commandsOfStep, type PreservationItem, type Runbook, type Section } from './runbook.ts'
import { distinctIds } from './stepId.ts'

export type ParsedRunbook = { runbook: Runbook; problems: DocumentProblem[] }

/** Never throws, whatever the text. */
export function parseRunbook(markdown: string): ParsedRunbook {
  const { fields, blocks, problems } = readDocument(markdown)
  const title = titleOf(fields, blocks)
  const drafts = readSections(blocks, problems)
  const sections = withIds(drafts, problems)
  const preservation = named(readPreservation(drafts))
  const commands = [
    ...sections.flatMap((section) => [
      ...section.steps.flatMap(commandsOfStep),
      ...section.commands.filter(() => section.kind !== 'preserve'),
    ]),
    ...preservation.flatMap((item) => item.commands),
  ]
  const runbook: Runbook = {
    ...readFrontMatter(fields, title),
    sections,
    preservation,
    parameters: readParameters(drafts, commands, problems),
  }
  return { runbook, problems: inReadingOrder(problems) }
}

function readFrontMatter(fields: Fields, title: string): Omit<Runbook, 'sections' | 'preservation' | 'parameters'> {
  const kind = fields.text('kind')
  if (kind !== null && kind !== 'runbook') {
    fields.say('front-matter/wrong-kind', `This says that it is a ${kind}, and is read as a runbook.`, fields.positionOf('kind'))
  }
  const reviewed = fields.get('review')
  const known = {
    id: fields.text('id') ?? slug(title),
    title,
    owner: fields.text('owner'),
    incidentType: fields.text('incident_type'),
    policy: fields.text('policy'),
    escalation: fields.text('escalation'),
    matches: readMatches(fields).map(({ match }) => match),
    // Elsewhere `review` is often a date or a name; only ours has fields.
    reviewEvery: reviewed?.kind === 'map' ? fields.fields('review').duration('every') : null,
  }
  const kept = reviewed === undefined || reviewed.kind === 'map' ? [] : [['review', plainValue(reviewed)] as const]
  return { ...known, extra: Object.fromEntries([...kept, ...fields.rest().map(([name, value]) => [name, plainValue(value)] as const)]) }
}

function withIds(drafts: readonly SectionDraft[], problems: DocumentProblem[]): Section[] {
  const steps = drafts.flatMap((section) => section.steps)
  const words = steps.map((step) => [step.text, ...step.commands.map(({ text }) => text)].join('\n'))
  const ids = distinctIds(
    steps.map((step, index) => ({ explicit: step.explicitId, words: words[index] ?? '', position: step.position })),
    problems,
  )
  let next = 0
  return drafts.map(({ blocks: _blocks, ...section }) => ({
    ...section,
    steps: section.steps.map(({ explicitId: _explicit, ...step }) => ({ id: ids[next++] ?? '', ...step })),
  }))
}

function named(items: readonly Omit<PreservationItem, 'id'>[]): PreservationItem[] {
  const ids = distinctIds(
    items.map(({ evidence, position }) => ({ explicit: null, words: evidence, position })),
    [],
  )
  return items.map((item, index) => ({ id: ids[index] ?? '', ...item }))
}

function slug(title: string): string {
  return (
    title
      .toLowerCase()
      .match(/[\p{Letter}\p{Number}]+/gu)
      ?.join('-')
      .slice(0, 80) ?? ''
  )
}
