// How does the review afterwards stand? A trigger, a deadline, its content, and actions with an owner and a date.

import { durationsIn } from '../reading/readSignals.ts'
import type { LintText, Read } from '../reading/readText.ts'
import { absent, indexesOf, type Judgement } from './judgement.ts'

const says =
  /\b(?:post[- ]?mortems?|lessons(?:[- ]learned)?|post[- ]incident (?:review|analysis|report|procedure|activit\w+|meeting)|root cause analysis|retro(?:spective)?s?|after[- ]action|incident (?:review|report)\b|hot ?wash|debrief\w*|rca)\b|\b(?:books?|holds?|schedules?) (?:a|the) review\b/
/** A review that is asked for, and not only mentioned in passing. */
const asked =
  /\b(?:conduct\w*|hold|held|schedul\w+|complet\w+|updat\w+|writ\w+|perform\w*|document\w*|must|shall|within|fill\w*|prepar\w+|publish\w*|open|run|start|lead|should|will|required|creat\w+|facilitat\w+|review|identify|record)\b.{0,80}\b(?:post[- ]?mortems?|lessons(?:[- ]learned)?|post[- ]incident|retro(?:spective)?s?|after[- ]action|incident (?:review|report)|root cause analysis|hot ?wash|debrief)|\b(?:books?|holds?|schedules?) (?:a|the) review\b|\b(?:post[- ]?mortems?|lessons[- ]learned|retrospectives?|post[- ]incident (?:review|analysis|report|meeting)s?|hot ?wash)\b.{0,80}\b(?:must|shall|should|will|within|held|conducted|completed|scheduled|written|meeting|is|are)\b/
const trigger =
  /\b(?:(?:sev(?:erity)?|p)(?:[\s-]|::)?[0-4](?:[\s/-]|\b).{0,60}|(?:for|after|following) (?:all|every|each|any|major) (?:major |security |significant )?(?:incidents?|sev)|(?:all|every|each|any) (?:major |security |significant |sev-?\d )?incidents? (?:must|require|shall|should|will)|required (?:at|for))/
const contents: readonly RegExp[] = [
  /\btime-?line|chronolog|\bsequence of events/,
  /\broot[- ]cause|\bfive whys|\b5 whys|contributing factors|\bwhat (?:went wrong|failed|caused)\b|\bhow (?:did|could) (?:it|this) happen|\bwhy (?:did|was) (?:it|this)\b/,
  /\bimpact\b|\bduration\b|\b(?:who|what|which|users|customers|systems|services)\b[^.;|]{0,20}\baffected\b|\baffected (?:users|customers|systems|services|features|regions)\b/,
]
const owned = /\b(?:owners?|assigned? (?:to)?|assignee|responsible|dris?)\b/
const due = /\b(?:due|deadline|target date|by when|completion date|date)\b/
const tracked = /\b(?:jira|tickets?|github issues?|issue|linear|tracked|backlog)\b/

export function judgeReview(text: LintText): Judgement {
  const about = text.reads.filter((read) => isAbout(read))
  const isTemplate = /post-?mortem|post-?incident|\bretro(?:spective)?s?\b|incident report|review template/i.test(text.title)
  const units = isTemplate ? text.reads : about
  if (about.length === 0 && !isTemplate) return absent
  if (!isTemplate && !about.some((read) => read.headed.has('review') || asked.test(read.plain) || isStep(read))) return absent
  const plain = [...units.map(({ plain: words, unit }) => `${words} ${unit.header.join(' ')}`), ...sectionsSay(text, units, isTemplate)]
    .join('\n')
    .toLowerCase()
  const found = contents.filter((part) => part.test(plain)).length
  const parts = {
    trigger: units.some((read) => trigger.test(read.plain) && (says.test(read.plain) || read.headed.has('review'))),
    deadline: units.some(
      (read) =>
        (read.durations.length > 0 || durationsIn(read.heading).length > 0 || durationsIn(read.unit.section.title).length > 0) &&
        (says.test(read.plain) || read.headed.has('review')),
    ),
    content: found >= 2,
    actions: ownedActions(units, plain) || plain.split('\n').some((line) => owned.test(line) && (due.test(line) || tracked.test(line))),
  }
  const count = Object.values(parts).filter(Boolean).length
  const isWhole = found >= 3 && parts.actions
  return { standing: isWhole || count >= 3 ? 'functional' : 'generic', parts, units: indexesOf(units) }
}

/** “5. Post-incident review”: a step that is its own name. */
function isStep({ unit, plain }: Read): boolean {
  return (
    unit.kind === 'item' &&
    /^\W*(?:post[- ]?mortem|post[- ]incident (?:review|analysis|report)|lessons[- ]learned|retrospective|root cause analysis)\b/.test(plain)
  )
}

/** Headings and columns: in a template they are what it asks for. */
function sectionsSay({ sections, tables }: LintText, units: readonly Read[], isTemplate: boolean): string[] {
  const own = new Set(isTemplate ? sections.filter(({ level }) => level > 1) : units.map(({ unit }) => unit.section))
  return [
    ...sections.filter((section) => own.has(section)).map(({ title }) => title),
    ...tables.filter(({ section }) => own.has(section)).map(({ header }) => header.join(' ')),
  ]
}

function isAbout(read: Read): boolean {
  return read.headed.has('review') || (says.test(read.plain) && read.unit.kind !== 'code')
}

function ownedActions(units: readonly Read[], plain: string): boolean {
  const together = units.some(({ plain: words, unit }) => {
    const all = `${words} ${unit.header.join(' ')}`
    return owned.test(all) && (due.test(all) || tracked.test(all))
  })
  return (
    together ||
    (/\baction items?\b|\bcorrective actions?\b|\bactions?\b/.test(plain) && owned.test(plain) && due.test(plain) && /owner/.test(plain))
  )
}
