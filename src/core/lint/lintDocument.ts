// What does the linter say about one document? Its kind, how each element stands, the whole, and the findings in reading order.
import { type Element, elements, type LintKind, type Overall, type Standing } from './element.ts'
import { type House, unknownHouse } from './house.ts'
import { isNotice, type Judged, judgeText } from './judge/judgeText.ts'
import type { Lexicons } from './lexicon.ts'
import { longestText } from './longestText.ts'
import { type Places, placesOf } from './places.ts'
import { noReach, type Reach } from './reach.ts'
import { type LintText, readText } from './reading/readText.ts'
import { allRules } from './rules/allRules.ts'
import type { Level, RuleFinding } from './rules/rule.ts'
import { readSuppressions } from './suppressions.ts'

export type LintFinding = {
  rule: string
  level: Level
  line: number
  column: number
  endLine: number
  endColumn: number
  message: string
  suggestion: string
}

export type LintedDocument = {
  path: string
  kind: LintKind
  elements: Record<Element, Standing>
  overall: Overall
  score: number
  findings: LintFinding[]
}

export type LintOptions = {
  lexicons: Lexicons
  today: string | null
  /** What it cites and is at hand. */
  reach?: Reach
  /** Who works here, whom escalation paths reach, how long logs live. */
  house?: House
  /** What it is, where it does not say so itself. */
  kind?: 'policy' | 'runbook'
  /** What is wrong with the YAML of a front matter. Left out by whoever has no YAML at hand. */
  yamlProblems?: (yaml: string) => readonly { message: string }[]
  /** By rule id or `element/*`: another level, or not at all. */
  levels?: Readonly<Record<string, Level | 'off'>>
}

type Placed = Omit<RuleFinding, 'ofWhole'> & { rule: string; level: Level }

/** Never throws, whatever the text. */
export function lintDocument(path: string, source: string, options: LintOptions): LintedDocument {
  const refusal = refuse(source)
  if (refusal !== null) return unread(path, refusal)
  const text = declared(readText(source, options.lexicons), options.kind)
  const judged = judgeText(text, path, options.reach)
  const places = placesOf(source)
  const found = [...aboutReading(text, options), ...runRules(path, text, judged, options)]
  return {
    path,
    kind: judged.kind,
    elements: Object.fromEntries(elements.map((element) => [element, judged.judgements[element].standing])) as Record<Element, Standing>,
    overall: judged.overall,
    score: judged.score,
    findings: kept(found, source, places, options),
  }
}

function declared(text: LintText, kind: LintOptions['kind']): LintText {
  return kind === undefined || text.fields.has('kind') ? text : { ...text, fields: new Map([...text.fields, ['kind', kind]]) }
}

function refuse(source: string): Placed | null {
  const said = (rule: string, message: string, suggestion: string): Placed => ({
    rule,
    level: 'error',
    start: 0,
    end: 0,
    message,
    suggestion,
  })
  if (source.length > longestText)
    return said(
      'document/too-large',
      `At most ${longestText.toLocaleString('en')} characters are read; this has ${source.length.toLocaleString('en')}.`,
      'Split the document: nobody scrolls that far at 2 AM.',
    )
  if (source.includes('\0'))
    return said('document/not-text', 'This is not a text: it holds bytes that no text has.', 'Save it as Markdown in UTF-8.')
  return null
}

function unread(path: string, refusal: Placed): LintedDocument {
  return {
    path,
    kind: 'other',
    elements: Object.fromEntries(elements.map((element) => [element, 'absent'])) as Record<Element, Standing>,
    overall: 'compliance-formatted',
    score: 0,
    findings: [located(refusal, () => ({ line: 1, column: 1 }))],
  }
}

