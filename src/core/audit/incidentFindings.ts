// What the incidents of a package come to: each as a record, how their numbers run, and how they agree with the alerts.

import { incidentRecord } from '../incident/record/incidentRecord.ts'
import type { Instant } from '../kernel/instant.ts'
import { LedgerFormatError } from '../ledger/ledgerFormatError.ts'
import type { Policy } from '../policy/policy.ts'
import { PackageDefect } from './packageDefect.ts'
import { type Difference, type Examples, explained, open } from './population.ts'
import type { AuditedIncident } from './populations/incidents.ts'
import type { RangeReading } from './readRange.ts'

/** By the SHA-256 (hex) of their text. */
export type Policies = ReadonlyMap<string, Policy>

export type IncidentFindings = {
  /** Of the period in the order of the log, then earlier ones of which something listed was recorded in it. */
  records: AuditedIncident[]
  numbering: { first: number | null; last: number | null; missing: number; unknown: number }
  /** Alerts of the period that were found to be an incident, and that no incident links whose entries are open. */
  unlinked: Examples
  contradictions: number
}

export function incidentFindings(reading: RangeReading, policies: Policies, asOf: Instant): IncidentFindings {
  const { incidents } = reading
  const records = [...incidents.declared(), ...incidents.followed()].flatMap(
    (incident) => recordOf(reading, incident, policies, asOf) ?? [],
  )
  const declared = records.filter(({ place }) => place === 'period')
  const linked = new Set(declared.flatMap(({ alerts }) => alerts.map(({ alert }) => alert)))
  for (const alert of incidents.linkedElsewhere) linked.add(alert)
  return {
    records,
    numbering: numberingOf(declared, incidents.numbersElsewhere),
    unlinked: reading.alerts.promotedBut(linked),
    contradictions: declared.reduce((total, { folded, isPrivate }) => total + (isPrivate ? 0 : folded.contradictions.length), 0),
  }
}

function recordOf({ incidents }: RangeReading, incident: string, policies: Policies, asOf: Instant): AuditedIncident | undefined {
  const madePrivate = incidents.madePrivateBy(incident) !== undefined
  try {
    const record = incidentRecord(incidents.entriesOf(incident), { madePrivate, seesPrivate: false, policies, asOf })
    return record && { ...record, place: incidents.placeOf(incident) }
  } catch (error) {
    if (error instanceof LedgerFormatError)
      throw new PackageDefect('entries', `What is on record of ${incident} cannot be read. ${error.message}`, { cause: error })
    throw error
  }
}

/** Incidents are numbered without holes; those of private ones recorded before numbers were shown are not known. */
function numberingOf(declared: readonly AuditedIncident[], elsewhere: readonly number[]): IncidentFindings['numbering'] {
  const numbers = new Set(declared.flatMap(({ number }) => number ?? []))
  const unknown = declared.length - numbers.size
  if (numbers.size === 0) return { first: null, last: null, missing: 0, unknown }
  const [first, last] = [Math.min(...numbers), Math.max(...numbers)]
  const others = new Set(elsewhere.filter((number) => number > first && number < last && !numbers.has(number)))
  return { first, last, missing: Math.max(0, last - first + 1 - numbers.size - others.size - unknown), unknown }
}

export function incidentDifferences({ incidents }: RangeReading, { records, numbering, unlinked, contradictions }: IncidentFindings) {
  const declared = records.filter(({ place }) => place === 'period')
  const count = (wanted: (record: AuditedIncident) => boolean) => declared.filter(wanted).length
  const isPrivate = count((record) => record.isPrivate)
  const perhaps = isPrivate === 0 ? '' : ' One that is private may be what they belong to: its alerts are not shown.'
  const all: Difference[] = [
    open(
      'Numbers of incidents missing from the log',
      numbering.missing,
      'Incidents are numbered without holes; these numbers belong to none of the period.',
    ),
    open('Alerts found to be an incident and linked to none', unlinked.count, `Reviewed as an incident: entries ${unlinked}.${perhaps}`),
    open(
      'Things that entries of incidents say and that cannot all be so',
      contradictions,
      'The thread of each shows the entries themselves.',
    ),
    explained('Incidents that are private', isPrivate, 'They count with number, state and severity; what happened stays closed.'),
    explained(
      'Incidents of which some entries were recorded in private',
      count((record) => !record.isPrivate && record.folded.isHidden),
      'Opened to everyone later, or a detail was erased: what those entries say is not open.',
    ),
    explained(
      'Exercises',
      count(({ isExercise }) => isExercise === true),
      'Recorded like incidents, marked as what they are, and counted apart.',
    ),
    explained(
      'Incidents put on record before the period',
      incidents.count('before'),
      `${incidents.entriesOfEarlier} entries between the checkpoints are about them; they belong to an earlier period.`,
    ),
    explained('Incidents put on record after the period', incidents.count('after'), 'They belong to a later period.'),
  ]
  return all.filter((difference) => difference.count > 0)
}

export function followUpDifferences({ records }: IncidentFindings, what: (record: AuditedIncident) => number, named: string): Difference[] {
  const earlier = records.filter(({ place }) => place === 'before').reduce((total, record) => total + what(record), 0)
  const hidden = records.filter(({ isPrivate }) => isPrivate).reduce((total, record) => total + what(record), 0)
  const all = [
    explained(`${named} of incidents put on record before the period`, earlier, 'Listed with what was recorded of them in the period.'),
    explained(`${named} of private incidents`, hidden, 'Each of their entries counts; what they say stays closed.'),
  ]
  return all.filter(({ count }) => count > 0)
}
