// Which alerts lead to no runbook, which runbooks are led to by nothing, and where do two answer the same alert?
import { formatInstant, type Instant } from '../kernel/instant.ts'
import { fitsGlob } from '../runbook/glob.ts'
import { type AlertToMatch, matchRunbooks } from '../runbook/matchRunbooks.ts'
import type { Match } from '../runbook/runbook.ts'
import type { HeldMatch, HeldRunbook } from './heldDocument.ts'
import type { Inconsistency, Sentence } from './inconsistency.ts'

/** One kind of alert of one source: the latest of them, and how many there were. */
export type SeenAlert = AlertToMatch & {
  /** What the source calls the kind; null where it names none, and the title has to do. */
  type: string | null
  count: number
  lastAt: Instant
  /** One of them was of the worst step. */
  isSevere: boolean
}

export type SeenSource = { integration: string; id: string; name: string }
export type Seen = { alerts: readonly SeenAlert[]; sources: readonly SeenSource[]; since: Instant }

type OneMatch = { id: string; title: string; matches: readonly Match[]; held: HeldMatch }
type Fit = { alert: SeenAlert; proposals: ReturnType<typeof matchRunbooks<OneMatch>> }

export function matchingFindings(runbooks: readonly HeldRunbook[], seen: Seen): Inconsistency[] {
  const single = runbooks.flatMap(({ id, title, matches }) => matches.map((held): OneMatch => ({ id, title, matches: [held.match], held })))
  const fits = seen.alerts.map((alert): Fit => ({ alert, proposals: bestOfEach(matchRunbooks(single, alert)) }))
  return [...unanswered(fits, runbooks), ...unmatched(runbooks, fits, seen), ...twice(single, fits)]
}

/** Of each runbook its most exact match. */
function bestOfEach(proposals: Fit['proposals']): Fit['proposals'] {
  return proposals.filter(({ runbook }, index) => proposals.findIndex((each) => each.runbook.id === runbook.id) === index)
}

function dayOf(at: Instant): string {
  return formatInstant(at).slice(0, 10)
}

function seenInWords({ type, title, sourceName, count, lastAt }: SeenAlert): string {
  const times = count === 1 ? 'once' : `${count.toLocaleString('en')} times`
  return `${sourceName}: “${type ?? title}”, seen ${times}, last on ${dayOf(lastAt)}.`
}

function unanswered(fits: readonly Fit[], runbooks: readonly HeldRunbook[]): Inconsistency[] {
  const matching = runbooks.filter(({ matches }) => matches.length > 0).length
  return fits
    .filter(({ proposals }) => proposals.length === 0)
    .map(({ alert }): Inconsistency => {
      const said = alert.type === null ? `title: "${alert.title}"` : `type: "${alert.type}"`
      return {
        rule: 'alert-without-runbook',
        level: alert.isSevere ? 'warning' : 'note',
        message: `Whoever is woken by “${alert.type ?? alert.title}” is offered no runbook.`,
        suggestion: `Add to the runbook that fits: \`- { source: ${alert.integration}, ${said} }\`.`,
        sentences: [
          { document: null, text: seenInWords(alert) },
          { document: null, text: `None of the ${matching} runbooks that name alerts fits it.` },
        ],
      }
    })
}

function unmatched(runbooks: readonly HeldRunbook[], fits: readonly Fit[], seen: Seen): Inconsistency[] {
  const led = new Set(fits.flatMap(({ proposals }) => proposals.map(({ runbook }) => runbook.id)))
  return runbooks.flatMap((runbook): Inconsistency[] => {
    if (led.has(runbook.id)) return []
    const finding = (level: Inconsistency['level'], message: string, suggestion: string, at: Sentence, other: string): Inconsistency[] => [
      { rule: 'runbook-unmatched', level, message, suggestion, sentences: [at, { document: null, text: other }] },
    ]
    const [first] = runbook.matches
    if (first === undefined) {
      if (runbook.incidentType !== null) return []
      const text = 'No alert can match it, and no incident is of its type.'
      return finding(
        'warning',
        `“${runbook.title}” names neither alerts nor an incident type, so it is never offered.`,
        'Add `matches` with the alerts it is for, or `incident_type`.',
        runbook.fieldAt('id'),
        text,
      )
    }
    if (seen.sources.length === 0) return []
    const wanted = runbook.matches.map(({ match }) => match.source)
    if (wanted.every((source) => source !== null && !seen.sources.some((each) => isOf(source, each))))
      return finding(
        'warning',
        `“${runbook.title}” waits for alerts of ${[...new Set(wanted)].join(', ')}, and no such source is set up.`,
        'Set the source up, or match what your sources send.',
        first.at,
        `Sources: ${seen.sources.map(({ name }) => name).join(', ')}.`,
      )
    if (seen.alerts.length === 0) return []
    return finding(
      'note',
      `No alert since ${dayOf(seen.since)} fits “${runbook.title}”. That may be good news, or a pattern that is misspelt.`,
      'Hold its patterns against an alert that it was written for, or start a drill.',
      first.at,
      `${seen.alerts.length} kinds of alert seen since ${dayOf(seen.since)}, none of which fits.`,
    )
  })
}

function isOf(pattern: string, { integration, id, name }: SeenSource): boolean {
  return [integration, id, name].some((each) => fitsGlob(pattern, each))
}

/** By alerts that were seen, and by matches that are the same whatever is seen. One finding for two runbooks. */
function twice(single: readonly OneMatch[], fits: readonly Fit[]): Inconsistency[] {
  const found = new Map<string, Inconsistency>()
  const say = (left: OneMatch, right: OneMatch, isTied: boolean, example: string | null) => {
    const [one, other] = left.id < right.id ? [left, right] : [right, left]
    const key = `${one.id}\n${other.id}`
    const known = found.get(key)
    if (known !== undefined && (known.level === 'warning' || !isTied)) return
    const alert = example === null ? 'the same alerts' : `“${example}”`
    found.set(key, {
      rule: 'two-runbooks',
      level: isTied ? 'warning' : 'note',
      message: isTied
        ? `“${one.title}” and “${other.title}” match ${alert} equally well: neither is offered first for a reason.`
        : `“${left.title}” and “${right.title}” both match ${alert}; the first is more exact and is offered first.`,
      suggestion: isTied
        ? 'Make one of the two patterns more exact, or make one runbook of them.'
        : 'If that is the order you want, leave it; otherwise make the other pattern more exact.',
      sentences: [one.held.at, other.held.at],
    })
  }
  for (const { alert, proposals } of fits) {
    const [best, ...others] = proposals
    for (const next of others)
      if (best !== undefined) say(best.runbook, next.runbook, next.exactness === best.exactness, alert.type ?? alert.title)
  }
  single.forEach((left, index) => {
    for (const right of single.slice(index + 1))
      if (left.id !== right.id && sameMatch(left.held.match, right.held.match)) say(left, right, true, null)
  })
  return [...found.values()]
}

function sameMatch(left: Match, right: Match): boolean {
  const words = ({ source, type, title, labels }: Match) =>
    JSON.stringify([source, type, title, Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1))]).toLowerCase()
  return words(left) === words(right)
}
