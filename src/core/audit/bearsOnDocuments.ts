// Which entries documents rest on: those about them, and those that say who was here in which role and so is asked to acknowledge them. What is
// known of a policy in a period rests on all of them, also on those from before it.
import type { EntryHeader, EntryKind } from '../ledger/entry.ts'

export const documentKinds = [
  'policy.published',
  'runbook.published',
  'document.proposed',
  'document.approved',
  'document.in_force',
  'document.withdrawn',
  'document.reviewed',
  'document.acknowledged',
  'document.retired',
  'document.resumed',
  'person.joined',
  'person.changed',
  'person.left',
] as const satisfies readonly EntryKind[]

const kinds: ReadonlySet<string> = new Set(documentKinds)

/** A correction has the organization as its object only where it takes back what was said about a document. Decided by the header alone. */
export function bearsOnDocuments({ kind, obj }: Pick<EntryHeader, 'kind' | 'obj'>): boolean {
  return kinds.has(kind) || (kind === 'correction' && obj.startsWith('org_'))
}
