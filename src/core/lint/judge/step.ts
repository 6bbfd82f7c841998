// What is a step that changes something, and is there something in it, under it or just before it to type, click or open?
import type { LintText, Read } from '../reading/readText.ts'

/** It changes something: by its verb, by its command, or by what it says to click. */
export function isActing(read: Read, inRunbook: boolean): boolean {
  if (read.commands.some(({ changes }) => changes)) return true
  if (read.unit.kind === 'code') return false
  // “Call pause() on the vault”: a call is made, whoever else is called.
  if (
    /^(?:call|invoke|execute|submit|propose)\b/.test(read.plain) &&
    [...read.commands, ...read.objects].some(({ value }) => value.includes('('))
  )
    return true
  const [first] = read.verbs
  if (inRunbook && read.paths.length > 0 && first?.classes.has('look') !== true && !looking.test(read.unit.section.title)) return true
  if (first === undefined || saysNothing(read) || /^\W*trigger(?:s|ed by)?\s*:/.test(read.plain)) return false
  if (inRunbook && !first.leads && !isAsked(read)) return false
  const isFirst = first.classes.has('contain') || (read.verbs[1]?.classes.has('contain') === true && read.headed.has('containment'))
  if (isFirst) return true
  if (!inRunbook || first.classes.has('look') || read.unit.kind === 'row') return false
  if (read.clicks.length > 0) return true
  return first.classes.has('act') && (read.unit.kind === 'item' || first.leads) && !organizes(read)
}

const looking = /\b(?:check\w*|diagnos\w*|investigat\w*|verif\w*|monitor\w*|symptoms?|triage|detect\w*|identif\w*|impact|meaning)\b/i

/** “The pods can be restarted”, “then restart it”: asked for, though no sentence begins with it. What a sentence tells of happens by itself. */
function isAsked({ verbs: [first], unit }: Read): boolean {
  if (first === undefined) return false
  return /(?:\b(?:must|shall|should|can|may|will|to|then|please|and|or|by|you|we|now|be|immediately|also|need to|manually)|[,:;(\u2013\u2014-]|\*)\s*(?:\w+ly\s+)?$/i.test(
    unit.text.slice(Math.max(0, first.start - 30), first.start),
  )
}

/** “Fix the issue”: that it is to be done is known. */
function saysNothing({ plain, tokens }: Read): boolean {
  return tokens.length <= 8 && /\b(?:solve|resolve|fix|mitigate|remediate)\b[^.;]{0,20}\b(?:issues?|problems?|incidents?)\W*$/.test(plain)
}

/** What is created, updated or started when people organize themselves: it changes nothing that runs. */
export function organizes({ verbs: [first], unit }: Read): boolean {
  if (first === undefined || (first.classes.has('contain') && first.lemma !== 'close')) return false
  return paperwork.test(unit.text.slice(first.end, first.end + 80).toLowerCase())
}

const paperwork =
  /\b(?:(?:an?|the|new|this) incident|time-?lines?|post-?mortems?|retro(?:spective)?s?|channels?|tickets?|advisor(?:y|ies)|incident (?:reports?|documents?|docs?|records?|logs?|calls?|summar(?:y|ies)|responses?)|documents?|docs?|huddles?|calls?|meetings?|bridge|war ?rooms?|status (?:pages?|updates?)|stakeholders?|comms|communications?|summar(?:y|ies)|wiki|lessons)\b/

/** Settings and changes that are written out, to be put in as they are. */
const pasted = new Set(
  'yaml yml json jsonc json5 toml ini conf nginx apache vcl hcl tf terraform diff patch xml properties dotenv env dockerfile cron crontab systemd lua rego'.split(
    ' ',
  ),
)

/** Something to type, to click, to open; in the step itself, in a block right under it, or in an item under it. */
export function hasHandle(read: Read, { reads }: LintText): boolean {
  if (handles(read) || isFilledIn(read, reads) || refersBack(read, reads)) return true
  for (let at = read.index + 1; at < reads.length && at <= read.index + 6; at++) {
    const next = reads[at]
    if (next === undefined || next.unit.section !== read.unit.section) return false
    if (next.unit.kind === 'code') return next.commands.length > 0 || pasted.has(next.unit.language)
    if (next.unit.parent !== read.unit) return false
    if (handles(next)) return true
  }
  return false
}

/** “By calling emergencyStop() on the adapter” */
export function calls({ plain, objects, commands }: Read): boolean {
  return /\b(?:call|calling|invoke|invoking|execut\w+)\b/.test(plain) && [...objects, ...commands].some(({ value }) => /\w\(/.test(value))
}

/** “Restart it.”, “Comment out the line above”: what is meant was named, or shown, just before. */
function refersBack({ plain, unit, index }: Read, reads: readonly Read[]): boolean {
  const points = /\b(?:line|lines|command|query|block|value|setting|snippet)s? (?:above|below)\b/.test(plain)
  const isShort = /(?:^|[.;:,] |\bthen )(?:\w+ )?(?:it|them|that one)\b[^.]{0,30}(?:\.|$)/.test(plain)
  if (!points && !isShort) return false
  for (let at = index - 1; at >= 0 && at >= index - 3; at--) {
    const before = reads[at]
    if (before === undefined || before.unit.section !== unit.section) return false
    if (points ? before.unit.kind === 'code' : before.unit.kind !== 'code' && handles(before)) return true
  }
  return false
}

const fills = /^(?:enter|set|fill|type|paste|choose|select|tick|confirm|submit|save|click|press)$/

/** After “Navigate to Actions and select Block address”, what is entered and confirmed stands in that form. */
function isFilledIn({ unit, verbs: [first], index }: Read, reads: readonly Read[]): boolean {
  if (unit.kind !== 'item' || first === undefined || !fills.test(first.lemma)) return false
  for (let at = index - 1; at >= 0 && at >= index - 6; at--) {
    const before = reads[at]
    if (before === undefined || before.unit.kind !== 'item' || before.unit.section !== unit.section || before.unit.indent !== unit.indent)
      return false
    if (before.clicks.length + before.paths.length > 0) return true
    if (!fills.test(before.verbs[0]?.lemma ?? '')) return false
  }
  return false
}

/** “If not: …” under a step is done with what the step has. */
export function isPartOfHandled({ unit }: Read, text: LintText): boolean {
  for (let at = unit.parent, above = 0; at !== null && above < 6; at = at.parent, above++) {
    const read = text.readOf.get(at)
    if (read !== undefined && hasHandle(read, text)) return true
  }
  return false
}

/** Operations that are called the same in one tool and in no other: who reads “force-push to the PR branch” knows what to type. */
const spokenCommand =
  /\b(?:force[- ]?push\w*|rebas(?:e[sd]?|ing)|cherry-?pick\w*|(?:un)?cordon(?:s|ed|ing)?|drain(?:s|ed|ing)? (?:the |all |this )?nodes?|squash (?:the |all )?commits?)\b|\brevert(?:s|ed|ing)? (?:the |that |this |a )?(?:commit|merge|pull request|pr)\b/

function handles(read: Read): boolean {
  if (spokenCommand.test(read.plain)) return true
  return read.commands.length + read.paths.length + read.clicks.length + read.products.length + read.objects.length + read.live.length > 0
}
