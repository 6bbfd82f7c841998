// How does communication stand? Two of: a text or its required content, a threshold for who is told, a deadline or cadence.
import type { LintKind } from '../element.ts'
import { durationsIn } from '../reading/readSignals.ts'
import type { LintText, Read } from '../reading/readText.ts'
import { absent, indexesOf, type Judgement } from './judgement.ts'

const says =
  /\b(?:notif(?:y|ies|ied|ication|ications)|communicat\w*|disclos\w*|inform\w*|announc\w*|status page|press (?:release|statement)|updates?|report(?:ed|ing)? to|tell|apprise|public statement|advisory|messages?|brief|sitreps?|situation reports?)\b/
const content =
  /\b(?:must|should|shall|will|needs? to|be sure to|make sure to|remember to) (?:include|contain|state|describe|cover|detail|explain|mention)\b|\b(?:required|following) (?:information|content|details|notifications?)\b|\binformation to (?:include|provide|give)\b|\b(?:template|sample|draft|example) (?:message|notice|notification|email|letter|post)\b|\b(?:notification|communication|message|email|update) templates?\b|\b(?:say|state|include)s?:? (?:which|what|how)\b|\bmust (?:say|tell|name)\b|\b(?:what to (?:say|include)|include (?:the following|at least)|(?:message|email|notice|update) (?:should|must) \w+)\b|\bdescription of (?:the )?(?:incident|breach|nature)\b|\bnature of the (?:personal data )?(?:breach|incident)\b|\b(?:notify|notification|notice|advisory|message|update|letter|email|statement|communication)s?\b[^.;]{0,120}\b(?:includ(?:e|es|ing)|contains?|states|that (?:describes?|explains?|says?))\b|\bprovid(?:e|es|ing)\b[^.;]{0,30}\b(?:(?:information|details) (?:about|on|of)|impact|scope|workarounds?|eta)\b/
/** “Post in #security with:”, and what follows is what to say. */
const sendsWith = /\b(?:with|including|containing|stating|saying):$/
const sends = /\b(?:post|send|write|share|message|e-?mail|report|notify|announce)/
const threshold =
  /\b(?:if|when|where|once|only (?:if|when)|whenever) (?:[a-z]+ ){0,4}(?:customers?|users?|personal data|customer data|pii|phi|cardholder|residents|individuals|regions?|tenants?)\b[^.;|]{0,40}\b(?:affected|impacted|exposed|accessed|involved|compromised|stolen|leaked|lost|disclosed|down|unable)\b|\b(?:customer|user|public)[- ](?:facing|impacting|visible)\b[^.;|]{0,40}\b(?:incidents?|outages?|issues?|impact|lasting|longer)\b|\b(?:outages?|incidents?|downtime|impact|degradation) (?:lasts?|lasting|longer|exceeds?|exceeding)\b[^.;|]{0,12}\d|\bif (?:personal|customer|user|phi|pii|payment|health)\b|\b(?:500|1,?000|10,?000)(?:\+| or more)? (?:individuals|users|records|residents|people)\b|\bhigh risk to\b|\b(?:for|of|all|any) (?:high-priority|major|critical) \w+|\b(?:sev|p)[ -]?[0-3]\b|\b(?:more than|over|at least|exceed\w*|>|≥) ?\d|\bif (?:an? |the |any )?(?:user|customer|client|partner|public)s?(?: or [a-z]+)? (?:impacting|facing|affecting)\b/
/** “When to post”: the items under it are the threshold. */
const asksWhen = /\bwhen (?:to|should|do|must|are|is)\b/i
const hedge =
  /\b(?:typically|usually|as (?:required|appropriate|needed|necessary)|applicable|relevant|required timeframes?|depending|generally|normally|where (?:required|appropriate)|defined slas?)\b/
const cadence =
  /\bnext update\b.{0,20}\d|\b(?:updates?|status)\b.{0,50}\bevery\b|\bevery\b.{0,30}\bupdates?\b|\bupdate (?:frequency|cadence|interval)\b|\bhourly updates?\b|\bstatus every (?:few|couple of) (?:hours|minutes)\b|\bsent? (?:out )?(?:hourly|every)\b|\bsitreps?\b.{0,60}\b(?:hourly|daily|every|cadence)\b/
