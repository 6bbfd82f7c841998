// Who has access, in which role, until when: what may change, and what must stay so that somebody can still let people in.
import type { Role } from '../kernel/actor.ts'
import type { PersonId } from '../kernel/ids.ts'
import type { Instant } from '../kernel/instant.ts'
import { Refusal } from '../kernel/refusal.ts'

export type Access = { role: Role; activeFrom: Instant; activeUntil: Instant | null }
export type PersonStanding = Access & { personId: PersonId; name: string; email: string }

export function isActive({ activeFrom, activeUntil }: Access, now: Instant): boolean {
  return now >= activeFrom && (activeUntil === null || now < activeUntil)
}

/** Undefined: leave as it is. */
export type AccessChange = { role?: Role | undefined; activeUntil?: Instant | null | undefined }

/** An admin whose access ends by itself does not count: the day would come when nobody is left. */
function isLastingAdmin(access: Access, now: Instant): boolean {
  return access.role === 'admin' && access.activeUntil === null && isActive(access, now)
}

/** `admins`: everyone with that role, locked, so that two who demote each other at once cannot both succeed. */
function refuseToLoseLastAdmin(before: PersonStanding, after: Access, admins: readonly PersonStanding[], now: Instant) {
  if (!isLastingAdmin(before, now) || isLastingAdmin(after, now)) return
  if (admins.some((admin) => admin.personId !== before.personId && isLastingAdmin(admin, now))) return
  throw new Refusal('last_admin', `${before.name} is the last admin whose access has no end. Make somebody else an admin first.`)
}

/** Auditors come for a time: their access always has an end. */
export function refuseEndlessAuditor(role: Role, activeUntil: Instant | null, path: string): void {
  if (role !== 'auditor' || activeUntil !== null) return
  throw new Refusal('invalid_request', 'An auditor’s access needs an end.', { fields: [{ path, message: 'is needed for auditors' }] })
}

export function decideAccessChange(
  person: PersonStanding,
  change: AccessChange,
  admins: readonly PersonStanding[],
  now: Instant,
): PersonStanding {
  const role = change.role ?? person.role
  const activeUntil = change.activeUntil === undefined ? person.activeUntil : change.activeUntil
  if (role === person.role && activeUntil === person.activeUntil) throw new Refusal('nothing_changed', 'That is how it is already.')
  if (change.activeUntil !== undefined && change.activeUntil !== null && change.activeUntil <= now) {
    throw new Refusal('invalid_request', 'The end of the access must lie ahead. To end it now, end the access.', {
      fields: [{ path: '/active_until', message: 'must lie ahead' }],
    })
  }
  refuseEndlessAuditor(role, activeUntil, '/active_until')
  const after = { ...person, role, activeUntil }
  refuseToLoseLastAdmin(person, after, admins, now)
  return after
}

export function decideEndOfAccess(person: PersonStanding, admins: readonly PersonStanding[], now: Instant): PersonStanding {
  if (person.activeUntil !== null && person.activeUntil <= now)
    throw new Refusal('nothing_changed', `${person.name}’s access has ended already.`)
  const after = { ...person, activeUntil: now }
  refuseToLoseLastAdmin(person, after, admins, now)
  return after
}

/** How long an invitation or a token lasts, as asked for: it cannot have ended before it begins. */
export function refusePastEnd(until: Instant | null, now: Instant, path: string): void {
  if (until === null || until > now) return
  throw new Refusal('invalid_request', 'The end must lie ahead.', { fields: [{ path, message: 'must lie ahead' }] })
}
