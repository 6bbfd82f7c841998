// What goes into the ledger: a small header, hashed as bytes, and up to three slots kept outside the tree behind salted commitments.
import type { Instant } from '../kernel/instant.ts'

/** The closed list of what can have happened. The headers alone must make every population countable. */
export const entryKinds = [
  'organization.created',
  'organization.changed',
  'clock.simulated',
  'person.joined',
  'person.changed',
  'person.left',
  'token.created',
  'token.revoked',
  'source.created',
  'source.changed',
  'source.retired',
  'delivery.received',
  'delivery.refused',
  'delivery.reinterpreted',
  'alert.received',
  'alert.resolved',
  'alert.reviewed',
  'coverage.heartbeat',
  'coverage.gap_opened',
  'coverage.gap_closed',
  'coverage.gap_explained',
  'incident.declared',
  'incident.acknowledged',
  'incident.changed',
  'incident.linked',
  'incident.unlinked',
  'incident.merged',
  'incident.split',
  'incident.restricted',
  'incident.noted',
  'incident.triaged',
  'incident.contained',
  'incident.recovered',
  'incident.reopened',
  'incident.dismissed',
  'incident.closed',
  'role.assigned',
  'role.handed_over',
  'clock.read',
  'severity.set',
  'page.sent',
  'page.answered',
  'page.failed',
  'run.started',
  'run.parameters_given',
  'step.marked',
  'evidence.captured',
  'evidence.accessed',
  'preservation.listed',
  'preservation.settled',
  'obligation.interviewed',
  'obligation.decided',
  'notice.approved',
  'notice.sent',
  'notice.declined',
  'update.sent',
  'review.decided',
  'pir.written',
  'pir.approved',
  'action.opened',
  'action.changed',
  'action.closed',
  'action.checked',
  'runbook.published',
  'policy.published',
  'document.proposed',
  'document.approved',
  'document.in_force',
  'document.withdrawn',
  'document.reviewed',
  'document.acknowledged',
  'document.reminded',
  'document.retired',
  'document.resumed',
  'rotation.changed',
  'escalation.changed',
  'escalation.verified',
  'contract.changed',
  'audit.opened',
  'package.requested',
  'package.built',
  'anchor',
  'key.rotated',
  'ledger.continued',
  'personal.erased',
  'correction',
] as const

export type EntryKind = (typeof entryKinds)[number]

/** `detail`: what the event says, an auditor may see it. `personal`: names and addresses. `file`: SHA-256, size and type of kept bytes. */
export const slots = ['detail', 'file', 'personal'] as const
export type Slot = (typeof slots)[number]

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }

/** JSON values that survive JCS unchanged; integers must be safe integers. */
export type SlotValue = { readonly [key: string]: Json }

/**
 * One thing that happened, as a pure decision hands it over; `server/ledger/record.ts` adds the salts, the commitments and `rec`.
 * `act` and `obj` are ids (`per_…`, `src_…`, `system`), never names. Nothing personal outside the `personal` slot.
 */
export type NewEntry = {
  kind: EntryKind
  act: string
  obj: string
  /** When it happened, as claimed by whoever it happened to; the instant we recorded it is added as `rec`. */
  at: Instant
  /**
   * When we took it in, where that is not the moment of the call: deliveries that arrive one after another are written together.
   * It becomes `rec` instead of the call's `now`, and never lies after it.
   */
  takenAt?: Instant
  /** Criterion ids this entry is evidence for, for instance `CC7.2`. */
  ctl: readonly string[]
  detail?: SlotValue
  personal?: SlotValue
  file?: { sha256: string; size: number; type: string }
  /** Leaf hash (base64) of the entry this one corrects. */
  corrects?: string
}

/** The header as it is canonicalised (JCS) and hashed. Member names are short because there are millions of them. */
export type EntryHeader = {
  v: 1
  kind: EntryKind
  act: string
  obj: string
  /** milliseconds, claimed */
  at: number
  /** milliseconds, recorded by us */
  rec: number
  ctl: string[]
  /** slot name to base64 commitment */
  c: Partial<Record<Slot, string>>
  /** leaf hash (base64) of the corrected entry */
  cor?: string
}
