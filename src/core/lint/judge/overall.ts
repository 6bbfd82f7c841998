// How does a document stand as a whole? Against its own scope: a short alert runbook with the exact repair is functional, a policy with every heading and no name is not.
import type { Element, LintKind, Overall, Standing } from '../element.ts'
import type { LintText, Read } from '../reading/readText.ts'
import { isActing } from './containment.ts'
import { type Judgement, share } from './judgement.ts'

export type Whole = { overall: Overall; score: number; measures: Measures }

export type Measures = {
  /** Of all lines that say something: how many name something that only this company has. */
  concrete: number
  /** Lines that say something. */
  lines: number
  /** Lines with something that works tonight and only here: a command, a path, a channel, a schedule, a mailbox, a number. */
  reachable: number
  placeholders: number
  /** Placeholders where the repair or the contact should stand. */
  blockers: number
  functional: number
  generic: number
}

export function judgeWhole(text: LintText, kind: LintKind, judgements: Readonly<Record<Element, Judgement>>): Whole {
  const measures = measure(text, judgements)
  const overall = decide(kind, judgements, measures, text)
  return { overall, score: scoreOf(overall, judgements, measures), measures }
}

function measure(text: LintText, judgements: Readonly<Record<Element, Judgement>>): Measures {
  const saying = text.reads.filter(({ unit, tokens, commands }) => (unit.kind === 'code' ? commands.length > 0 : tokens.length >= 3))
  const concrete = saying.filter(isConcrete).length
  const open = text.reads.filter(({ placeholders }) => placeholders.length > 0)
  const standings = Object.values(judgements).map(({ standing }) => standing)
  return {
    concrete: share(concrete, saying.length),
    lines: saying.length,
    reachable: saying.filter(isReachable).length,
    placeholders: open.length,
    blockers: open.filter((read) => blocks(read)).length,
    functional: standings.filter((standing) => standing === 'functional').length,
    generic: standings.filter((standing) => standing === 'generic').length,
  }
}

function blocks(read: Read): boolean {
  return read.headed.has('containment') || read.headed.has('escalation') || read.unit.kind === 'code' || isActing(read, true)
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

/** Which elements carry the document: a runbook its containment, a review its review, another what most of its words are about. */
function carrying(kind: LintKind, judgements: Readonly<Record<Element, Judgement>>, { reads }: LintText): number {
  const present = Object.entries(judgements).filter(([, { standing }]) => standing !== 'absent')
  const isRunbook = kind === 'ops-runbook' || kind === 'security-runbook'
  if (isRunbook && judgements.containment.standing !== 'absent') return judgements.containment.standing === 'functional' ? 1 : 0
  if (kind === 'pir-template') return judgements.review.standing === 'functional' ? 1 : 0
  const wordsOf = ({ units }: Judgement) => [...units].reduce((sum, index) => sum + (reads[index]?.tokens.length ?? 0), 1)
  const whole = present.reduce((sum, [, judgement]) => sum + wordsOf(judgement), 0)
  return share(
    present.filter(([, { standing }]) => standing === 'functional').reduce((sum, [, judgement]) => sum + wordsOf(judgement), 0),
    whole,
  )
}

function decide(kind: LintKind, judgements: Readonly<Record<Element, Judgement>>, measures: Measures, text: LintText): Overall {
  const { concrete, functional, generic, lines, blockers, reachable } = measures
  const isRunbook = kind === 'ops-runbook' || kind === 'security-runbook'
  const carried = carrying(kind, judgements, text)
  // Of no element at all: instructions for something else, or a page that only points.
  if (functional + generic === 0)
    return lines >= 8 && concrete > 0.4 ? 'functional' : lines >= 8 && concrete > 0.1 ? 'mixed' : 'compliance-formatted'
  const isInterchangeable = concrete + 0.06 * Math.min(3, functional) < 0.09 || (reachable === 0 && concrete < 0.2 && functional <= 1)
  if (isInterchangeable && carried < 0.5) return 'compliance-formatted'
  const isStopped = blockers >= Math.max(2, 0.03 * lines) || (blockers === 1 && lines < 30)
  const isOwn = !isRunbook && kind !== 'pir-template' && (concrete >= 0.28 || (functional >= 2 && concrete >= 0.15))
  // Duties with their deadlines, and nothing of this company: only a severity that can be counted works without names.
  const isReadyText = text.reads.some(({ unit, tokens }) => (unit.kind === 'code' || unit.isQuote) && tokens.length >= 5)
  const isNameless =
    !isRunbook &&
    !isReadyText &&
    kind !== 'pir-template' &&
    reachable === 0 &&
    concrete < 0.1 &&
    judgements.severity.standing !== 'functional'
  return (carried >= 0.5 || isOwn) && !isStopped && !isNameless ? 'functional' : 'mixed'
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
