// Who is on call at an instant? People take turns by the week, hand over at a local time, and are stood in for.
import { addDays, atTime, type CalendarDate, countDays, dateAt, weekdayOf } from '../kernel/deadline.ts'
import { type Instant, toInstant } from '../kernel/instant.ts'

/** From an instant up to, and without, another. Of several at once the one listed last counts: it was agreed last. */
export type RotationOverride = { person: string; from: Instant; to: Instant }

export type Rotation = {
  id: string
  name: string
  /** IANA name. The hand-over keeps its local time when the clocks change. */
  timeZone: string
  /** In the order of their turns. */
  people: readonly string[]
  handover: { weekday: number; time: string }
  /** The first turn begins with the first hand-over on or after this date. Nobody is on call before. */
  startsOn: CalendarDate
  overrides: readonly RotationOverride[]
}

export type OnCall = { person: string; because: 'turn' | 'override' }
export type Shift = OnCall & { from: Instant; to: Instant }

export function onCallAt(rotation: Rotation, at: Instant): OnCall | null {
  const override = rotation.overrides.findLast(({ from, to }) => from <= at && at < to)
  if (override !== undefined) return { person: override.person, because: 'override' }
  const person = personOfTurn(rotation, turnAt(rotation, at))
  return person === undefined ? null : { person, because: 'turn' }
}

/** In order, without a gap and without an overlap from the first hand-over on; cut to what was asked for. One person's neighbouring turns stay apart. */
export function shiftsBetween(rotation: Rotation, from: Instant, to: Instant): Shift[] {
  const edges = edgesBetween(rotation, from, to)
  const shifts: Shift[] = []
  edges.slice(0, -1).forEach((begins, index) => {
    const ends = edges[index + 1] ?? begins
    const onCall = onCallAt(rotation, begins)
    if (onCall !== null) shifts.push({ ...onCall, from: begins, to: ends })
  })
  return shifts.reduce<Shift[]>((joined, shift) => {
    const last = joined.at(-1)
    // Overrides may meet the edges of others they hide: that divides nobody's shift.
    const goesOn = last !== undefined && last.to === shift.from && last.person === shift.person && last.because === shift.because
    if (goesOn && !isHandover(rotation, shift)) joined[joined.length - 1] = { ...last, to: shift.to }
    else joined.push(shift)
    return joined
  }, [])
}

function isHandover(rotation: Rotation, { from, because }: Shift): boolean {
  return because === 'turn' && handoverOf(rotation, turnAt(rotation, from)) === from
}

/** Every instant at which it may change who is on call, the ends included. */
function edgesBetween(rotation: Rotation, from: Instant, to: Instant): Instant[] {
  if (to <= from) return []
  const edges = new Set<Instant>([from, to])
  const inside = (at: Instant) => from < at && at < to
  for (const override of rotation.overrides) for (const at of [override.from, override.to]) if (inside(at)) edges.add(at)
  for (let turn = Math.max(0, turnAt(rotation, from)); ; turn++) {
    const at = handoverOf(rotation, turn)
    if (at >= to) break
    if (inside(at)) edges.add(at)
  }
  return [...edges].sort((left, right) => left - right)
}

/** Counted from 0; below it the rotation has not begun. */
function turnAt(rotation: Rotation, at: Instant): number {
  const days = countDays(firstHandover(rotation), dateAt(at, rotation.timeZone)) - 1
  const turn = Math.floor(days / 7)
  // Where clocks fall back over midnight it is yesterday once more after the hand-over was; and on the day itself the hour decides.
  if (at >= handoverOf(rotation, turn + 1)) return turn + 1
  return at < handoverOf(rotation, turn) ? turn - 1 : turn
}

function handoverOf(rotation: Rotation, turn: number): Instant {
  return toInstant(atTime(addDays(firstHandover(rotation), turn * 7), rotation.handover.time, rotation.timeZone))
}

function firstHandover({ startsOn, handover }: Rotation): CalendarDate {
  return addDays(startsOn, (handover.weekday - weekdayOf(startsOn) + 7) % 7)
}

function personOfTurn({ people }: Rotation, turn: number): string | undefined {
  return turn < 0 || people.length === 0 ? undefined : people[turn % people.length]
}
