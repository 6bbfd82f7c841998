// The thread of one incident as a paper: words and tables before anything is laid out. The page, the PDF and the package print the same.
import { count, lengthText, timeText } from '../../document/phrases.ts'
import type { Table } from '../../document/table.ts'
import type { Instant } from '../../kernel/instant.ts'
import type { PromiseClock } from '../promiseClocks.ts'
import type { IncidentRecord } from '../record/incidentRecord.ts'
import { overAt } from '../record/timeliness.ts'
import { incidentNumber, privateTitle } from '../words.ts'
import type { PaperFacts, ThreadPaper } from './paper.ts'
import { paperLines } from './paperLines.ts'
import { sectionsOf } from './paperSections.ts'

export function threadPaper(facts: PaperFacts): ThreadPaper {
  const { record, organization, identity, isRedacted } = facts
  const number = record.number === null ? record.incident : incidentNumber(record.number)
  const about = { organization, identity: `${number} · ${identity}` }
  if (isRedacted) {
    const notice = 'It is private: what happened is open to those on it and to compliance. Its entries are counted like all others.'
    const title = `${number}: ${privateTitle}`
    return { ...about, title, facts: shownFacts(record), notices: [notice, ...facts.notes], promises: null, lines: [], sections: [] }
  }
  return {
    ...about,
    title: `${number}: ${record.folded.title ?? 'without a title at hand'}`,
    facts: [...shownFacts(record), ...openFacts(facts)],
    notices: [...noticesOf(record), ...facts.notes],
    promises: promiseTable(record.clocks),
    lines: paperLines(facts),
    sections: sectionsOf(facts),
  }
}

const stateWords: Record<IncidentRecord['state'], string> = {
  declared: 'Declared',
  triaged: 'Triaged',
  contained: 'Contained',
  recovered: 'Recovered',
  closed: 'Closed',
  not_an_incident: 'Found to be no incident',
  merged: 'Merged into another',
}

export function stateWord(state: IncidentRecord['state']): string {
  return stateWords[state]
}

export function severityWord(severity: string | null, certainty: string | null): string {
  if (severity === null) return 'not set'
  if (certainty === 'at-least') return `at least ${severity}`
  return certainty === 'override' ? `${severity}, set by a person against the facts` : severity
}

function shownFacts(record: IncidentRecord): ThreadPaper['facts'] {
  const { state, severity, certainty, isExercise, folded, incident } = record
  return [
    { name: 'State', value: `${stateWord(state)}${isExercise === true ? ', an exercise' : ''}` },
    { name: 'Severity', value: severityWord(severity, certainty) },
    { name: 'Declared', value: utc(folded.declaredAt) },
    { name: 'Known by', value: incident },
  ]
}

function openFacts({ record, reading, asOf }: PaperFacts): ThreadPaper['facts'] {
  const { folded } = record
  const who = (id: string) => reading.nameOf(id) ?? id
  const at = (name: string, value: Instant | null) => (value === null ? [] : [{ name, value: utc(value) }])
  const since = folded.acknowledgedAt
  return [
    ...(folded.summary === null || folded.summary === '' ? [] : [{ name: 'Summary', value: folded.summary }]),
    ...(folded.incidentType === null ? [] : [{ name: 'Type', value: folded.incidentType }]),
    { name: 'Declared by', value: who(folded.declaredBy) },
    ...at('Began', record.beganAt),
    ...at('Detected', record.detectedAt),
    ...at('Aware', record.awareAt),
    ...(since === null ? [] : [{ name: 'Acknowledged', value: `${utc(since)} by ${who(folded.acknowledgedBy ?? '')}` }]),
    ...at('Contained', folded.containedAt),
    ...at('Recovered', folded.recoveredAt),
    ...at('Over', overAt(record)),
    { name: 'Entries', value: count(record.entries) },
    { name: 'Looked at up to', value: utc(asOf) },
  ]
}

function noticesOf({ isExercise, lateEntries, corrections, folded, entries }: IncidentRecord): string[] {
  const notices: string[] = []
  if (isExercise === true) notices.push('An exercise: recorded like an incident, and counted apart.')
  if (lateEntries > 0) {
    const late = lateEntries === 1 ? `One of ${count(entries)} entries was` : `${count(lateEntries)} of ${count(entries)} entries were`
    notices.push(`${late} recorded more than a minute after what happened: the delay stands beside it.`)
  }
  if (corrections > 0) {
    const are = corrections === 1 ? 'One entry corrects an earlier one' : `${count(corrections)} entries correct earlier ones`
    notices.push(`${are}; what was corrected stays where it is.`)
  }
  if (folded.contradictions.length > 0) notices.push(`The entries contradict one another. ${folded.contradictions.join(' ')}`)
  return notices
}

const promiseWords: Record<PromiseClock['what'], string> = {
  acknowledge: 'Acknowledge',
  contain: 'Contain',
  update: 'Tell how it goes',
}

function promiseTable(clocks: readonly PromiseClock[]): Table | null {
  if (clocks.length === 0) return null
  return {
    caption: 'Promises of the policy that the incident is judged by',
    columns: ['Promise', 'Within', 'At severity', 'Counted from (UTC)', 'Due (UTC)', 'Done (UTC)', 'Kept'],
    rows: clocks.map((clock) => [
      ...[promiseWords[clock.what], clock.within, `${clock.level}${clock.isProvisional ? ', as long as none is set' : ''}`],
      ...[timeText(clock.countedFrom), timeText(clock.dueAt), timeText(clock.doneAt), keptWord(clock)],
    ]),
  }
}

export function keptWord({ state, doneAt, dueAt }: PromiseClock): string {
  if (state === 'met') return '✓ in time'
  if (state === 'running') return 'not due yet'
  if (state === 'missed' || doneAt === null) return '! missed'
  return `! late by ${lengthText(Math.max(0, Math.floor((doneAt - dueAt) / 1000)))}`
}

export function utc(at: Instant): string {
  return `${timeText(at)} UTC`
}
