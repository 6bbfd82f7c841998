// One incident as its entries tell it, as far as lists and reports speak of it: what it was, its promises, its people, what followed.
import { type FoldedPage, foldPages } from '../../escalation/foldPages.ts'
import { isTimeZone } from '../../kernel/deadline.ts'
import type { Instant } from '../../kernel/instant.ts'
import { type OpenedEntry, slotBoolean, slotInteger, slotText } from '../../ledger/openedEntry.ts'
import type { Policy } from '../../policy/policy.ts'
import type { FoldedIncident } from '../foldedIncident.ts'
import { foldIncident } from '../foldIncident.ts'
import { detailOf } from '../incidentEntry.ts'
import { type PromiseClock, promiseClocks } from '../promiseClocks.ts'
import { type ThreadLine, threadOf } from '../thread.ts'
import type { IncidentState } from '../words.ts'
import { type Duties, foldDuties } from './incidentDuties.ts'
import { type LinkedAlert, linkedAlerts, runsOf, type StartedRun } from './incidentParts.ts'

export type IncidentRecord = Duties & {
  incident: string
  /** At the end: everything but its number, state and severity stays closed. */
  isPrivate: boolean
  number: number | null
  state: IncidentState
  isExercise: boolean | null
  severity: string | null
  certainty: string | null
  recordedAt: Instant
  folded: FoldedIncident
  timeZone: string
  policy: Policy | null
  clocks: PromiseClock[]
  detectedAt: Instant | null
  awareAt: Instant | null
  beganAt: Instant | null
  alerts: LinkedAlert[]
  pages: FoldedPage[]
  runs: StartedRun[]
  evidence: number
  entries: number
  firstEntry: number
  lateEntries: number
  corrections: number
}

/** By which policies (by the SHA-256 of their text), and how it stood when. */
export type Judged = { madePrivate: boolean; seesPrivate: boolean; policies: ReadonlyMap<string, Policy>; asOf: Instant }

/** `entries`: at least one. */
export function incidentRecord(entries: readonly OpenedEntry[], judged: Judged): IncidentRecord | undefined {
  const folded = entries.reduce(foldIncident, undefined as FoldedIncident | undefined) ?? unfolded(entries)
  const [first] = entries
  if (folded === undefined || first === undefined) return undefined
  const isPrivate = judged.madePrivate || folded.isPrivate
  const shown = shownOf(entries)
  const lines = threadOf(entries)
  const duties = foldDuties(entries)
  const timeZone = zoneOf(folded)
  const policy = isPrivate && !judged.seesPrivate ? null : (judged.policies.get(folded.policyVersion ?? '') ?? null)
  const readings = {
    detectedAt: reading(folded, 'detection'),
    awareAt: reading(folded, 'awareness'),
    beganAt: reading(folded, 'occurrence'),
  }
  return {
    ...duties,
    ...readings,
    ...{ incident: folded.incident, isPrivate, number: shown.number, isExercise: shown.isExercise },
    ...{ state: shown.isMerged ? 'merged' : folded.state, severity: shown.severity, certainty: shown.certainty },
    ...{ recordedAt: first.header.rec as Instant, folded, timeZone, policy },
    clocks: policy === null ? [] : clocksOf(folded, policy, duties, readings.detectedAt, timeZone, judged.asOf),
    ...{ alerts: linkedAlerts(entries), pages: [...foldPages(entries).pages.values()], runs: runsOf(entries) },
    evidence: entries.filter(({ header }) => header.kind === 'evidence.captured').length,
    ...{ entries: entries.length, firstEntry: first.index ?? -1, ...lateness(lines) },
  }
}

/** Of an earlier incident only what followed is at hand, and none of that folds into an incident. */
function unfolded(entries: readonly OpenedEntry[]): FoldedIncident | undefined {
  const [first] = entries
  if (first === undefined) return undefined
  return foldIncident(undefined, { ...first, header: { ...first.header, kind: 'incident.noted' }, slots: {} })
}

function lateness(lines: readonly ThreadLine[]): Pick<IncidentRecord, 'lateEntries' | 'corrections'> {
  return { lateEntries: lines.filter(({ late }) => late).length, corrections: lines.filter(({ corrects }) => corrects !== null).length }
}

type Shown = { number: number | null; isExercise: boolean | null; isMerged: boolean; severity: string | null; certainty: string | null }

/** What everybody sees of any incident stands in the details, open or closed, of a few of its entries. */
function shownOf(entries: readonly OpenedEntry[]): Shown {
  const shown: Shown = { number: null, isExercise: null, isMerged: false, severity: null, certainty: null }
  for (const { header, slots } of entries) {
    const detail = detailOf(slots) ?? slots.detail
    if (detail === undefined) continue
    if (header.kind === 'incident.declared' || header.kind === 'incident.restricted') {
      shown.number ??= slotInteger(detail, 'number')
      shown.isExercise ??= slotBoolean(detail, 'is_exercise')
    }
    if (slotText(detail, 'state') === 'merged' || (header.kind === 'incident.merged' && slotText(detail, 'into') !== null)) {
      shown.isMerged = true
    }
    if (header.kind === 'severity.set' || (header.kind === 'incident.restricted' && detail.level !== undefined)) {
      shown.severity = slotText(detail, 'level')
      shown.certainty = slotText(detail, 'override_reason') === null ? slotText(detail, 'certainty') : 'override'
    }
  }
  return shown
}

/** The organization's, as it stood when the clocks were read. */
function zoneOf({ readings }: FoldedIncident): string {
  const said = readings.find(({ timeZone }) => timeZone !== null)?.timeZone ?? 'UTC'
  return isTimeZone(said) ? said : 'UTC'
}

/** The earliest reading of a clock that nobody corrected. */
function reading({ readings }: FoldedIncident, clock: string): Instant | null {
  const corrected = new Set(readings.map(({ corrects }) => corrects))
  const standing = readings.filter((one) => one.clock === clock && !corrected.has(one.reading)).flatMap(({ at }) => at ?? [])
  return standing.sort((left, right) => left - right)[0] ?? null
}

function clocksOf(
  folded: FoldedIncident,
  policy: Policy,
  { updates }: Duties,
  detectedAt: Instant | null,
  timeZone: string,
  asOf: Instant,
): PromiseClock[] {
  const history = folded.severities.flatMap(({ level, setAt }) => (level === null ? [] : [{ level, since: setAt }]))
  const { declaredAt, acknowledgedAt, containedAt, recoveredAt, closedAt } = folded
  const lastUpdateAt = updates.at(-1)?.at ?? null
  const milestones = { declaredAt, detectedAt, acknowledgedAt, containedAt, lastUpdateAt, overAt: recoveredAt ?? closedAt }
  return promiseClocks(policy, history, milestones, timeZone, asOf)
}
