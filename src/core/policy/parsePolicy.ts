// A Markdown text as a policy: every promise in its front matter as typed data, and what is wrong with it at line and column.
import type { Fields } from '../document/fields.ts'
import { plainValue } from '../document/located.ts'
import { type DocumentProblem, inReadingOrder } from '../document/problem.ts'
import { readDocument, titleOf } from '../document/readDocument.ts'
import { type Fact, type NotifyDuty, type Policy, reviewRules, type SeverityLevel } from './policy.ts'
import { readCriteria } from './readCriterion.ts'

export type ParsedPolicy = { policy: Policy; problems: DocumentProblem[] }

/** Never throws. */
export function parsePolicy(markdown: string): ParsedPolicy {
  const { fields, blocks, problems } = readDocument(markdown)
  if (fields.text('kind') !== 'policy') {
    fields.say('front-matter/wrong-kind', 'A policy says `kind: policy` in its front matter.', fields.positionOf('kind'))
  }
  const facts = readFacts(fields)
  const policy = {
    id: fields.neededText('id'),
    title: titleOf(fields, blocks),
    owner: fields.text('owner'),
    approvers: fields.texts('approvers'),
    ...readPromises(fields),
    appliesTo: fields.texts('applies_to'),
    facts,
    severities: readSeverities(fields, new Map(facts.map((fact) => [fact.name, fact]))),
  }
  const extra = Object.fromEntries(fields.rest().map(([name, value]) => [name, plainValue(value)]))
  return { policy: { ...policy, extra }, problems: inReadingOrder(problems) }
}

type Promises = Pick<Policy, 'review' | 'acknowledge' | 'alertReview' | 'postIncident' | 'training' | 'preservation'>

function readPromises(fields: Fields): Promises {
  const given = <Promise>(name: string, read: (inner: Fields) => Promise): Promise | null =>
    fields.get(name) === undefined ? null : read(fields.fields(name))
  return {
    review: given('review', (inner) => ({ every: inner.duration('every'), grace: inner.duration('grace') })) ?? {
      every: null,
      grace: null,
    },
    acknowledge: given('acknowledge', (inner) => ({
      by: inner.texts('by'),
      within: inner.duration('within'),
      againEvery: inner.duration('again_every'),
    })),
    alertReview: given('alert_review', (inner) => ({ within: inner.duration('within'), periodic: readPeriodic(inner) })),
    postIncident: given('post_incident', (inner) => ({
      reviewWithin: inner.duration('review_within'),
      actionsDueWithin: inner.duration('actions_due_within'),
    })),
    training: given('training', (inner) => ({
      who: inner.neededText('who'),
      every: inner.duration('every'),
      accepts: inner.texts('accepts'),
    })),
    preservation: given('preservation', (inner) => ({ collectBeforeExpiryMargin: inner.duration('collect_before_expiry_margin') })),
  }
}

function readPeriodic(fields: Fields): { every: NonNullable<ReturnType<Fields['duration']>>; by: string } | null {
  if (fields.get('periodic') === undefined) return null
  const inner = fields.fields('periodic')
  const every = inner.duration('every')
  if (every === null && !inner.map.entries.has('every')) inner.missing('every')
  return every === null ? null : { every, by: inner.text('by') ?? 'anyone' }
}

function readFacts(fields: Fields): Fact[] {
  const named = fields.fields('facts')
  return [...named.map.entries].flatMap(([name, value]): Fact[] => {
    const fact = named.inside(value)
    const base = { name, ask: fact.neededText('ask'), position: value.position }
    if (fact.get('number') !== undefined)
      return [{ ...base, kind: 'number', unit: fact.one('number', ['percent', 'count'] as const) ?? 'count' }]
    const answers = [...new Set(answersOf(fact))]
    if (answers.length >= 2) return [{ ...base, kind: 'choice', answers }]
    fact.say('fact/answers', `\`${name}\` needs at least two \`answers\`, or \`number: percent\`.`, value.position)
    return []
  })
}

/** `true` and `false` are answers too: YAML takes them out of people's hands. */
function answersOf(fact: Fields): string[] {
  return fact
    .list('answers')
    .flatMap((item) => (item.kind === 'text' || item.kind === 'number' || item.kind === 'truth' ? [String(item.value)] : []))
}

function readSeverities(fields: Fields, facts: ReadonlyMap<string, Fact>): SeverityLevel[] {
  const items = fields.list('severities')
  const seen = new Set<string>()
  const levels = items.map((item, index): SeverityLevel => {
    const level = fields.inside(item)
    const name = level.neededText('level')
    if (seen.has(name)) level.say('severity/duplicate', `${name} is described twice.`, item.position)
    seen.add(name)
    const when = readCriteria(level, facts)
    if (when === null && index < items.length - 1) {
      level.say('severity/no-criteria', `${name} has no criteria and would always hold: only the last level may.`, item.position)
    }
    const read = {
      level: name,
      when,
      acknowledgeWithin: level.duration('acknowledge_within'),
      containWithin: level.duration('contain_within'),
      updateEvery: level.duration('update_every'),
      escalation: level.text('escalation'),
      review: level.one('review', reviewRules) ?? 'optional',
      notify: level.list('notify').flatMap((duty) => readDuty(level.inside(duty))),
      position: item.position,
    }
    for (const [other, { position }] of level.rest()) level.say('severity/unknown-field', `A severity knows no \`${other}\`.`, position)
    return read
  })
  return levels.filter(({ level }) => level !== '')
}

function readDuty(duty: Fields): NotifyDuty[] {
  const whom = duty.neededText('whom')
  const within = duty.duration('within')
  const from = duty.text('from') ?? 'detection'
  if (within === null && !duty.map.entries.has('within')) duty.missing('within')
  return whom === '' || within === null ? [] : [{ whom, within, from, template: duty.text('template'), position: duty.map.position }]
}
