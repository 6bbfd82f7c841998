// The organization as its ledger entries alone tell it.
import type { Instant } from '../kernel/instant.ts'
import { type OpenedEntry, slotInstant, slotText } from '../ledger/openedEntry.ts'

export type FoldedOrganization = {
  organization: string
  index: number | null
  /** Null where it was erased. */
  name: string | null
  timeZone: string | null
  createdAt: Instant | null
  simulatedUntil: Instant | null
}

export function foldOrganization(
  before: FoldedOrganization | undefined,
  { index, header, slots: { detail, personal } }: OpenedEntry,
): FoldedOrganization | undefined {
  const known: FoldedOrganization = before ?? {
    organization: header.obj,
    index,
    name: null,
    timeZone: null,
    createdAt: null,
    simulatedUntil: null,
  }
  switch (header.kind) {
    case 'organization.created':
    case 'organization.changed':
      return {
        ...known,
        index,
        name: slotText(personal, 'name'),
        timeZone: slotText(detail, 'time_zone'),
        createdAt: header.kind === 'organization.created' ? (header.rec as Instant) : known.createdAt,
      }
    case 'clock.simulated':
      return { ...known, simulatedUntil: slotInstant(detail, 'until') }
    default:
      return before
  }
}
