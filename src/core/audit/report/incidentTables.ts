// The report's section on incidents: how many of which severity became what, and each as a line beside what the policy promised.
import { count, plural, timeText } from '../../document/phrases.ts'
import type { Listing, Table } from '../../document/table.ts'
import { keptWord, severityWord, stateWord } from '../../incident/paper/threadPaper.ts'
import type { PromiseClock } from '../../incident/promiseClocks.ts'
import { promiseOf, reviewStanding } from '../../incident/record/timeliness.ts'
import { incidentNumber, incidentStates, privateTitle } from '../../incident/words.ts'
import type { Findings } from '../findings.ts'
import { declaredIn } from '../incidentReceipt.ts'
import { populationPath } from '../packageLayout.ts'
import type { AuditedIncident } from '../populations/incidents.ts'

/** More than this many lines are not read on paper; the population has them all. */
const mostListed = 200

export type IncidentPart = { said: string[]; counts: Table | null; list: Listing; exercises: Listing }

export function incidentPart(findings: Findings): IncidentPart {
  const declared = declaredIn(findings)
  const exercises = declared.filter(({ isExercise }) => isExercise === true)
  const real = declared.filter(({ isExercise }) => isExercise !== true)
  return {
    said: statement(real, findings),
    counts: real.length === 0 ? null : countTable(real),
    list: listing(real, findings, 'Incidents of the period', ''),
    exercises: listing(exercises, findings, 'Exercises of the period', 'No exercise was recorded in the period.'),
  }
}

/** Absence is a statement too. */
function statement(real: readonly AuditedIncident[], { incidents, asOf }: Findings): string[] {
  if (real.length === 0) {
    return ['No incident was put on record in the period. What that rests on is that the sources were heard and the alerts reviewed.']
  }
  const of = (wanted: (record: AuditedIncident) => boolean) => real.filter(wanted).length
  const judged = (what: PromiseClock['what'], ...states: PromiseClock['state'][]) =>
    of(({ clocks }) => states.includes(promiseOf(clocks, what)?.state ?? 'running'))
  const review = (timeliness: string) => of((record) => reviewStanding(record, asOf).timeliness === timeliness)
  const { first, last, missing } = incidents.numbering
  const numbers =
    first === null || last === null
      ? ''
      : ` Their numbers run from ${incidentNumber(first)} to ${incidentNumber(last)}${missing === 0 ? ', none missing' : `, ${count(missing)} missing`}.`
  const [hidden, dismissed, merged] = [
    of(({ isPrivate }) => isPrivate),
    of(({ state }) => state === 'not_an_incident'),
    of(({ state }) => state === 'merged'),
  ]
  const became = [
    ...(dismissed === 0 ? [] : [`${count(dismissed)} found to be none`]),
    ...(merged === 0 ? [] : [`${count(merged)} merged into another`]),
    ...(hidden === 0 ? [] : [`${count(hidden)} private, counted and not shown`]),
  ]
  return [
    `${plural(real.length, 'incident')} ${real.length === 1 ? 'was' : 'were'} put on record in the period${became.length === 0 ? '' : `, of them ${became.join(', ')}`}.${numbers} The thread of each is in data/threads.`,
    `Against the policy version each was declared under: acknowledged in time ${count(judged('acknowledge', 'met'))}, late or missed ${count(judged('acknowledge', 'late', 'missed'))}; contained in time ${count(judged('contain', 'met'))}, late or missed ${count(judged('contain', 'late', 'missed'))}; reviews approved in time ${count(review('in_time'))}, late or overdue ${count(review('late') + review('overdue'))}.`,
  ]
}

function countTable(real: readonly AuditedIncident[]): Table {
  const severities = [...new Set(real.map(({ severity }) => severity ?? 'not set'))].sort()
  const used = incidentStates.filter((state) => real.some((record) => record.state === state))
  const row = (name: string, of: readonly AuditedIncident[]) => [
    ...[name, count(of.length)],
    ...used.map((state) => blankZero(of.filter((record) => record.state === state).length)),
  ]
  return {
    caption: 'Incidents by severity and state',
    columns: ['Severity', '#All', ...used.map((state) => `#${stateWord(state)}`)],
    rows: [
      ...severities.map((severity) =>
        row(
          severity,
          real.filter((one) => (one.severity ?? 'not set') === severity),
        ),
      ),
      row('All', real),
    ],
  }
}

function blankZero(value: number): string {
  return value === 0 ? '·' : count(value)
}

function listing(records: readonly AuditedIncident[], { asOf }: Findings, caption: string, none: string): Listing {
  if (records.length === 0) return { said: none, table: null }
  const listed = records.slice(0, mostListed)
  const rest = records.length - listed.length
  const more =
    rest === 0
      ? ''
      : ` The first ${count(listed.length)} stand here; the other ${count(rest)} are in ${populationPath('P1-incidents.csv')}.`
  const table: Table = {
    caption,
    columns: ['Incident', 'Title', 'Severity', 'State', 'Declared (UTC)', 'Acknowledged', 'Contained', 'Review', '#Entry'],
    rows: listed.map((record) => line(record, asOf)),
  }
  return { said: `Times are judged by the promise in force when the incident was declared; late stays late.${more}`, table }
}

const reviewWords = { in_time: '✓ in time', late: '! late', overdue: '! overdue', not_due: 'not due yet' } as const

function line(record: AuditedIncident, asOf: Findings['asOf']): string[] {
  const { number, incident, isPrivate, folded, severity, certainty, state, clocks, firstEntry } = record
  const kept = (what: PromiseClock['what']) => {
    const clock = promiseOf(clocks, what)
    return clock === undefined ? '–' : keptWord(clock)
  }
  const { required, timeliness, review } = reviewStanding(record, asOf)
  const reviewed = timeliness !== null ? reviewWords[timeliness] : review?.approved ? 'approved' : required === false ? 'none held' : '–'
  return [
    ...[
      number === null ? incident : incidentNumber(number),
      isPrivate ? privateTitle : (folded.title ?? 'not open'),
      severityWord(severity, certainty),
    ],
    ...[stateWord(state), timeText(folded.declaredAt), kept('acknowledge'), kept('contain'), isPrivate ? '–' : reviewed, `#${firstEntry}`],
  ]
}
