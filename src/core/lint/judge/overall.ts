// How does a document stand as a whole? Against its own scope: a short alert runbook with the exact repair is functional, a policy with every heading and no name is not.
import type { Element, LintKind, Overall, Standing } from '../element.ts'
import { elementsOfTitle } from '../reading/headings.ts'
import type { LintText, Read } from '../reading/readText.ts'
import { hasReadyText, hasWorkedText, isReadyBlock, slot } from './communication.ts'
import { namesPerson } from './escalation.ts'
import { type Judgement, share } from './judgement.ts'
import { isActing } from './step.ts'

export type Whole = { overall: Overall; score: number; measures: Measures }

export type Measures = {
  /** Of all lines that say something: how many name something that only this company has. */
  concrete: number
  /** Lines that say something. */
  lines: number
  /** Lines with something that works tonight and only here: a command, a path, a channel, a schedule, a mailbox, a number. */
  reachable: number
  /** Placeholders where the repair or the contact should stand. */
  blockers: number
  /** Elements that the text speaks of, and those of them that are functional. */
  spoken: number
  functional: number
}

export function judgeWhole(text: LintText, kind: LintKind, judgements: Readonly<Record<Element, Judgement>>): Whole {
  const measures = measure(text, judgements)
  const overall = decide(kind, judgements, measures, text)
  return { overall, score: scoreOf(overall, judgements, measures), measures }
}

function measure(text: LintText, judgements: Readonly<Record<Element, Judgement>>): Measures {
  // Words that can be posted as they stand are as good as a command.
  const ready = new Set(text.reads.filter((read) => isReadyBlock(read, text) && !slot.test(read.unit.text)))
  const saying = text.reads.filter((read) =>
    read.unit.kind === 'code' ? read.commands.length > 0 || ready.has(read) : read.tokens.length >= 3,
  )
  const concrete = saying.filter((read) => ready.has(read) || isConcrete(read) || namesPerson(read)).length
  const open = text.reads.filter(({ placeholders }) => placeholders.length > 0)
  return {
    concrete: share(concrete, saying.length),
    lines: saying.length,
    reachable: saying.filter(isReachable).length,
    blockers: open.filter((read) => blocks(read, text)).length,
    spoken: Object.values(judgements).filter(({ standing }) => standing !== 'absent').length,
    functional: Object.values(judgements).filter(({ standing }) => standing === 'functional').length,
  }
}

function blocks(read: Read, { readOf }: LintText): boolean {
  const { unit, headed } = read
  // What a template of a review or of a message leaves open is filled in then.
  if (unit.kind === 'code' && (headed.has('review') || headed.has('communication'))) return false
  if (headed.has('containment') || headed.has('escalation') || unit.kind === 'code' || isActing(read, true)) return true
  // “Promote the replica”, and under it “TODO: add the commands”.
  const above = unit.parent === null ? undefined : readOf.get(unit.parent)
  return above !== undefined && isActing(above, true)
}

export function isConcrete(read: Read): boolean {
  return (
    read.commands.length +
      read.paths.length +
      read.clicks.length +
      read.products.length +
      read.objects.length +
      read.live.length +
      read.channels.length +
      read.mailboxes.length +
      read.phones.length +
      read.mentions.length >
    0
  )
}

function isReachable({ commands, paths, clicks, live, channels, mailboxes, phones, mentions, objects }: Read): boolean {
  return (
    commands.length +
      paths.length +
      clicks.length +
      live.length +
      channels.length +
      mailboxes.length +
      phones.length +
      mentions.length +
      objects.length >
    0
  )
}

/** How much of what carries the document is functional, 0 to 1: of a runbook its containment, of a review its review, of another what most of its words are about. */
function carried(kind: LintKind, judgements: Readonly<Record<Element, Judgement>>, { reads, title }: LintText): number {
  const present = Object.values(judgements).filter(({ standing }) => standing !== 'absent')
  const [alone, another] = elementsOfTitle(title)
  if (alone !== undefined && another === undefined && judgements[alone].standing !== 'absent')
    return judgements[alone].standing === 'functional' ? 1 : 0
  const isRunbook = kind === 'ops-runbook' || kind === 'security-runbook'
  if (isRunbook && judgements.containment.standing !== 'absent') return judgements.containment.standing === 'functional' ? 1 : 0
  if (kind === 'pir-template') return judgements.review.standing === 'functional' ? 1 : 0
  const wordsOf = (some: readonly Judgement[]) =>
    some.reduce((sum, { units }) => sum + [...units].reduce((words, index) => words + (reads[index]?.tokens.length ?? 0), 1), 0)
  return share(wordsOf(present.filter(({ standing }) => standing === 'functional')), wordsOf(present))
}

/** Most of it. */
const half = 0.5
const third = 1 / 3
const quarter = 0.25
/** So many lines with a name are met at every turn. */
const fifth = 0.2
/** Too little to be found at night. */
const tenth = 0.1
const steps = ['compliance-formatted', 'mixed', 'functional'] as const

/**
 * A ladder of three steps. Up to functional where it can be followed; to mixed where some element is functional, where it has a text that is ready
 * to be sent, or where it speaks of one and names things of this company. Down one where it cannot be followed to its end, and where nothing in
 * it is of this company.
 */
