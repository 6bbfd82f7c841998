// What a ledger proves and what it does not, in words: one wording for the product, the report and the verifier.
import { formatInstant, type Instant } from '../kernel/instant.ts'

export const anchorKinds = ['timestamp', 'mail', 'webhook', 'directory'] as const
export type AnchorKind = (typeof anchorKinds)[number]

/** The latest checkpoint that left our hands. `authorityAt` is vouched for by a timestamp authority, `at` only by ourselves. */
export type LatestAnchor = { size: number; at: Instant; kind: AnchorKind; authorityAt: Instant | null }

export type LedgerFacts = {
  size: number
  anchored: LatestAnchor | null
  /** The demo's: entries recorded before this instant carry simulated times. */
  simulatedUntil: Instant | null
  halted: boolean
}

export const notAnchored = 'not anchored'

const wordsOfKind: Readonly<Record<AnchorKind, string>> = {
  timestamp: 'stamped by a timestamp authority',
  mail: 'mailed',
  webhook: 'posted to a webhook',
  directory: 'written to a directory',
}

/** True of every ledger, whatever else is done; said wherever integrity is shown. */
export const limits = {
  rewriting:
    'A server operator who rewrites everything and signs again is caught only by a checkpoint that left our hands before: the auditor’s mailbox, a timestamp authority, a witness.',
  bracket: 'Entries between two anchors carry the time bracket of those anchors, not a proved instant.',
  neverRecorded: 'No log shows an event that was never recorded: that is what source reconciliation and heartbeats are for.',
  actors: 'Nor does it show that a named person really acted: for approvals and closing, a passkey signature over the header can.',
} as const

export function simulatedLimit(until: Instant): string {
  return `Entries recorded before ${formatInstant(until)} carry simulated times: they were made for a demonstration, and nothing outside vouches for when they happened.`
}

export function ledgerProves({ size, anchored }: LedgerFacts): string[] {
  if (size === 0) return []
  const proves = [
    `The ${count(size)} sealed so far ${size === 1 ? 'has its place' : 'have their order'}: none can be changed, taken out or put in between without changing the root that the checkpoint signs.`,
    'Whoever holds an earlier checkpoint can check, offline and without trusting this server, that the log only grew since.',
  ]
  if (anchored === null || anchored.size === 0) return proves
  const covered = `The first ${count(anchored.size)}`
  if (anchored.authorityAt !== null) {
    proves.push(`${covered} existed before ${formatInstant(anchored.authorityAt)}: a timestamp authority vouches for it.`)
  } else {
    proves.push(
      `${covered} cannot be rewritten unnoticed: their checkpoint was ${wordsOfKind[anchored.kind]} at ${formatInstant(anchored.at)}.`,
    )
  }
  return proves
}

export function ledgerDoesNotProve({ size, anchored, simulatedUntil, halted }: LedgerFacts): string[] {
  const rewriting =
    anchored === null
      ? `${limits.rewriting} None has left yet: ${notAnchored}.`
      : anchored.size < size
        ? `${limits.rewriting} The ${count(size - anchored.size)} since the last anchor ${size - anchored.size === 1 ? 'is' : 'are'} ${notAnchored}.`
        : limits.rewriting
  return [
    rewriting,
    limits.bracket,
    limits.neverRecorded,
    limits.actors,
    ...(simulatedUntil === null ? [] : [simulatedLimit(simulatedUntil)]),
    ...(halted ? ['Signing has stopped: entries recorded since wait, and nothing is proved about them.'] : []),
  ]
}

function count(entries: number): string {
  return entries === 1 ? 'one entry' : `${entries} entries`
}
