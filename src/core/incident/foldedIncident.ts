// What is known of an incident once its entries are folded.
import type { Instant } from '../kernel/instant.ts'
import type { IncidentState } from './words.ts'

export type FoldedLink = { alert: string; linkedAt: Instant; linkedBy: string; unlinkedAt: Instant | null }

export type FoldedReading = {
  reading: string
  clock: string | null
  at: Instant | null
  timeZone: string | null
  basis: string | null
  readBy: string
  readByName: string | null
  recordedAt: Instant
  corrects: string | null
}

export type FoldedRole = { role: string; person: string; since: Instant; until: Instant | null; note: string | null }

export type FoldedSeverity = {
  position: number
  setAt: Instant
  answers: string
  computed: string | null
  certainty: string | null
  because: string
  level: string | null
  overrideReason: string | null
  setBy: string
  setByName: string | null
}

/** Members are null where the entry's detail is not at hand or says nothing; `isHidden` tells the first from the second. */
export type FoldedIncident = {
  incident: string
  index: number | null
  number: number | null
  title: string | null
  summary: string | null
  origin: string | null
  state: IncidentState
  isExercise: boolean | null
  isPrivate: boolean
  incidentType: string | null
  declaredAt: Instant
  declaredBy: string
  acknowledgedAt: Instant | null
  acknowledgedBy: string | null
  triagedAt: Instant | null
  containedAt: Instant | null
  recoveredAt: Instant | null
  closedAt: Instant | null
  severity: string | null
  severityCertainty: string | null
  policyId: string | null
  policyVersion: string | null
  mergedInto: string | null
  splitFrom: string | null
  alerts: FoldedLink[]
  readings: FoldedReading[]
  roles: FoldedRole[]
  severities: FoldedSeverity[]
  notes: number
  /** The detail of one of its entries is not at hand: it was erased, or is closed to the reader. */
  isHidden: boolean
  contradictions: string[]
}
