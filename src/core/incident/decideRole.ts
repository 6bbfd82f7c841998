// Who is on an incident in which role: given, handed over with a note, left. There is exactly one commander, or none yet.
import { requireReason } from '../alert/review.ts'
import type { PersonId } from '../kernel/ids.ts'
import { type Instant, toInstant } from '../kernel/instant.ts'
import { Refusal } from '../kernel/refusal.ts'
import type { NewEntry } from '../ledger/entry.ts'
import { happenedAt } from './happened.ts'
import { requireOpen } from './lifecycle.ts'
import { type IncidentStanding, put, type RoleHeld, type Worker } from './standing.ts'
import type { IncidentRole } from './words.ts'

/** Somebody of the organization whose access has not ended. */
export type Named = { personId: PersonId; name: string }

export type RoleChange = {
  ends: (RoleHeld & { until: Instant })[]
  begins: (RoleHeld & { note: string | null })[]
  entries: NewEntry[]
}

type Asked = { role: IncidentRole; happenedAt?: string | undefined }

function holders(held: readonly RoleHeld[], role: IncidentRole): RoleHeld[] {
  return held.filter((one) => one.role === role && one.until === null)
}

/** A role that was left and taken up again within one millisecond begins one later: its row is known by its beginning. */
function beginning(held: readonly RoleHeld[], role: IncidentRole, personId: PersonId, at: Instant): Instant {
  let since = at
  while (held.some((one) => one.role === role && one.personId === personId && one.since === since)) since = toInstant(since + 1)
  return since
}

export function roleEntry(incident: IncidentStanding, by: Worker, role: IncidentRole, person: Named, at: Instant): NewEntry {
  return put(incident, by, { kind: 'role.assigned', at, detail: { role, person: person.personId }, personal: { person_name: person.name } })
}

export function decideAssign(
  incident: IncidentStanding,
  by: Worker,
  held: readonly RoleHeld[],
  person: Named,
  asked: Asked,
  now: Instant,
): RoleChange {
  requireOpen(incident)
  const at = happenedAt(asked.happenedAt, incident.declaredAt, now)
  const holding = holders(held, asked.role)
  if (holding.some(({ personId }) => personId === person.personId)) {
    throw new Refusal('already_exists', `${person.name} is ${asked.role} of this incident already.`)
  }
  if (asked.role === 'commander' && holding.length > 0) {
    throw new Refusal('already_exists', 'There is a commander, and there is exactly one: hand the role over, with a note.')
  }
  const since = beginning(held, asked.role, person.personId, at)
  return {
    ends: [],
    begins: [{ role: asked.role, personId: person.personId, since, until: null, note: null }],
    entries: [roleEntry(incident, by, asked.role, person, since)],
  }
}

/** Whose role it is that is handed over: named, or the caller's own, or the only one's. */
function giver(held: readonly RoleHeld[], by: Worker, role: IncidentRole, from: PersonId | undefined): RoleHeld {
  const all = holders(held, role)
  const wanted = from ?? (all.some(({ personId }) => personId === by.id) ? by.id : all.length === 1 ? all[0]?.personId : undefined)
  const found = all.find(({ personId }) => personId === wanted)
  if (found !== undefined) return found
  throw new Refusal(
    'role_needed',
    all.length === 0
      ? `Nobody is ${role}: give the role instead of handing it over.`
      : `Several people are ${role}: say from whom, or who leaves.`,
  )
}

export function decideHandOver(
  incident: IncidentStanding,
  by: Worker,
  held: readonly RoleHeld[],
  to: Named,
  asked: Asked & { note: string; from?: PersonId | undefined; nameOf: (id: PersonId) => string },
  now: Instant,
): RoleChange {
  requireOpen(incident)
  const note = requireReason(asked.note)
  const from = giver(held, by, asked.role, asked.from)
  if (holders(held, asked.role).some(({ personId }) => personId === to.personId)) {
    throw new Refusal('already_exists', `${to.name} is ${asked.role} of this incident already.`)
  }
  const since = beginning(held, asked.role, to.personId, happenedAt(asked.happenedAt, incident.declaredAt, now))
  return {
    ends: [{ ...from, until: since }],
    begins: [{ role: asked.role, personId: to.personId, since, until: null, note }],
    entries: [
      put(incident, by, {
        kind: 'role.handed_over',
        at: since,
        detail: { role: asked.role, from: from.personId, to: to.personId, note },
        personal: { from_name: asked.nameOf(from.personId), to_name: to.name },
      }),
    ],
  }
}

export function decideLeave(
  incident: IncidentStanding,
  by: Worker,
  held: readonly RoleHeld[],
  asked: Asked & { personId?: PersonId | undefined; nameOf: (id: PersonId) => string },
  now: Instant,
): RoleChange {
  requireOpen(incident)
  if (asked.role === 'commander') throw new Refusal('role_needed', 'A commander does not just leave: hand the role over, with a note.')
  const wanted = asked.personId ?? by.id
  const found = holders(held, asked.role).find(({ personId }) => personId === wanted)
  if (found === undefined) throw new Refusal('role_needed', `Nobody of that name is ${asked.role} of this incident.`)
  const at = happenedAt(asked.happenedAt, incident.declaredAt, now)
  const until = toInstant(Math.max(at, found.since))
  return {
    ends: [{ ...found, until }],
    begins: [],
    entries: [
      put(incident, by, {
        kind: 'role.handed_over',
        at: until,
        detail: { role: asked.role, from: found.personId, to: null, note: null },
        personal: { from_name: asked.nameOf(found.personId) },
      }),
    ],
  }
}
