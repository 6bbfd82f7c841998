// What goes on record about people and tokens: roles and times for auditors to see, names and addresses in the slot that can be erased.
import type { Actor, Role } from '../kernel/actor.ts'
import type { TokenId } from '../kernel/ids.ts'
import type { Instant } from '../kernel/instant.ts'
import type { NewEntry } from '../ledger/entry.ts'
import type { PersonStanding } from './access.ts'

/** Logical access: who could do what, since when. */
const criteria = ['CC6.2', 'CC6.3']

export function personEntry(
  kind: 'person.joined' | 'person.changed' | 'person.left',
  by: Pick<Actor, 'id'>,
  person: PersonStanding,
  now: Instant,
): NewEntry {
  return {
    kind,
    act: by.id,
    obj: person.personId,
    at: now,
    ctl: criteria,
    detail: { role: person.role, active_from: person.activeFrom, active_until: person.activeUntil },
    personal: { name: person.name, email: person.email },
  }
}

export type TokenStanding = { tokenId: TokenId; name: string; role: Role; expiresAt: Instant | null }

export function tokenEntry(kind: 'token.created' | 'token.revoked', by: Pick<Actor, 'id'>, token: TokenStanding, now: Instant): NewEntry {
  return {
    kind,
    act: by.id,
    obj: token.tokenId,
    at: now,
    ctl: criteria,
    detail: { name: token.name, role: token.role, expires_at: token.expiresAt },
  }
}