/** “high: hourly; low: daily” says for which incidents how often. */
const byLevel = /\b(?:critical|high)\b.{0,40}\b(?:medium|moderate|low)\b/
/** The same, one to a line. */
const ofLevel = /^(?:(?:for )?(?:critical|high|medium|moderate|low|major|minor)\b|(?:sev(?:erity)?|p)[ -]?[0-4]\b)/
/** The head of a message: who gets it is decided. */
const addressed = /\bsubject:.{0,300}\bto: ?<?[\w.+-]+@[\w-]/
/** Groups that are told rather than called for help. */
const audience = /\b(?:stakeholders?|leadership|executives?|senior management|management|legal|public relations|board|customers?)\b/
const tellsThem = /\b(?:notif(?:y|ies|ied)|inform(?:s|ed)?|update(?:s|d)?|communicat\w+|brief(?:s|ed)?|apprise|keep)\b/
const readyWords =
  /\bsubject:|\b(?:hi|hello) (?:team|all|everyone|there|customers?|\[|\{|<)|\bdear (?:customer|\[|\{|user|all)|\bwe(?: are| have| were|['’]re|['’]ve)(?: currently| now)? \[?(?:investigating|aware|experienc\w+|identified|monitoring|continuing|writing)|\bwe(?: are|['’]re) (?:aware of|looking into|working (?:on|to))\b|\bthank you for your patience|\bwe will (?:provide|share|post) (?:an )?(?:another )?updates?\b|\b(?:incident|issue) (?:affecting|with) [^.]{1,60} (?:has been|is now|is) resolved|\bthis (?:incident|issue) (?:has been|is now) resolved|\bwe apologi[sz]e/

export function judgeCommunication(text: LintText, kind: LintKind): Judgement {
  const about = text.reads.filter(isAbout)
  const certain = about.filter(
    (read) =>
      says.test(read.plain) || announces(read) || read.people.some(({ value }) => value === 'outside') || read.headed.has('communication'),
  )
  const isPassing =
    (kind === 'ops-runbook' || kind === 'security-runbook') &&
    certain.length < 2 &&
    !certain.some((read) => read.headed.has('communication') || read.channels.length + read.mailboxes.length > 0 || announces(read))
  if (certain.length === 0 || isPassing) return absent
  const titles = [...new Set(about.map(({ unit }) => unit.section.title.toLowerCase()))]
  const plain = [...titles, ...about.map(({ plain: words }) => words)].join('\n')
  const timed = about.filter(
    (read) => (read.durations.length > 0 || durationsIn(read.heading).length > 0) && read.unit.kind !== 'code' && !isCallForHelp(read),
  )
  const parts = {
    text: content.test(plain) || about.some((read) => sendsWith.test(read.plain) && sends.test(read.plain)) || hasReadyText(text, about),
    threshold:
      about.filter(({ heading, unit }) => unit.kind === 'item' && asksWhen.test(heading.slice(0, 160))).length >= 2 ||
      about.some(
        (read) =>
          (read.unit.kind !== 'code' && threshold.test(read.plain) && !hedge.test(read.plain)) ||
          (read.durations.length > 1 && byLevel.test(read.plain)),
      ) ||
      about.filter((read) => read.durations.length > 0 && ofLevel.test(read.plain)).length >= 2 ||
      about.some((read) => addressed.test(read.plain)),
    deadline:
      timed.some((read) => !hedge.test(read.plain)) ||
      text.reads.some((read) => read.durations.length > 0 && cadence.test(`${read.plain} ${read.unit.header.join(' ')}`)) ||
      titles.some((title) => cadence.test(title)),
  }
  const commitments = text.frontMatter?.text ?? ''
  const promised = /\bnotify:[\s\S]{0,80}\bwithin:/.test(commitments)
  const whole = {
    ...parts,
    threshold: parts.threshold || promised,
    deadline: parts.deadline || promised,
    text: parts.text || (promised && /\btemplate:/.test(commitments)),
  }
  const count = Object.values(whole).filter(Boolean).length
  // A template of a review asks who was told, and tells nobody.
  if (kind === 'pir-template' && count === 0) return absent
  return { standing: count >= 2 ? 'functional' : 'generic', parts: whole, units: indexesOf(about) }
}

/** “Notify the account holder”, “Post in #status that …”: a step that does nothing but tell somebody who is not called to help. */
function announces({ verbs: [first], channels, unit, people }: Read): boolean {
  if (first === undefined || (!first.leads && first.start > 12)) return false
  if (first.lemma === 'post' || first.lemma === 'warn')
    return first.leads && (channels.length > 0 || people.some(({ value }) => value === 'outside'))
  return /^(?:notify|inform|announce|disclose)$/.test(first.lemma) && !helpers.test(unit.text.slice(first.end, first.end + 60))
}

const helpers =
  /^[^.;]{0,30}\b(?:(?:security|network|netops|ops|operations|response|infrastructure|platform|devops|sre|it) (?:\w+ )?team|on-?call|engineers?|management|soc|commander)\b/i

/** “Users must notify their manager within 24 hours”: a deadline of the company with itself. */
function isCallForHelp(read: Read): boolean {
  const told = read.people.filter(({ start }) => read.verbs.some((verb) => verb.classes.has('tell') && verb.start < start))
  return !read.headed.has('communication') && told.length > 0 && told.every(({ value }) => value === 'inside') && !audience.test(read.plain)
}

function isAbout(read: Read): boolean {
  if (read.headed.has('communication')) return true
  if (read.unit.kind === 'code') return false
  if (announces(read)) return true
  const outside = read.people.some(({ value }) => value === 'outside')
  const isTold = read.people.some(
    ({ value, start }) => value === 'outside' && read.verbs.some((verb) => verb.classes.has('tell') && verb.start < start),
  )
  if (isTold && says.test(read.plain)) return true
  if (outside && read.unit.kind === 'row' && read.durations.length > 0) return true
  if (
    outside &&
    /\b(?:notifications?|communications?|disclos\w+|announc\w+|informing|notifying|reporting|(?:be|been|is|are|was|were) (?:notified|informed|told))\b/.test(
      read.plain,
    )
  )
    return true
  if (audience.test(read.plain) && read.verbs.some(({ lemma }) => tellsThem.test(lemma))) return true
  return (
    cadence.test(read.plain) ||
    /\bstatus page\b|\bpublic(?:ly)? disclos\w+|\bbreach notification\b|\bmedia inquir\w+|\bpress (?:release|inquir\w+)|\bpublic statements?\b|\b(?:external|incident) communications?\b|\bnotifications? (?:is|are|be) (?:made|sent|issued|given)\b|\bsitreps?\b|\bsituation reports?\b/.test(
      read.plain,
    )
  )
}

/** A block or quote to send, or the exact words to post. */
export function hasReadyText(text: LintText, about: readonly Read[]): boolean {
  if (about.some(({ plain }) => readyWords.test(plain))) return true
  const own = new Set(about)
  return (
    text.reads.some((read) => (readyWords.test(read.plain) && read.unit.kind !== 'paragraph') || isReadyBlock(read, text, own.has(read))) ||
    about.some(({ unit }) => unit.isQuote && unit.text.length > 80)
  )
}

/** A message as it was or will be sent, with nothing left to put in. */
export function hasWorkedText({ reads }: LintText): boolean {
  return reads.some(({ plain }) => readyWords.test(plain) && !slot.test(plain))
}

/** In words to be sent: what is put in when it happens. */
export const slot = /\[[^\]\n]{2,60}\]|<[^>\n]{2,60}>|\{[^}\n]{2,60}\}|\{\{/

const introduces = /\b(?:message|post|template|announce|communicat|notif|update|declare|alert)\w*\b/

/** A block of words instead of commands, under something that says they are to be sent. */
export function isReadyBlock(read: Read, { reads }: LintText, isAboutTelling = false): boolean {
  const { unit, commands, heading } = read
  if (unit.kind !== 'code' || commands.length > 0 || unit.text.trim().length < 15 || !/[a-z]{3,} [a-z]{2,}/i.test(unit.text)) return false
  if (isAboutTelling) return true
  // Asked for every block: a heading of a hundred thousand letters must not be read as often.
  const before = reads[read.index - 1]?.plain ?? ''
  return introduces.test(`${heading.slice(0, 160)} ${before} ${unit.section.title.slice(0, 160)}`.toLowerCase())
}
