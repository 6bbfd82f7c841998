// From when a deadline is counted: the words for events that start a clock, and which of several readings of one stand.
import type { Instant } from '../kernel/instant.ts'

/** Words that are not synonyms: a law names one of them, and another one gives another deadline. */
export const clockMeanings = {
  occurrence: 'it happened',
  detection: 'a sensor or a person noticed',
  suspicion: 'there was reason to suspect',
  awareness: 'it was reasonably certain that the reportable kind of thing happened',
  discovery: 'it was known, or would have been with reasonable diligence',
  reasonable_belief: 'it was reasonably believed to have happened',
  determination: 'somebody decided that it is what the rule speaks of',
  classification: 'it was classified as major',
  assessment: 'it was assessed to be notifiable',
  confirmation: 'it was confirmed',
  notice_received: 'a processor or vendor told us',
  notice_sent: 'a notice that another one is counted from was sent',
  submission: 'an earlier report was filed',
  payment: 'a ransom was paid',
  fix_available: 'a corrective or mitigating measure was available',
  information_available: 'what was missing in an earlier report became known',
  handling_ended: 'the incident was handled',
  identification: 'the security team identified it',
  reason_to_believe: 'there was cause to believe it happened',
  reasonable_grounds: 'there were reasonable grounds to believe it',
  risk_assessment: 'a high risk to people was found likely',
  contract_defined: 'what the clause names happened',
  policy_defined: 'what the insurance policy names happened',
  year_end: 'the year of discovery ended',
} as const satisfies Record<string, string>

export type ClockId = keyof typeof clockMeanings

export const clockIds = Object.keys(clockMeanings) as [ClockId, ...ClockId[]]

/** Somebody's statement of when a clock started. A correction is a reading of its own that names the one it corrects. */
export type ClockReading = {
  readonly id: string
  readonly clock: ClockId
  readonly at: Instant
  /** IANA name of where it was read: days are counted there if nothing else says where. */
  readonly zone: string
  readonly by: string
  /** What it rests on: “GuardDuty finding read by Ada”. */
  readonly basis: string
  readonly recordedAt: Instant
  readonly corrects: string | null
}

/** A stage that was filed; later stages may be counted from it. */
export type Filing = {
  /** Id of the rule that asked for it, `eu-nis2-23.incident-notification`. */
  readonly rule: string
  readonly at: Instant
  readonly zone: string
  readonly by: string
  readonly recordedAt: Instant
}

export type Clocks = { readonly readings: readonly ClockReading[]; readonly filings: readonly Filing[] }

/** What nobody has corrected, earliest first: the earliest is the strict one. */
export function standingReadings(clocks: Clocks, clock: ClockId): ClockReading[] {
  const corrected = new Set(clocks.readings.map((reading) => reading.corrects))
  return clocks.readings.filter((reading) => reading.clock === clock && !corrected.has(reading.id)).sort(byInstant)
}

/** Filings of any of these rules, earliest first. */
export function filingsOf(clocks: Clocks, rules: readonly string[]): Filing[] {
  return clocks.filings.filter((filing) => rules.includes(filing.rule)).sort(byInstant)
}

function byInstant(left: { at: Instant }, right: { at: Instant }): number {
  return left.at - right.at
}
