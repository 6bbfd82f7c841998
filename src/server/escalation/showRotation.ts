// Rotations and shifts as they are shown.
import type { z } from 'zod'
import type { OnCall, Rotation } from '../../contract/rotation.ts'
import { rotationOf, type StoredRotation } from '../../core/escalation/rotation.ts'
import type { PersonId } from '../../core/kernel/ids.ts'
import { day, formatInstant, type Instant, toInstant } from '../../core/kernel/instant.ts'
import { Refusal } from '../../core/kernel/refusal.ts'
import { shiftsBetween } from '../../core/people/rotation.ts'
import type { House } from './directoryViews.ts'

const lookAhead = 60 * day
const longest = 400 * day

const named = (id: string, { nameOf }: House) => ({ id: id as PersonId, name: nameOf(id) })

export function onCallView(rotation: StoredRotation, house: House, now: Instant): z.output<typeof OnCall> | null {
  const end = toInstant(now + lookAhead)
  const [shift] = shiftsBetween(rotationOf(rotation), now, end)
  if (shift === undefined || shift.from > now) return null
  return { person: named(shift.person, house), because: shift.because, until: shift.to >= end ? null : formatInstant(shift.to) }
}

export function rotationView(rotation: StoredRotation, house: House, now: Instant): z.output<typeof Rotation> {
  return {
    id: rotation.rotationId,
    name: rotation.name,
    time_zone: rotation.timeZone,
    handover: { ...rotation.handover },
    starts_on: rotation.startsOn,
    people: rotation.people.map((person) => named(person, house)),
    overrides: rotation.overrides.map(({ person, from, to }) => ({
      person: named(person, house),
      from: formatInstant(from),
      to: formatInstant(to),
    })),
    on_call: onCallView(rotation, house, now),
    changed_at: formatInstant(rotation.changedAt),
  }
}

export function shiftViews(rotation: StoredRotation, house: House, from: Instant, to: Instant) {
  if (to <= from || to - from > longest)
    throw new Refusal('period_not_valid', 'Ask for a period of at most 400 days that ends after it begins.')
  const items = shiftsBetween(rotationOf(rotation), from, to).map((shift) => ({
    person: named(shift.person, house),
    because: shift.because,
    from: formatInstant(shift.from),
    to: formatInstant(shift.to),
  }))
  return { items }
}
