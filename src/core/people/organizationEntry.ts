// What goes on record about the organization itself: its time zone for everybody, its name in the slot that can be left out.
import type { Actor } from '../kernel/actor.ts'
import type { OrganizationId } from '../kernel/ids.ts'
import type { Instant } from '../kernel/instant.ts'
import type { NewEntry } from '../ledger/entry.ts'

export function organizationEntry(
  kind: 'organization.created' | 'organization.changed',
  by: Pick<Actor, 'id'>,
  organizationId: OrganizationId,
  { name, timeZone }: { name: string; timeZone: string },
  now: Instant,
): NewEntry {
  return { kind, act: by.id, obj: organizationId, at: now, ctl: [], detail: { time_zone: timeZone }, personal: { name } }
}
