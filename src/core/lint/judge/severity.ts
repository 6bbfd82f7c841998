// How does severity stand? Two levels or more, criteria somebody can observe, a time, and who is engaged for each.
import type { LintText, Read } from '../reading/readText.ts'
import type { Section } from '../reading/unit.ts'
import { absent, indexesOf, type Judgement, share } from './judgement.ts'

export type Level = { name: string; reads: Read[]; text: string }

const numbered =
  /^\W*(?:(?:sev(?:erity)?|priority|level|tier|p|s)[\s-]?(?:level\s)?(?:[0-5]|one|two|three|four)\b(?!\s*(?:hours|days|minutes|%)))/i
const worded =
  /^\W*(critical|high|medium|moderate|low|major|minor|severe|informational|urgent|emergency|normal|significant|negligible|warning)(?:\s+(?:severity|priority|impact|risk|incidents?))?\s*(?:[:|(–—-]|$)/i
const observable =
  /\b(?:outage|unavailable|down\b|offline|data loss|lost|stolen|corrupt\w*|breach(?:ed)?|exfiltrat\w*|leak\w*|expos(?:ed|ure)|exploit\w*|compromis\w*|unauthori[sz]ed|ransomware|malware|phish\w*|lateral movement|error rate|latency|degrad\w*|fail(?:s|ed|ing|ure)s?|pii|phi|personal(?:ly)? (?:data|identifiable)|customer data|credentials|payment|funds|encrypt\w*|intrusion|ddos|denial of service|cvss|workaround|sla|slo|login|checkout|cannot (?:use|access|log)|unable to|not responding|production|admin|root|unreachable|unusable|crash\w*|time-?outs?|5xx|500s|slow(?:ness|er)?|bypass\w*|fraud\w*|stolen|deleted|defac\w*|downtime|blocked|broken|unresponsive|hijack\w*|misconfigur\w*|drain\w*|double.?charg\w*|cosmetic|typo)\b/i
/** Three steps of a scale, or its two ends, beside each other. */
const scale =
  /\b(?:critical|high|major|severe)\b[\s,/|()–-]{1,4}(?:or )?(?:high|medium|moderate|major|warning|low|minor)\b|\b(?:low|minor)\b[\s,/|–-]{1,4}(?:or )?(?:medium|moderate|major|high)\b|\bsev(?:erity)?[ -]?\d ?[:=(][^.]{2,60}\bsev(?:erity)?[ -]?\d ?[:=(]/
/** “sev0–sev3” names the scale; “P1 and P2” are two of some. */
const range = /\b(sev|p|s)[ -]?\d ?(?:-|–|to) ?\1?[ -]?\d\b/
const rated = /\b(?:sev\b|severit(?:y|ies)|priorit(?:y|ies)|impact|urgency|criticality|classif\w+|incident categories)\b/
const alarm =
  /\b(?:critical|warning|high|medium|low)-level (?:alert|incident)|\b(?:critical|warning) alert if\b|\b(?:severity|impact)(?:\/\w+)? (?:rating|level)s? (?:higher|above|of)\b/
const involved =
  /\b(?:page[sd]?|paging|notif\w+|escalat\w+|on-?call|engage\w*|call|alert\w*|inform\w*|contact\w*|commander|lead|ciso|cto|ceo|executives?|team|manager|officer|leadership|slack|pagerduty|opsgenie)\b/i

export function judgeSeverity(text: LintText): Judgement {
  const levels = levelsOf(text)
  const headed = text.reads.filter((read) => read.headed.has('severity') && !isLabel(read))
  const units = indexesOf([...levels.flatMap(({ reads }) => reads), ...headed])
  if (levels.length < 2) {
    const speaks = headed.length > 0 || mentionsLevels(text)
    return speaks ? { standing: 'generic', parts: { levels: false, criteria: false, time: false, engaged: false }, units } : absent
  }
  const everywhere = namedTogether(text, levels)
  const parts = {
    levels: true,
    criteria: share(levels.filter(isObservable).length, levels.length) > 0.5,
    time: levels.some(({ reads }) => reads.some(({ durations }) => durations.length > 0)) || everywhere.time,
    engaged: share(levels.filter(({ text: words }) => involved.test(words)).length, levels.length) >= 0.4 || everywhere.engaged,
  }
  return { standing: parts.criteria && parts.time && parts.engaged ? 'functional' : 'generic', parts, units }
}

/** “Severity: critical” is what an alert has, and defines nothing. */
function isLabel({ unit, tokens, plain, heading }: Read): boolean {
  return unit.kind !== 'row' && (tokens.length <= 3 || label.test(plain) || label.test(heading))
}

const label =
  /^\W*(?:default )?(?:severity|priority)\W{1,4}(?:critical|high|medium|low|informational|p\d|sev-?\d)\b(?!\W{0,3}(?:critical|high|medium|low|p\d|sev-?\d)\b)/i

/** Levels that are named without being written down: “rated as high, medium or low severity”. That a severity is determined names none. */
function mentionsLevels({ reads }: LintText): boolean {
  return reads.some(
    ({ plain, heading, unit }) =>
      alarm.test(plain) ||
      range.test(plain) ||
      (unit.kind !== 'code' && scale.test(plain) && rated.test(`${plain} ${heading.toLowerCase()}`)),
  )
}

/** Each level with everything that is said under its name. */
export function levelsOf({ reads, sections }: LintText): Level[] {
  const levels = new Map<string, Set<Read>>()
  const add = (name: string, read: Read) => {
    const known = levels.get(name) ?? new Set<Read>()
    known.add(read)
    levels.set(name, known)
  }
  const named = new Map<Section, string>()
  for (const section of sections) {
    const name = nameOf(section.title, true)
    if (name !== null) named.set(section, name)
  }
  const scales = scalesIn(reads)
  let open: { name: string; section: Section; indent: number } | null = null
  for (const read of reads) {
    const { unit } = read
    for (let at: Section | null = unit.section; at !== null; at = at.parent) {
      const name = named.get(at)
      if (name !== undefined) {
        add(name, read)
        break
      }
    }
    const isScale = isLevelTable(read) || scales.has(groupOf(read))
    const own = unit.kind === 'row' ? nameOfRow(read, isScale) : nameOf(unit.text, isScale || read.headed.has('severity'))
    if (own !== null && (unit.kind !== 'row' || isScale)) {
      add(own, read)
      open = unit.kind === 'row' ? null : { name: own, section: unit.section, indent: unit.indent }
    } else if (
      open !== null &&
      unit.section === open.section &&
      (unit.kind === 'html' || unit.indent > open.indent || unit.kind === 'paragraph')
    )
      add(open.name, read)
    else open = null
  }
  addColumns(reads, add)
  const numberedOnes = [...levels].filter(([name]) => /\d/.test(name))
  const kept = numberedOnes.length >= 2 ? numberedOnes : [...levels]
  return kept.map(([name, found]) => ({ name, reads: [...found], text: [...found].map(({ plain }) => plain).join('\n') }))
}

/** Lists and tables that go through the words of a scale, under whatever heading. */
function scalesIn(reads: readonly Read[]): ReadonlySet<unknown> {
  const names = new Map<unknown, Set<string>>()
  for (const read of reads) {
    const { unit } = read
    const name = unit.kind === 'row' ? nameOfRow(read, true) : nameOf(unit.text, true)
    if (name === null) continue
    const group = groupOf(read)
    const known = names.get(group) ?? new Set<string>()
    known.add(name)
    names.set(group, known)
  }
  return new Set(
    [...names].filter(([, found]) => found.size >= 3 || (found.has('warning') && found.has('critical'))).map(([group]) => group),
  )
}

function groupOf({ unit }: Read): unknown {
  return unit.kind === 'row' ? unit.header : unit.section
}

/** A table whose columns are levels: each says its part of every row. */
function addColumns(reads: readonly Read[], add: (name: string, read: Read) => void): void {
  for (const read of reads) {
    if (read.unit.kind !== 'row') continue
    const names = read.unit.header.map((cell) => nameOf(cell, true))
    if (names.filter((name) => name !== null).length < 2) continue
    for (const name of names) if (name !== null) add(name, read)
  }
}

/** In the first cell, or behind what is asked: “Data read? | P1 Critical”. */
function nameOfRow({ unit }: Read, wordsCount: boolean): string | null {
  return (
    unit.cells
      .slice(0, 2)
      .map(({ text }) => nameOf(text, wordsCount))
      .find((name) => name !== null) ?? null
  )
}

function nameOf(text: string, wordsCount: boolean): string | null {
  const start = text.trimStart().slice(0, 60)
  const number = numbered.exec(start)?.[0]
  if (number !== undefined) return `level ${/[0-5]|one|two|three|four/i.exec(number)?.[0].toLowerCase() ?? ''}`
  const word = wordsCount ? worded.exec(start)?.[1] : undefined
  return word === undefined ? null : word.toLowerCase()
}

function isLevelTable({ unit }: Read): boolean {
  if (unit.kind !== 'row') return false
  const [first = '', second = ''] = unit.header
  return /sever|priorit|level|impact|classif|sev\b|^p$|urgency|rating|category|criticality/.test(
    `${first} ${/^(?:#|id)?$/.test(first) ? second : ''}`,
  )
}

export function isObservable({ text, reads }: Level): boolean {
  return reads.some(({ amounts, commands }) => amounts.length > 0 || commands.length > 0) || observable.test(text)
}

/** Times and people may stand elsewhere, beside the names of the levels: “every 30 minutes (P1), every 2 hours (P2)”. */
function namedTogether({ reads }: LintText, levels: readonly Level[]): { time: boolean; engaged: boolean } {
  const names = /\b(?:sev(?:erity)?[\s-]?[0-5]|p[0-5]|s[1-4]|critical|high)\b/i
  const beside = reads.filter(({ plain, unit }) => names.test(plain) && unit.kind !== 'code')
  const numbers = levels.some(({ name }) => /\d/.test(name))
  if (!numbers) return { time: false, engaged: false }
  return {
    time: beside.some(({ durations }) => durations.length > 0),
    engaged: beside.some(
      ({ people, verbs }) => people.some(({ value }) => value === 'inside') || verbs.some(({ classes }) => classes.has('tell')),
    ),
  }
}
