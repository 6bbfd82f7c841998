// A rotation as somebody writes it: what is wrong with it, what it comes to in the next weeks, and how the server takes it.
import type { BodyIn } from '../../../contract/endpoint.ts'
import type { rotationApi } from '../../../contract/rotation.ts'
import { isCalendarDate, isTimeOfDay, isTimeZone } from '../../../core/kernel/deadline.ts'
import type { PersonId } from '../../../core/kernel/ids.ts'
import { day, type Instant, toInstant } from '../../../core/kernel/instant.ts'
import { type Rotation as CoreRotation, type Shift, shiftsBetween } from '../../../core/people/rotation.ts'
import type { Rotation } from './escalationShape.ts'

/** `from` and `to` as a field for date and time has them: local, without an offset. */
export type StandInDraft = { person: string; from: string; to: string }

export type RotationDraft = {
  name: string
  timeZone: string
  weekday: number
  time: string
  startsOn: string
  people: readonly string[]
  standIns: readonly StandInDraft[]
}

const previewed = 28 * day
const two = (number: number) => String(number).padStart(2, '0')

/** `2026-05-03T14:00` in the reader's own zone. */
export function localText(at: number): string {
  const date = new Date(at)
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}T${two(date.getHours())}:${two(date.getMinutes())}`
}

const instantOf = (text: string): Instant | null => {
  const at = new Date(text).getTime()
  return text !== '' && Number.isFinite(at) ? toInstant(at) : null
}

export function emptyRotation(timeZone: string, today: string): RotationDraft {
  return { name: '', timeZone, weekday: 1, time: '09:00', startsOn: today, people: [], standIns: [] }
}

export function rotationDraftOf({ name, time_zone, handover, starts_on, people, overrides }: Rotation): RotationDraft {
  return {
    ...{ name, timeZone: time_zone, weekday: handover.weekday, time: handover.time, startsOn: starts_on },
    people: people.map(({ id }) => id),
    standIns: overrides.map(({ person, from, to }) => ({
      person: person.id,
      from: localText(Date.parse(from)),
      to: localText(Date.parse(to)),
    })),
  }
}

/** The first thing that is missing or cannot be; null: it can be kept. */
export function whyNotRotation({ name, timeZone, time, startsOn, people, standIns }: RotationDraft): string | null {
  if (name.trim() === '') return 'Give it a name.'
  if (!isTimeZone(timeZone)) return 'Choose a time zone.'
  if (!isTimeOfDay(time)) return 'Say at what time they hand over.'
  if (!isCalendarDate(startsOn)) return 'Say from which day on.'
  if (people.length === 0) return 'Name at least one person.'
  for (const { person, from, to } of standIns) {
    const [first, last] = [instantOf(from), instantOf(to)]
    if (person === '') return 'Say who stands in.'
    if (first === null || last === null) return 'Say from when to when somebody stands in.'
    if (first >= last) return 'Somebody stands in until later than from when.'
  }
  return null
}

export function coreRotationOf(draft: RotationDraft, id = 'draft'): CoreRotation {
  const overrides = draft.standIns.flatMap(({ person, from, to }) => {
    const [first, last] = [instantOf(from), instantOf(to)]
    return first === null || last === null || first >= last || person === '' ? [] : [{ person, from: first, to: last }]
  })
  const { name, timeZone, people, weekday, time, startsOn } = draft
  return { id, name, timeZone, people, handover: { weekday, time }, startsOn, overrides }
}

/** Who would be on call in the next four weeks; empty where the draft cannot say. `gap`: until when nobody is, from now on. */
export function previewOf(draft: RotationDraft, now: Instant): { shifts: Shift[]; gap: Instant | null; end: Instant } {
  const end = toInstant(now + previewed)
  if (!isTimeZone(draft.timeZone) || !isTimeOfDay(draft.time) || !isCalendarDate(draft.startsOn)) return { shifts: [], gap: null, end }
  const shifts = shiftsBetween(coreRotationOf(draft), now, end)
  const [first] = shifts
  return { shifts, gap: first !== undefined && first.from > now ? first.from : null, end }
}

export function moved<Item>(items: readonly Item[], from: number, by: -1 | 1): Item[] {
  const next = [...items]
  const [taken] = next.splice(from, 1)
  if (taken !== undefined) next.splice(Math.max(0, from + by), 0, taken)
  return next
}

export function rotationBody(draft: RotationDraft): BodyIn<typeof rotationApi.addRotation> {
  return {
    name: draft.name.trim(),
    time_zone: draft.timeZone,
    handover: { weekday: draft.weekday, time: draft.time },
    starts_on: draft.startsOn,
    people: draft.people as readonly PersonId[] as PersonId[],
    overrides: draft.standIns.map(({ person, from, to }) => ({
      person_id: person as PersonId,
      from: new Date(from).toISOString(),
      to: new Date(to).toISOString(),
    })),
  }
}