/** What could not be read, or only in part. */
function aboutReading(text: LintText, { yamlProblems = () => [] }: LintOptions): Placed[] {
  const found: Placed[] = text.cut.map((start) => ({
    rule: 'document/too-dense',
    level: 'warning',
    start,
    end: start + 1,
    message: 'This paragraph is longer than three printed pages, and is read only to there.',
    suggestion: 'Break it into steps.',
  }))
  if (text.source.includes('\uFFFD')) {
    const start = text.source.indexOf('\uFFFD')
    found.push({
      rule: 'document/encoding',
      level: 'warning',
      start,
      end: start + 1,
      message: 'Here stand bytes that are not UTF-8.',
      suggestion: 'Save the file as UTF-8.',
    })
  }
  if (text.frontMatter === null) return found
  const { offset } = text.frontMatter
  for (const { message } of yamlProblems(text.frontMatter.text).slice(0, 5)) {
    found.push({
      rule: 'document/front-matter',
      level: 'warning',
      start: offset,
      end: offset + 1,
      message: `The front matter is not read as it was meant. ${message}`,
      suggestion: 'Write plain YAML: names, values and lists, without references.',
    })
  }
  return found
}

function runRules(
  path: string,
  text: LintText,
  judged: Judged,
  { lexicons, today, reach = noReach, house = unknownHouse }: LintOptions,
): Placed[] {
  const taken: Placed[] = []
  const covered = new Uint8Array(text.source.length + 1)
  const cited = text.fields.get('kind') === 'policy' ? 'id' : 'policy'
  const promised = reach.policies.get(text.fields.get(cited) ?? '')?.promised ?? null
  const view = { path, text, judged, lexicons, today, promised, house }
  const rules = isNotice(text) ? allRules.filter(({ element }) => element === 'document') : allRules
  for (const rule of rules) {
    for (const finding of rule.find(view)) {
      const { ofWhole, ...said } = finding
      const isTaken = covered.subarray(said.start, said.end).includes(1)
      if (isTaken && ofWhole !== true) continue
      if (!isTaken) covered.fill(1, said.start, said.end)
      taken.push({ ...said, ...(isTaken ? takenPart(covered, said) : {}), rule: rule.id, level: rule.level })
    }
  }
  return taken
}

/** Of words that are partly underlined already the first such piece: what is said of the whole underlines nothing more for it. */
function takenPart(covered: Uint8Array, { start, end }: Pick<Placed, 'start' | 'end'>): Pick<Placed, 'start' | 'end'> {
  const from = covered.indexOf(1, start)
  const to = covered.indexOf(0, from)
  return { start: from, end: to < 0 ? end : Math.min(to, end) }
}

function kept(found: readonly Placed[], source: string, places: Places, { levels = {} }: LintOptions): LintFinding[] {
  const { isSuppressed, withoutReason } = readSuppressions(source)
  const said = found.flatMap((finding) => {
    const level = levels[finding.rule] ?? levels[`${finding.rule.split('/')[0]}/*`] ?? finding.level
    if (level === 'off' || isSuppressed(finding.rule, places(finding.start).line)) return []
    return [located({ ...finding, level }, places)]
  })
  const unexplained = withoutReason.map(
    ({ line, text }): LintFinding => ({
      ...{ rule: 'document/disable-without-reason', level: 'warning', line, column: 1, endLine: line, endColumn: text.length + 1 },
      message: 'A rule is switched off here and nobody says why, so it stays on.',
      suggestion: 'Say why behind a colon: `<!-- tickmark-disable-next-line containment/no-handle: the drill is about finding it -->`.',
    }),
  )
  return [...said, ...unexplained].sort(
    (left, right) => left.line - right.line || left.column - right.column || (left.rule < right.rule ? -1 : 1),
  )
}

function located({ start, end, ...finding }: Placed, places: Places): LintFinding {
  const from = places(start)
  const to = places(Math.max(end, start + 1))
  const { rule, level, message, suggestion } = finding
  return { rule, level, line: from.line, column: from.column, endLine: to.line, endColumn: to.column, message, suggestion }
}
