// How does communication stand? Two of: a text or its required content, a threshold for who is told, a deadline or cadence.
import type { LintText, Read } from '../reading/readText.ts'
import { absent, type Judgement } from './judgement.ts'

const says = /\b(?:notif(?:y|ies|ied|ication|ications)|communicat\w*|disclos\w*|inform\w*|announc\w*|status page|press (?:release|statement)|updates? (?:stakeholders|customers|users|status)|report(?:ed|ing)? to|tell|apprise|public statement|advisory|message|update)\b/
const content = /\b(?:must|should|shall|will|needs? to) (?:include|contain|state|describe|cover)\b|\b(?:required|following) (?:information|content)\b|\b(?:template|sample|draft|example) (?:message|notice|notification|email|letter|post)\b|\bnotification (?:template|letter)\b|\b(?:say|state|include)s? (?:which|what|how)\b|\bdescription of (?:the )?(?:incident|breach|nature)\b|\bnature of the (?:breach|incident)\b/
const threshold = /\b(?:sev(?:erity)?[\s-]?[0-4]|p[0-3]|level [0-4]|high risk|more than|over|at least|(?:>|≥) ?)\s?[\d,]*\b.{0,80}\b|\bif (?:personal|customer|user|phi|pii|payment|health)\b|\b(?:500|1,?000|10,?000) (?:or more )?(?:individuals|users|records|residents|people)\b|\bwhen required\b/
const hedge = /\b(?:typically|usually|as (?:required|appropriate|needed|necessary)|applicable|relevant|required timeframes?|depending|generally|normally|where (?:required|appropriate)|defined slas?)\b/

export function judgeCommunication(text: LintText): Judgement {
  const about = text.reads.filter(isAbout)
  const certain = about.filter((read) => says.test(read.plain) || read.people.some(({ value }) => value === 'outside') || read.headed.has('communication'))
  if (certain.length === 0) return absent
  const plain = about.map(({ plain: words }) => words).join('\n')
  const timed = about.filter((read) => read.durations.length > 0 && read.unit.kind !== 'code')
  const parts = {
    text: content.test(plain) || hasReadyText(text, about),
    threshold: about.some((read) => threshold.test(read.plain) && !hedge.test(read.plain) && (read.amounts.length > 0 || /\b(?:sev|p[0-3]\b|severity[ -]?\d|if (?:personal|customer|user|phi|pii)|high risk|500|1,?000)/.test(read.plain))),
    deadline: timed.some((read) => !hedge.test(read.plain)),
  }
  const count = Object.values(parts).filter(Boolean).length
  return { standing: count >= 2 ? 'functional' : 'generic', parts, units: about.map(({ index }) => index) }
}

function isAbout(read: Read): boolean {
  if (read.headed.has('communication')) return true
  if (read.unit.kind === 'code') return false
  const outside = read.people.some(({ value }) => value === 'outside')
  return (outside && says.test(read.plain) && read.verbs.some(({ classes }) => classes.has('tell'))) || (outside && /\b(?:notif\w+|communicat\w+|disclos\w+|announc\w+|breach notification)\b/.test(read.plain)) || /\bstatus page\b|\bupdate (?:frequency|cadence|interval)\b|\bpublic(?:ly)? disclos\w+/.test(read.plain)
}

/** A block or quote to send, or the exact words to post. */
function hasReadyText({ reads }: LintText, about: readonly Read[]): boolean {
  return reads.some((read, index) => {
    if (read.unit.kind !== 'code' || read.commands.length > 0 || read.unit.text.trim().length < 15) return false
    const around = `${read.heading} ${reads[index - 1]?.plain ?? ''} ${read.unit.section.title}`.toLowerCase()
    return (about.includes(read) || /\b(?:message|post|template|announce|communicat|notif|update|declare|alert)\w*\b/.test(around)) && /[a-z]{3,} [a-z]{2,}/i.test(read.unit.text)
  }) || about.some(({ unit }) => unit.isQuote && unit.text.length > 80)
}
