// How the files of the frameworks catalogue are written: a framework, the crosswalk between them, or misreadings.
import { z } from 'zod'
import type { Located } from '../document/located.ts'
import { isCalendarDate } from '../kernel/deadline.ts'
import { answeringKinds, bases, categories, confidences, relevances } from './framework.ts'
import { populationIds } from './population.ts'

const text = z.string().trim().min(1)
const name = z.string().regex(/^[a-z0-9]+([-.][a-z0-9]+)*$/, 'lower case letters and digits, joined by single hyphens or dots')
const frameworkId = z.string().regex(/^[a-z0-9]+$/, 'lower case letters and digits')
const date = z.string().refine(isCalendarDate, 'a date that exists, as YYYY-MM-DD')
/** A reference stands in addresses. */
const ref = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9.()-]{0,39}$/, 'a reference as the framework writes it')
const id = z.string().regex(/^[a-z0-9]+:[A-Za-z0-9][A-Za-z0-9.()-]{0,39}$/, 'a criterion by its framework, like soc2:CC7.4')
const all = <Shape extends z.ZodType>(shape: Shape) => z.array(shape).default([])

const source = z.strictObject({ id: name, what: text, seen: text, confidence: z.enum(confidences), note: text.optional() })

const file = { id: name, version: z.int().min(1), published: date, sources: z.array(source).min(1) }

const criterion = z.strictObject({
  ref,
  title: text,
  summary: text,
  relevance: z.enum(relevances),
  applies: z.enum(categories).optional(),
  points: all(z.strictObject({ label: text, gist: text, applies: z.enum(categories).optional() })),
  tests: all(text),
  evidence: all(text),
  note: text.optional(),
  populations: all(z.enum(populationIds)),
  documents: all(z.enum(answeringKinds)),
})

const framework = z.strictObject({
  ...file,
  kind: z.literal('framework'),
  id: frameworkId,
  order: z.int().min(1),
  name: text,
  title: text,
  rights: text,
  confidence: z.enum(confidences),
  note: text.optional(),
  tests: all(text).describe('for every criterion that names none of its own'),
  groups: z.array(z.strictObject({ id: text, title: text, criteria: z.array(criterion).min(1) })).min(1),
})

const crosswalk = z.strictObject({
  ...file,
  kind: z.literal('crosswalk'),
  pairs: z.array(z.strictObject({ a: id, b: id, basis: z.enum(bases), corroborated_by: all(name) })),
})

const misreadings = z.strictObject({
  ...file,
  kind: z.literal('misreadings'),
  misreadings: z.array(
    z.strictObject({
      id: name,
      claim: text,
      correct: text,
      support: text.optional(),
      advice: text,
      concerns: z.array(z.union([id, frameworkId])).min(1),
      places: all(z.strictObject({ what: text, filed_under: id, belongs_in: z.array(id).min(1) })),
      sources: z.array(name).min(1),
    }),
  ),
})

export const catalogueFileShape = z.discriminatedUnion('kind', [framework, crosswalk, misreadings])

export type WrittenFile = z.infer<typeof catalogueFileShape>

/** What a file says, and where it says it. */
export type ReadFile = { name: string; located: Located; file: WrittenFile }
export type WrittenFramework = z.infer<typeof framework>
export type WrittenCrosswalk = z.infer<typeof crosswalk>
export type WrittenMisreadings = z.infer<typeof misreadings>
export type WrittenSource = z.infer<typeof source>
