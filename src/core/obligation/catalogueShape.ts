// How the files of the obligations catalogue are written; every file has this one shape, and any part of it.
import { z } from 'zod'
import { isCalendarDate, isTimeZone, parseDuration } from '../kernel/deadline.ts'
import { Refusal } from '../kernel/refusal.ts'
import { clockIds } from './clock.ts'
import { countingIds } from './countingRule.ts'
import { type Holiday, readHolidayDay } from './holiday.ts'
import {
  type DataKind,
  dataQuestions,
  type EventFact,
  eventQuestions,
  type RoleId,
  roleQuestions,
  type Sector,
  sectorQuestions,
} from './interview.ts'
import { isPlace } from './places.ts'
import { confidences, ruleStatuses, sourceKinds } from './rule.ts'

const text = z.string().trim().min(1)
const name = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'lower case letters, digits and single hyphens')
const date = z.string().refine(isCalendarDate, 'a date that exists, as YYYY-MM-DD')
const zone = z.string().refine(isTimeZone, 'a name of the IANA time zone database')
const place = z.string().refine(isPlace, 'a place by its code, like EU, GB, US or US-CA')
const oneOrMore = <Shape extends z.ZodType>(shape: Shape) => z.array(shape).min(1)

function namesOf<Name extends string>(questions: Readonly<Record<Name, string>>) {
  return z.enum(Object.keys(questions) as [Name, ...Name[]])
}

const duration = z.string().transform((written, context) => {
  try {
    return parseDuration(written)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    context.addIssue({ code: 'custom', message: error.message })
    return z.NEVER
  }
})

/** `PT72H` and `P30D` as ISO 8601; business days have no form there. */
const limit = z.union([
  z.strictObject({ within: duration }).transform(({ within }) => within),
  z
    .strictObject({ business_days: z.int().min(1).max(400) })
    .transform(({ business_days: days }) => ({ kind: 'business-days' as const, days })),
])

const people = z
  .strictObject({
    in: z.union([place, z.enum(['everywhere', 'any-state'])]),
    at_least: z.int().min(1).optional(),
    below: z.int().min(1).optional(),
  })
  .refine(({ at_least: least, below }) => least !== undefined || below !== undefined, 'at_least or below')

/** Every member is a condition of its own, and all of them must hold. */
export const conditionsShape = z.strictObject({
  place: oneOrMore(place).optional(),
  role: namesOf<RoleId>(roleQuestions).optional(),
  data: oneOrMore(namesOf<DataKind>(dataQuestions)).optional(),
  sector: oneOrMore(namesOf<Sector>(sectorQuestions)).optional(),
  event: namesOf<EventFact>(eventQuestions).optional(),
  people: people.optional(),
})

const relief = z.union([
  z.strictObject({ roll: z.enum(['noon', 'end-of-day']), condition: text }),
  z.strictObject({ longer: limit, condition: text }),
])

const source = z.strictObject({
  url: text,
  kind: z.enum(sourceKinds),
  date: z
    .string()
    .regex(/^\d{4}(-\d{2}){0,2}$/)
    .optional(),
})

