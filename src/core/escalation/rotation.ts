// A rotation as it is kept: what may be set, what a change comes to, and what goes on record.
import { type CalendarDate, isCalendarDate, isTimeZone } from '../kernel/deadline.ts'
import type { PersonId, RotationId } from '../kernel/ids.ts'
import type { Instant } from '../kernel/instant.ts'
import { type FieldProblem, Refusal } from '../kernel/refusal.ts'
import type { NewEntry } from '../ledger/entry.ts'
import type { Rotation } from '../people/rotation.ts'
import type { By } from './decidePage.ts'

export type StandIn = { person: PersonId; from: Instant; to: Instant }

export type RotationSetup = {
  name: string
  timeZone: string
  handover: { weekday: number; time: string }
  startsOn: CalendarDate
  people: readonly PersonId[]
  overrides: readonly StandIn[]
}

export type StoredRotation = RotationSetup & { rotationId: RotationId; changedAt: Instant }

export function rotationOf({ rotationId, ...setup }: StoredRotation): Rotation {
  return { id: rotationId, ...setup }
}

export function checkRotation(setup: RotationSetup, known: ReadonlySet<string>): void {
  const problems: FieldProblem[] = []
  const say = (path: string, message: string) => problems.push({ path, message })
  if (!isTimeZone(setup.timeZone)) say('/time_zone', 'an IANA name like Europe/Zurich')
  if (!isCalendarDate(setup.startsOn)) say('/starts_on', 'a date that exists')
  setup.overrides.forEach(({ from, to }, place) => {
    if (from >= to) say(`/overrides/${place}/to`, 'later than its beginning')
  })
  if (problems.length > 0) throw new Refusal('invalid_request', 'The rotation cannot be kept like this.', { fields: problems })
  if ([...setup.people, ...setup.overrides.map(({ person }) => person)].some((person) => !known.has(person))) {
    throw new Refusal('not_found', 'Somebody named here is not in the directory.')
  }
}

export function decideRotationChange(before: StoredRotation, change: Partial<RotationSetup>, now: Instant): StoredRotation {
  const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
  const after = { ...before, ...given }
  if (JSON.stringify(after) === JSON.stringify(before))
    throw new Refusal('nothing_changed', `${before.name} is set up exactly like this already.`)
  return { ...after, changedAt: now }
}

/** The whole of it after the change: who was on call at any instant follows from one entry. */
export function rotationEntry(rotation: StoredRotation, by: By): NewEntry {
  return {
    kind: 'rotation.changed',
    act: by.id,
    obj: rotation.rotationId,
    at: rotation.changedAt,
    ctl: ['CC7.4'],
    detail: {
      name: rotation.name,
      time_zone: rotation.timeZone,
      handover: { weekday: rotation.handover.weekday, time: rotation.handover.time },
      starts_on: rotation.startsOn,
      people: [...rotation.people],
      overrides: rotation.overrides.map(({ person, from, to }) => ({ person, from, to })),
    },
    personal: { name: by.name },
  }
}
