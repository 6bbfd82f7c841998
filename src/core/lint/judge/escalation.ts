// How does escalation stand? Three of: a named rotation or person, a way to page, a backup, a channel.
import type { LintKind } from '../element.ts'
import type { LintText, Read } from '../reading/readText.ts'
import { absent, indexesOf, type Judgement } from './judgement.ts'

const rotation =
  /\b(?:on-?call (?:schedule|rotation|rota|engineer|(?:incident )?(?:lead|commander|manager|responder))|(?:primary|secondary) on-?call|rota\b|rotation schedule|duty (?:officer|manager) schedule)/
const backup =
  /\b(?:secondary|backup (?:on-?call|contact|person|engineer)|if (?:there is )?no (?:response|answer|reply|ack\w*)|(?:does|do) not (?:respond|answer|acknowledge)|unreachable|not available|next (?:on-?call|level|tier|in line)|alternate|deput(?:y|ies)|after \d+ ?(?:min\w*|hours?)(?: without)?|escalates? (?:to|after)|level [23]\b|stand-?in)/
const paging = /\bwill page\b|!ic page|\/genie\b|\/pd\b|\bpages? the\b|\bauto-?paged\b|\breceives? (?:a |the )?page\b/
const named = /\b(?:name|engineer|person|primary|secondary|contact|who|lead|backup|owner)\b/
const personCell = /^(?:@?[A-Z][a-zé'’-]+(?: [A-Z]\.)? [A-Z][a-zéA-Z'’-]+)(?:\s*\(.*\))?$/
const rosterColumn = /\b(?:person|engineer|primary|secondary|on-?call|backup)\b/
const roleWord =
  /\b(?:team|lead|manager|officer|commander|counsel|director|engineer|support|owner|security|legal|response|executive|on-?call|authority|partner|insurance|group|services?|desk|incident|lead|admin\w*|chief|head|vp|president|analyst|operations|communications?)\b/i
const asks =
  /\b(?:escalat\w+|page[sd]?|contact|call|notify|notifies|inform|alert|report(?:ed|s)?|reach out|ping|engage|convene|activate|ask|raise|tell|email|bug)\b/
/** In instructions, “report” and “ask” are often part of the work. */
const calls = /\b(?:escalat\w+|page[sd]?|contact|call|notify|notifies|reach|engage|convene|activate|alert)\b/

/** Where somebody turns who has tried everything here. */
const stuck = /\b(?:cannot|can't|unable to|could not|couldn't) (?:be )?(?:resolved?|fix(?:ed)?|solved?)\b/

