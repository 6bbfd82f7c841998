// A YAML file of rotations and escalation paths as data, with what cannot be read at line and column.
import { Fields } from '../document/fields.ts'
import { type Located, parseYaml } from '../document/located.ts'
import { findPlaceholders } from '../document/placeholders.ts'
import { type DocumentProblem, documentStart, inReadingOrder } from '../document/problem.ts'
import { isCalendarDate, isTimeOfDay, isTimeZone } from '../kernel/deadline.ts'
import { type Instant, parseInstant } from '../kernel/instant.ts'
import type { EscalationLevel, EscalationPath, EscalationTarget } from './escalationPath.ts'
import type { Rotation, RotationOverride } from './rotation.ts'

export type ParsedEscalation = {
  rotations: Rotation[]
  paths: EscalationPath[]
  problems: DocumentProblem[]
  placeholders: DocumentProblem[]
}

/** Never throws. A rotation or level that cannot be understood is left out with its problem. */
export function parseEscalation(text: string): ParsedEscalation {
  const { value, problems } = parseYaml(text)
  const fields = Fields.from(value, problems, documentStart)
  const rotations = fields.list('rotations').flatMap((item) => readRotation(fields.inside(item)))
  const paths = fields.list('paths').flatMap((item) => readPath(fields.inside(item)))
  return { rotations, paths, problems: inReadingOrder(problems), placeholders: findPlaceholders(text) }
}

const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const

function readRotation(fields: Fields): Rotation[] {
  const id = fields.neededText('id')
  const handover = fields.fields('handover')
  const weekday = handover.one('weekday', weekdays)
  const time = handover.neededText('time')
  const timeZone = fields.neededText('time_zone')
  const startsOn = fields.neededText('starts_on')
  const wrong = (right: boolean, message: string) => {
    if (!right) fields.say('rotation/field', message, fields.map.position)
    return !right
  }
  const faults = [
    wrong(id !== '', 'A rotation needs an `id`.'),
    wrong(isTimeZone(timeZone), '`time_zone` must be an IANA name like Europe/Zurich.'),
    wrong(isCalendarDate(startsOn), '`starts_on` must be a date like "2026-01-05".'),
    wrong(isTimeOfDay(time), '`handover.time` must be HH:MM, for instance "09:00".'),
    wrong(weekday !== null, '`handover.weekday` must be a day like monday.'),
  ]
  if (faults.includes(true) || weekday === null) return []
  return [
    {
      id,
      name: fields.text('name') ?? id,
      timeZone,
      people: fields.texts('people'),
      handover: { weekday: weekdays.indexOf(weekday) + 1, time },
      startsOn,
      overrides: fields.list('overrides').flatMap((item) => readOverride(fields.inside(item))),
    },
  ]
}

function readOverride(fields: Fields): RotationOverride[] {
  const person = fields.neededText('person')
  const from = readInstant(fields, 'from')
  const to = readInstant(fields, 'to')
  if (from !== null && to !== null && from < to && person !== '') return [{ person, from, to }]
  fields.say('rotation/override', 'An override names a `person`, and a `from` that lies before its `to`.', fields.map.position)
  return []
}

function readInstant(fields: Fields, name: string): Instant | null {
  const text = fields.text(name)
  if (text === null) return null
  const instant = parseInstant(text)
  if (instant === undefined) {
    fields.say('escalation/instant', `\`${name}\` must be an instant with its offset, like 2026-01-05T09:00:00Z.`, fields.positionOf(name))
  }
  return instant ?? null
}

function readPath(fields: Fields): EscalationPath[] {
  const id = fields.neededText('id')
  const levels = fields.list('levels').flatMap((item) => readLevel(fields.inside(item)))
  return id === '' ? [] : [{ id, name: fields.text('name') ?? id, levels }]
}

function readLevel(fields: Fields): EscalationLevel[] {
  const target = readTarget(fields)
  if (target === null) {
    fields.say('escalation/target', 'A level names a `rotation` or a `person`.', fields.map.position)
    return []
  }
  const backup: Located | undefined = fields.get('backup')
  return [
    {
      target,
      backup: backup === undefined ? null : readTarget(fields.inside(backup)),
      mechanism: fields.text('mechanism'),
      pagingPolicy: fields.text('paging_policy'),
      channel: fields.text('channel'),
      call: readLink(fields, 'call', /^tel:\+?[0-9().-]{3,30}$/),
      chat: readLink(fields, 'chat', /^https:\/\/\S+$/),
      waitBeforeNext: fields.duration('wait_before_next'),
      lastVerified: readInstant(fields, 'last_verified'),
    },
  ]
}

function readTarget(fields: Fields): EscalationTarget | null {
  const [rotation, person] = [fields.text('rotation'), fields.text('person')]
  if (rotation !== null) return { kind: 'rotation', rotation }
  return person === null ? null : { kind: 'person', person }
}

/** Links are tapped at night: only telephone numbers and https. */
function readLink(fields: Fields, name: string, wanted: RegExp): string | null {
  const text = fields.text(name)
  // What is still a placeholder is found as such.
  if (text === null || text.startsWith('[replace:')) return null
  if (wanted.test(text)) return text
  fields.say(
    'escalation/link',
    `\`${name}\` must be ${name === 'call' ? 'like tel:+41441234567' : 'an https address'}.`,
    fields.positionOf(name),
  )
  return null
}