const stage = z
  .strictObject({
    id: name,
    title: text.optional(),
    to: oneOrMore(text),
    within: duration.optional(),
    business_days: z.int().min(1).max(400).optional(),
    from: z.enum(clockIds).optional(),
    after: z.union([name.transform((one) => [one]), oneOrMore(name)]).optional(),
    after_latest: oneOrMore(name).optional(),
    at_most: z
      .strictObject({ within: duration, from: z.enum(clockIds) })
      .transform(({ within, from }) => ({ limit: within, clock: from }))
      .optional(),
    on_request: z.literal(true).optional(),
    as_agreed: z.literal(true).optional(),
    no_later_than: name.optional(),
    words: text.optional(),
    content: z.array(name).default([]),
    applies: conditionsShape.optional(),
    threshold: text.optional(),
    counting: z.enum(countingIds).optional(),
    zone: zone.optional(),
    calendar: name.optional(),
    relief: relief.optional(),
    confidence: z.enum(confidences).optional(),
    note: text.optional(),
  })
  .superRefine((written, context) => {
    const { within, business_days: days, from, after, after_latest: latest, on_request: request, as_agreed: agreed } = written
    const starts = [from, after, latest].filter((start) => start !== undefined).length
    const limits = [within, days].filter((one) => one !== undefined).length
    const fault = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message })
    if (limits > 1) fault('business_days', 'within or business_days, not both')
    if (starts > 1) fault('after', 'one start: from, after or after_latest')
    if (limits === 1 && starts === 0) fault('from', 'a limit needs a start: from, after or after_latest')
    if (limits === 0 && (after !== undefined || latest !== undefined)) fault('within', 'a start at a stage needs a limit')
    if (limits === 0 && written.at_most !== undefined) fault('at_most', 'an outer limit needs a limit')
    if ((request || agreed) && (limits > 0 || starts > 0)) fault('within', 'nothing to count for on_request and as_agreed')
  })

const obligation = z.strictObject({
  id: name,
  place: z.union([place, z.literal('contract')]),
  law: text,
  article: text.optional(),
  title: text,
  status: z.enum(ruleStatuses).default('in_force'),
  since: date.optional(),
  who: text,
  concerns: text.optional(),
  threshold: text.optional(),
  clock: text.optional(),
  applies: conditionsShape,
  counting: z.enum(countingIds),
  zone: zone.optional(),
  calendar: name.optional(),
  stages: oneOrMore(stage),
  safe_harbour: text.optional(),
  lawful_delay: text.optional(),
  record_duty: text.optional(),
  notes: z.array(text).default([]),
  traps: z.array(text).default([]),
  sources: oneOrMore(source),
  confidence: z.enum(confidences),
})

const year = z.int().min(1990).max(2100)
const holidayDay = z.string().transform((written, context) => {
  const day = readHolidayDay(written)
  if (day !== undefined) return day
  context.addIssue({ code: 'custom', message: 'a day like 05-01, easter -2, orthodox-easter +1 or saturday from 06-20' })
  return z.NEVER
})
const holiday = z.union([
  holidayDay.transform((day): Holiday => ({ ...day, since: null, until: null, except: [], madeUp: false })),
  z
    .strictObject({
      day: holidayDay,
      since: year.optional(),
      until: year.optional(),
      except: z.array(year).default([]),
      made_up: z.literal(true).optional(),
    })
    .transform(
      ({ day, since = null, until = null, except, made_up: madeUp = false }): Holiday => ({ ...day, since, until, except, madeUp }),
    ),
])

const calendar = z.strictObject({
  id: name,
  title: text,
  place: place.optional(),
  from: date,
  to: date,
  rest_days: z.array(z.int().min(1).max(7)).max(6),
  holidays: z.array(date).default([]),
  every_year: z.array(holiday).default([]),
  sources: oneOrMore(source),
  confidence: z.enum(confidences),
  note: text.optional(),
})

export const catalogueFileShape = z.strictObject({
  kind: z.literal('obligations'),
  compiled: date,
  title: text,
  obligations: z.array(obligation).default([]),
  calendars: z.array(calendar).default([]),
  content: z.record(name, text).default({}),
  counting_rules: z
    .array(
      z.strictObject({
        id: z.enum(countingIds),
        summary: text,
        sources: z.array(source).default([]),
        confidence: z.enum(confidences),
        note: text.optional(),
      }),
    )
    .default([]),
  common_errors: z.array(z.strictObject({ id: name, claim: text, correct: text })).default([]),
  watched: z.array(z.strictObject({ id: name, what: text, status: text, sources: z.array(source).default([]) })).default([]),
})

export type CatalogueFile = z.infer<typeof catalogueFileShape>
export type WrittenObligation = CatalogueFile['obligations'][number]
export type WrittenStage = WrittenObligation['stages'][number]
export type WrittenConditions = z.infer<typeof conditionsShape>
export type WrittenSource = z.infer<typeof source>
