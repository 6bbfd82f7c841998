// How does upkeep stand? The last review, when the next one is, and who looked or what was exercised.
import type { LintText, Read } from '../reading/readText.ts'
import { absent, indexesOf, type Judgement } from './judgement.ts'

const reviewedField = /^(?:last[_-]?review(?:ed)?(?:_on|_at|[_-]date)?|reviewed(?:_on|_at)?|review_date|last[_-]?updated|majorrevisions)$/
const nextField =
  /^(?:review_in|next[_-]?review(?:_on|_date)?|review_every|review[_-]?cycle|review[_-]?frequency|review[_-]?cadence|review)$/
const lastReview =
  /\b(?:last (?:review(?:ed)?|update[d]?|tested|drilled|revised|exercise\w*)|effective(?: date)?|review date|approved on|date of last review|version \d|reviewed on|revised)\b/
const cadence =
  /\b(?:annual(?:ly)?|yearly|quarterly|semi-?annual(?:ly)?|bi-?annual(?:ly)?|twice (?:a|per) year|once (?:a|per|every) (?:year|quarter|month)|at least (?:once|annually|twice|every)|every (?:\d+|six|three|twelve|year|quarter|month) ?(?:months?|days|years?)?|monthly|next review|periodic(?:ally)?|review cycle|weekly)\b/
const hardCadence =
  /\b(?:annual(?:ly)?|yearly|quarterly|semi-?annual(?:ly)?|bi-?annual(?:ly)?|twice|once|at least|every|monthly|next review)\b/
const person = /\b(?:approved by|reviewed by|approver|reviewer|author|owner|maintained by|document owner|policy owner|owning team)\b/
const exercise =
  /\b(?:tabletops?|exercis\w+|drills?|simulations?|game ?days?|red team|dry[- ]run|test(?:ed|ing)? (?:the |of the )?(?:plan|incident|response|procedure|failover|restores?|backups?|runbook)|training|trained|awareness|educat\w+|train (?:all |the )?(?:users|staff|employees|personnel|responders|team|workforce))\b/
const upkeep = /\b(?:review|update|test|revis|train|drill|exercis|maintain|maintenance)\w*/

export function judgeTraining(text: LintText): Judgement {
  const fieldNames = [...text.fields.keys()]
  const about = text.reads.filter(isAbout)
  const hasField = fieldNames.some(
    (name) => reviewedField.test(name) || (nextField.test(name) && /P\d|month|year|day|every/i.test(text.fields.get(name) ?? '')),
  )
  // Who owns a document is no upkeep yet.
  if (about.every((read) => isOwnerLine(read) && !read.headed.has('training')) && !hasField) return absent
  const plain = about.map(({ plain: words, unit }) => `${words} ${unit.header.join(' ')}`).join('\n')
  const parts = {
    last:
      fieldNames.some((name) => reviewedField.test(name) && /20\d\d/.test(text.fields.get(name) ?? '')) ||
      about.some(
        (read) => read.dates.length > 0 && (lastReview.test(read.plain) || /date|version|review/.test(read.unit.header.join(' '))),
      ),
    cadence:
      fieldNames.some((name) => nextField.test(name) && text.fields.get(name) !== '') ||
      /^training:[^\n]*\bevery:/m.test(text.frontMatter?.text ?? '') ||
      about.some((read) => hardCadence.test(read.plain) && upkeep.test(read.plain)),
    reviewer:
      namesReviewer(about) ||
      about.some(isReviewedBy) ||
      [...text.fields].some(
        ([name, value]) => /^(?:approve[rd]s?(?:_by)?|review(?:er|ed_by)|document_owner)$/.test(name) && value !== '',
      ) ||
      recordsExercise(about, plain),
  }
  const count = Object.values(parts).filter(Boolean).length
  return { standing: count === 3 ? 'functional' : 'generic', parts, units: indexesOf(about) }
}

function isAbout(read: Read): boolean {
  if (read.unit.kind === 'code') return false
  if (read.headed.has('training') || isVersionTable(read) || isControlLine(read)) return true
  if (lastReview.test(read.plain) && (read.dates.length > 0 || /\[.*date.*\]/i.test(read.plain)) && read.plain.length < 400) return true
  const isUpkeep =
    /\b(?:plan|policy|polic(?:y|ies)|procedures?|runbooks?|playbooks?|process|document|responders|staff|personnel|employees|team|workforce|users)\b/.test(
      read.plain,
    )
  return (
    (exercise.test(read.plain) &&
      (cadence.test(read.plain) ||
        /\btrain(?:ed|ing)\b|\btrain (?:all |the )?(?:users|staff|employees|personnel|responders|team|workforce)\b|\btabletops?\b|\bdrills?\b|\bsimulations?\b|\bdry[- ]run\b/.test(
          read.plain,
        ))) ||
    (isUpkeep && cadence.test(read.plain) && /\b(?:review(?:ed)?|updated?|tested|revis\w+)\b/.test(read.plain))
  )
}

/** `Owner: …`, `| Next review | … |`: the lines of a document about itself. */
function isControlLine({ plain, unit }: Read): boolean {
  if (plain.length > 300) return false
  const start =
    /^[\W_]*((?:document |policy |plan |process )?owner|approved by|approvers?|approval date|reviewed by|reviewers?|last (?:review(?:ed)?|updated?|revised|tested)|next (?:scheduled )?review|review (?:cycle|frequency|cadence|date|schedule)|effective date|version)\b(?: date| by| on)?\s*[:|]/.exec(
      plain,
    )
  return start !== null && (unit.kind !== 'row' || unit.cells.length <= 3)
}

function isOwnerLine({ plain }: Read): boolean {
  return /^[\W_]*(?:(?:document |policy |plan |process )?owner)\b/.test(plain)
}

function isVersionTable({ unit }: Read): boolean {
  const header = unit.header.join(' ')
  return /\b(?:version|revision)\b/.test(header) && /\bdate\b/.test(header)
}

function namesReviewer(about: readonly Read[]): boolean {
  return about.some(({ unit, plain, placeholders }) => {
    const column = unit.header.findIndex((name) => person.test(name))
    const cell = column < 0 ? '' : (unit.cells[column]?.text ?? '')
    if (cell.length > 2 && !/[[<]|tbd|todo/i.test(cell)) return true
    return person.test(plain) && placeholders.length === 0 && /[:|]\s*[^\s|]/.test(unit.text)
  })
}

function isReviewedBy({ unit }: Read): boolean {
  return /\b(?:[Rr]eviewed|[Aa]pproved|[Tt]ested|[Uu]pdated)\b[^.;\n]{0,40}\bby:? (?:the )?(?:[A-Z][\w.]+)/.test(unit.text)
}

function recordsExercise(about: readonly Read[], plain: string): boolean {
  return (
    about.some(
      (read) =>
        exercise.test(read.plain) &&
        (read.dates.length > 0 || /\b(?:scheduled|recommended testing cadence|semi-annually|quarterly)\b/.test(read.plain)),
    ) || /\bdrill(?:ed)? (?:every|each|weekly|monthly)\b/.test(plain)
  )
}