export function judgeEscalation(text: LintText, kind: LintKind): Judgement {
  const asking = kind === 'ops-runbook' || kind === 'security-runbook' ? calls : asks
  const about = text.reads.filter((read) => isAbout(read, asking))
  const calling = about.filter(
    (read) =>
      !read.headed.has('escalation') || read.people.length > 0 || read.placeholders.length > 0 || reachable(read) || namesPerson(read),
  )
  if (calling.length === 0) return absent
  // A place left open reaches nobody.
  const plain = about.flatMap(({ plain: words, placeholders }) => (placeholders.length > 0 ? [] : [words])).join('\n')
  const known = new Set(about)
  const all = text.reads.filter((read) => read.placeholders.length === 0 && (known.has(read) || reachable(read)))
  const isPaged = paging.test(plain) || about.some((read) => read.placeholders.length === 0 && namesPager(read))
  const channelField = [...text.fields].some(([name, value]) => /slack|channel|contact/.test(name) && /[#@]/.test(value))
  const parts = {
    target:
      all.some((read) => read.live.some(({ value }) => /schedule|on-?call|rota|opsgenie|pagerduty/i.test(value))) ||
      namesPeople(text) ||
      (rotation.test(plain) && isPaged) ||
      all.some(namesRotation) ||
      pagesBy(all) ||
      namesEscalationPath(text),
    mechanism:
      isPaged ||
      all.some((read) => read.live.some(({ value }) => /pagerduty|opsgenie|victorops/i.test(value))) ||
      pagesBy(all) ||
      all.some((read) => read.phones.length > 0),
    backup: backup.test(plain),
    channel:
      channelField ||
      all.some((read) => read.channels.length > 0 || read.mailboxes.length > 0 || read.phones.length > 0) ||
      /\bslack\b/.test(plain) ||
      about.some(({ placeholders, products }) => placeholders.length === 0 && products.some(({ value }) => value === 'talk')),
  }
  const count = Object.values(parts).filter(Boolean).length
  return { standing: count >= 3 ? 'functional' : 'generic', parts, units: indexesOf(about) }
}

function reachable(read: Read): boolean {
  return (
    read.channels.length + read.mailboxes.length + read.phones.length + read.mentions.length > 0 ||
    pagesBy([read]) ||
    read.live.some(({ value }) => /schedule|on-?call|opsgenie|pagerduty/i.test(value))
  )
}

function isAbout(read: Read, asking: RegExp): boolean {
  if (read.unit.kind === 'code' && !read.headed.has('escalation')) return false
  if (read.headed.has('escalation') && !read.headed.has('review')) return true
  if (paging.test(read.plain) || namesPager(read) || stuck.test(read.plain) || escalates(read)) return true
  const inside = read.people.some(({ value }) => value === 'inside')
  return (
    (inside && read.verbs.some(({ classes, lemma }) => classes.has('tell') && asking.test(lemma))) ||
    (inside &&
      /\b(?:escalat\w+|notif(?:y|ies|ied)|report(?:ed|s)? (?:it )?to|(?:tells?|pages?|calls?|informs?|contacts?) (?:the|our|your|an?))\b/.test(
        read.plain,
      )) ||
    (reachable(read) && asks.test(read.plain))
  )
}

/** “Escalate to the platform group”: whoever that is, it is asked for. */
function escalates({ verbs, plain }: Read): boolean {
  return verbs.some(({ lemma }) => lemma === 'escalate') || /\bescalated? (?:it |this )?to\b/.test(plain)
}

/** A product that pages, or one that nobody here knows where paging is spoken of; an address in its domain is judged as a link. */
function namesPager({ products, unit, plain }: Read): boolean {
  // “PagerDuty / Opsgenie” leaves open which.
  if (alternatives.test(plain)) return false
  return products.some(
    ({ value, start, end }) =>
      (value === 'paging' || (value === 'unlisted' && pages.test(plain))) &&
      !/[./]/.test(unit.text[start - 1] ?? '') &&
      !/^\.(?:com|io)\//.test(unit.text.slice(end)),
  )
}

const alternatives = /\b(?:pagerduty|opsgenie|victorops) ?(?:\/|or) ?(?:pagerduty|opsgenie|victorops)\b/
const pages =
  /\b(?:paged|paging|pager|pages? (?:the|on-?call|someone|somebody|us|you|whoever)|on-?call (?:schedule|rotation|rota)|escalation polic(?:y|ies))\b/

/** `payments-oncall`, @security-primary: a rotation by its own name. */
function namesRotation({ objects, mentions }: Read): boolean {
  return [...objects, ...mentions].some(({ value }) =>
    /^@?[\w.]+[-_](?:on-?call|primary|secondary|rota|rotation|escalation|pager)(?:[-_]\w+)?$|^@?(?:on-?call|primary)[-_]\w+/i.test(value),
  )
}

function pagesBy(reads: readonly Read[]): boolean {
  return reads.some(({ commands }) => commands.some(({ value }) => /^[!/](?:ic|genie|pd|page|incident|opsgenie|oncall|inc)\b/i.test(value)))
}

/** A row of a roster: a full name, or a first name in the column of who is on call. */
export function namesPerson({ unit, products, headed }: Read): boolean {
  if (unit.kind !== 'row' || /version|author|change/.test(unit.header.join(' '))) return false
  if (headed.has('escalation') && unit.cells.filter(({ text }) => isFirstName(text)).length >= 3) return true
  return unit.cells.some(({ text }, index) => {
    const column = unit.header[index] ?? ''
    if (!named.test(column) || roleWord.test(text)) return false
    return (
      personCell.test(text) ||
      (rosterColumn.test(column) && /^@[a-z][\w.-]+$/i.test(text)) ||
      (rosterColumn.test(column) && products.length === 0 && /^[A-Z][a-zé]{2,20}$/.test(text))
    )
  })
}

/** In a roster by days and hours. */
function isFirstName(text: string): boolean {
  return /^[A-Z][a-zé]{2,15}$/.test(text) && !/^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)/.test(text) && !roleWord.test(text) && !levels.test(text)
}

const levels = /^(?:critical|high|medium|low|none|yes|no|all|daily|weekly|immediate|open|closed|active|informational)$/i

function namesPeople({ reads }: LintText): boolean {
  return (
    reads.some(namesPerson) ||
    reads.some(
      ({ unit, plain }) =>
        !unit.header.length &&
        /\b(?:contact|call|only|ask|lead(?:ership)?)\b/.test(plain) &&
        /[-–—(] ?[A-Z][a-z]+, [A-Z][a-z]+,? (?:and )?[A-Z][a-z]+\b/.test(unit.text),
    ) ||
    // “Maria Lopez at +1 …”, “Ada Example (ada@example.com)”
    reads.some(
      ({ unit, phones, mailboxes, mentions }) =>
        phones.length + mailboxes.length + mentions.length > 0 &&
        [...unit.text.matchAll(/\b([A-Z][a-zé'’-]+ [A-Z][a-zé'’-]+)\b[\s,:(–—-]{0,4}(?:at |on |via )?(?=[+\d@]|[\w.]+@)/g)].some(
          ([, name = '']) => !roleWord.test(name),
        ),
    )
  )
}

function namesEscalationPath({ plain, fields }: LintText): boolean {
  return (fields.get('escalation') ?? '') !== '' && plain.includes((fields.get('escalation') ?? '').toLowerCase())
}