function decide(kind: LintKind, judgements: Readonly<Record<Element, Judgement>>, measures: Measures, text: LintText): Overall {
  const { functional, concrete, lines, blockers, reachable } = measures
  const { severity, review, communication, containment } = judgements
  const isReview = kind === 'pir-template'
  const isPlan = kind === 'plan' || kind === 'other'
  const hasText = communication.standing !== 'absent' && hasReadyText(text, unitsOf(text, communication))
  // What deadlines make functional says little: every policy has some.
  const isCounted = severity.parts.criteria === true && isAboutLevels(text, judgements)
  const isReady =
    hasText || isCounted || (communication.standing === 'functional' && kind !== 'policy') || (isReview && review.parts.content === true)
  const isMixed = isReady || isOfThisCompany(measures, kind) || (functional > 0 && (kind !== 'policy' || hasCommitments(text)))
  const reached = isFollowed(kind, judgements, measures, text) ? 2 : isMixed ? 1 : 0
  // A plan that names things at every turn is not stopped by a word about containing in passing.
  const isInPassing =
    isPlan &&
    (functional > 0 || concrete >= half) &&
    concrete >= fifth &&
    unitsOf(text, containment).filter((read) => isActing(read, false)).length < fifth * lines
  const isWithoutHandle = containment.standing === 'generic' && !isReview && !isInPassing
  const isStopped = reached === 2 && (share(blockers, blockers + reachable) >= tenth || isWithoutHandle || (!isReview && isUnfilled(text)))
  // Criteria that can be counted, a text to be sent and the questions of a review need no names; everything else does.
  const isNameless = concrete === 0 && !hasText && severity.standing !== 'functional' && review.standing !== 'functional'
  return steps[Math.max(isReady ? 1 : 0, reached - (isStopped ? 1 : 0) - (isNameless ? 1 : 0))] ?? 'compliance-formatted'
}

/**
 * Most of what carries it is functional. Of a policy that is not enough: numbers make its elements functional, and it is held to its word only by
 * commitments that can be computed, or where half of it names things of this company. Nor of a plan, for the same reason, unless what it counts are
 * levels, or it shows a message as it is sent; but a plan that says what to do, and names this company's things at every turn, can be followed whatever its elements lack.
 */
function isFollowed(kind: LintKind, judgements: Readonly<Record<Element, Judgement>>, measures: Measures, text: LintText): boolean {
  const { concrete } = measures
  const isCarried = carried(kind, judgements, text) >= half
  // A runbook that contains nothing is a checklist of who does what, as a plan is.
  switch (kind.endsWith('runbook') && judgements.containment.standing === 'absent' ? 'plan' : kind) {
    case 'policy':
      return isCarried && (hasCommitments(text) || concrete >= half)
    case 'plan':
    case 'other':
      return (
        (concrete >= fifth && instructs(text)) ||
        (isCarried && (concrete >= tenth || hasWorkedText(text) || judgements.severity.standing === 'functional'))
      )
    default:
      return isCarried
  }
}

/** A third of its headings have nothing under them: a form that nobody has filled in yet. */
function isUnfilled({ sections, units }: LintText): boolean {
  const filled = new Set([...units.map(({ section }) => section), ...sections.map(({ parent }) => parent)])
  const own = sections.filter(({ level }) => level > 1)
  return own.length >= 3 && share(own.filter((section) => !filled.has(section)).length, own.length) >= third
}

/** A page of levels and of who is told at which: then the levels themselves are what is looked up. */
function isAboutLevels({ title }: LintText, { containment, evidence, review }: Readonly<Record<Element, Judgement>>): boolean {
  return elementsOfTitle(title).has('severity') && [containment, evidence, review].every(({ standing }) => standing === 'absent')
}

/** A tenth of its lines ask for something, or give something to type or click: else names describe, and nothing is to be followed. */
function instructs({ reads }: LintText): boolean {
  const saying = reads.filter(({ unit, tokens }) => unit.kind !== 'code' && tokens.length >= 3)
  const asking = saying.filter(
    ({ verbs, commands, clicks, paths }) => verbs[0]?.leads === true || commands.length + clicks.length + paths.length > 0,
  )
  return share(asking.length, saying.length) >= tenth
}

/** As our own format has them: levels with what is promised for each. */
function hasCommitments({ frontMatter }: LintText): boolean {
  return /^severities:/m.test(frontMatter?.text ?? '')
}

function isOfThisCompany({ spoken, lines, concrete, reachable }: Measures, kind: LintKind): boolean {
  const used = share(reachable, lines)
  // A page about none of the elements has to be usable by itself: names alone make it a page of pointers.
  if (spoken === 0) return used >= tenth
  // Against attackers everybody has the same vendors: their names stand in every company’s copy.
  return (kind === 'security-runbook' ? used + Math.max(0, concrete - used) * quarter : concrete) >= tenth
}

function unitsOf({ reads }: LintText, { units }: Judgement): Read[] {
  return reads.filter(({ index }) => units.has(index))
}

function scoreOf(overall: Overall, judgements: Readonly<Record<Element, Judgement>>, measures: Measures): number {
  const weight: Record<Standing, number> = { functional: 1, generic: 0.35, absent: 0 }
  const present = Object.values(judgements).filter(({ standing }) => standing !== 'absent')
  const elements = share(
    present.reduce((sum, { standing }) => sum + weight[standing], 0),
    present.length,
  )
  const [low, high] = { functional: [70, 100], mixed: [35, 69], 'compliance-formatted': [0, 34] }[overall] as [number, number]
  const within = Math.min(1, 0.5 * elements + 0.5 * Math.min(1, measures.concrete / 0.6))
  return Math.round(low + (high - low) * within)
}
