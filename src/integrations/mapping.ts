// A mapping the user writes: where in a payload of any shape the alerts are, and what of them is which.
import { z } from 'zod'
import type { Interpretation } from '../core/alert/observation.ts'
import { absoluteLink } from './link.ts'
import { isObject, textOf } from './pick.ts'
import { escapeStep, type Pointer, parsePointer, valueAt, valuesAt } from './pointer.ts'
import type { JsonValue } from './readJson.ts'
import { readTime } from './readTime.ts'
import { gather, nothing, observationLimit, type Said, unreadable } from './toObservation.ts'

const pointerText = z
  .string()
  .min(1)
  .max(300)
  .refine(
    (text) => text.startsWith('/') && parsePointer(text) !== null,
    'Write a JSON pointer: it begins with /, and ~ and / in names are written ~0 and ~1',
  )

const field = z
  .string()
  .min(1)
  .max(500)
  .refine(
    (text) => compileField(text) !== null,
    'Write a JSON pointer (/alert/name), from the top of the payload (^/host), or text with pointers in braces ({/host} is down); ^ takes no *',
  )
  .describe(
    'A JSON pointer into the alert (`/a/b`), into the whole payload (`^/a/b`), or text in which `{/a/b}` is replaced by the value there',
  )

const values = z.array(z.string().max(100)).min(1).max(50)

export const mappingSchema = z.strictObject({
  items: pointerText.optional().describe('Where the alerts are; without it the payload is one alert, or a list of them'),
  fingerprint: field.describe('What names the condition, the same when it ends'),
  title: field,
  status: z
    .strictObject({
      value: field,
      resolved: values.describe('Values that mean that it is over; every other one fires'),
      ignored: values.optional().describe('Values that say neither'),
    })
    .optional(),
  severity: field.optional(),
  summary: field.optional(),
  started_at: field.optional(),
  ended_at: field.optional(),
  link: field.optional(),
  is_test: z.strictObject({ value: field, when: values }).optional(),
  labels: z
    .record(z.string().min(1).max(100), field)
    .refine((labels) => Object.keys(labels).length <= 32, 'At most 32 labels')
    .optional(),
  secrets: z.array(pointerText).max(20).optional().describe('Values in the payload that people must not see'),
})
export type Mapping = z.infer<typeof mappingSchema>

/** A piece of text, or a place whose value goes there. */
type Part = string | { pointer: Pointer; fromTop: boolean }

const placeholder = /\{(\^?\/[^{}]*)\}/g

/** Null where the text is no field. From the top no wildcard: it would be looked for again for every alert. */
function compileField(text: string): readonly Part[] | null {
  const pieces = /^\^?\//.test(text) ? ['', text] : text.split(placeholder)
  const parts: Part[] = []
  for (const [index, piece] of pieces.entries()) {
    if (index % 2 === 0) {
      if (piece !== '') parts.push(piece)
      continue
    }
    const fromTop = piece.startsWith('^')
    const pointer = parsePointer(fromTop ? piece.slice(1) : piece)
    if (pointer === null || (fromTop && pointer.includes('*'))) return null
    parts.push({ pointer, fromTop })
  }
  return parts.length > 20 ? null : parts
}

/** What a field found; undefined where none of its places has a value. */
type Found = JsonValue | undefined
type Field = { written: string; of: (item: JsonValue) => Found }

/** Longer than anything a field may hold. */
const textLimit = 4200

/** Places from the top are looked up here, once, and their text is clipped: they are used again for every alert. */
function prepareField(written: string, top: JsonValue): Field {
  const parts = (compileField(written) ?? []).map((part) => {
    if (typeof part === 'string') return { text: part, of: () => part }
    const fixed = part.fromTop ? clipped(valueAt(top, part.pointer)) : undefined
    return { text: null, of: part.fromTop ? () => fixed : (item: JsonValue) => valueAt(item, part.pointer) }
  })
  const [first] = parts
  if (parts.length === 1 && first?.text === null) return { written, of: first.of }
  const of = (item: JsonValue) => {
    const texts = parts.map((part) => part.text ?? plainText(part.of(item)))
    const isEmpty = parts.some((part) => part.text === null) && parts.every((part, index) => part.text !== null || texts[index] === null)
    return isEmpty ? undefined : texts.map((text) => text?.slice(0, textLimit) ?? '').join('')
  }
  return { written, of }
}

function clipped(value: Found): Found {
  return typeof value === 'string' ? value.slice(0, textLimit) : value
}

/** Text, numbers and yes or no as text; what is nested is none. */
export function plainText(value: JsonValue | undefined): string | null {
  return typeof value === 'boolean' ? String(value) : textOf(value)
}

/** Told of every field of every alert, for the trial; `found` is undefined where nothing was there. */
export type Witness = (item: number, field: string, written: string, found: Found) => void

/** The alerts of a payload: at `items`, the elements of a list, or the payload itself. */
function itemsOf(mapping: Mapping, payload: JsonValue): readonly JsonValue[] {
  if (mapping.items === undefined) return Array.isArray(payload) ? payload : [payload]
  const places = valuesAt(payload, parsePointer(mapping.items) ?? [], observationLimit)
  return places.flatMap((place) => (Array.isArray(place) ? place : isObject(place) ? [place] : []))
}

function oneOf(accepted: readonly string[], found: Found): boolean {
  const text = plainText(found)?.slice(0, textLimit).trim().toLowerCase()
  return text !== undefined && accepted.some((value) => value.trim().toLowerCase() === text)
}

/** `ignored`: its status is one that says nothing. `null`: neither fingerprint nor title, so it cannot be told from any other alert. */
type Item = Said | 'ignored' | null

function itemReader(mapping: Mapping, top: JsonValue, witness: Witness): (item: JsonValue, index: number) => Item {
  const { status, is_test: test, labels = {} } = mapping
  const named = { ...mapping, status: status?.value, is_test: test?.value }
  const prepare = (written: string | undefined) => (written === undefined ? null : prepareField(written, top))
  const fields = Object.fromEntries(fieldNames.map((name) => [name, prepare(named[name])]))
  const labelFields = Object.entries(labels).map(([name, written]) => [name, prepareField(written, top)] as const)
  return (item, index) => {
    const find = (name: string, field: Field | null | undefined): Found => {
      if (!field) return undefined
      const found = field.of(item)
      witness(index, name, field.written, found)
      return found
    }
    const text = (name: FieldName) => plainText(find(name, fields[name]))
    const state = find('status/value', fields.status)
    if (status?.ignored && oneOf(status.ignored, state)) return 'ignored'
    const [fingerprint, title] = [text('fingerprint'), text('title')]
    const ended = status !== undefined && oneOf(status.resolved, state)
    const said = {
      status: ended ? ('resolved' as const) : ('firing' as const),
      severity: text('severity'),
      summary: text('summary'),
      // One field for both is the time of the change: with the end it says nothing of the beginning.
      startedAt: ended && mapping.started_at === mapping.ended_at ? null : readTime(find('started_at', fields.started_at)),
      endedAt: readTime(find('ended_at', fields.ended_at)),
      link: absoluteLink(find('link', fields.link)),
      isTest: test !== undefined && oneOf(test.when, find('is_test/value', fields.is_test)),
      labels: labelFields.map(([name, field]) => [name, plainText(find(`labels/${escapeStep(name)}`, field))] as const),
    }
    const key = fingerprint ?? title
    return key === null ? null : { ...said, fingerprint: key, title: title ?? key }
  }
}

const fieldNames = ['status', 'fingerprint', 'title', 'severity', 'summary', 'started_at', 'ended_at', 'link', 'is_test'] as const
type FieldName = (typeof fieldNames)[number]

/** Reads a payload by a mapping that was already found valid. */
export function applyMapping(mapping: Mapping, payload: JsonValue, witness: Witness): Interpretation {
  const items = itemsOf(mapping, payload)
  if (items.length === 0) {
    return mapping.items === undefined
      ? nothing('The payload is an empty list: it says nothing about an alert.')
      : unreadable(`There is no alert at ${mapping.items}, where the mapping of this source looks for them.`)
  }
  const read = items.slice(0, observationLimit).map(itemReader(mapping, payload, witness))
  if (read.every((item) => item === null)) {
    return unreadable(
      `Neither the fingerprint (${mapping.fingerprint}) nor the title (${mapping.title}) of the mapping is in this payload.`,
    )
  }
  const said = read.filter((item) => item !== 'ignored')
  if (said.length === 0) return nothing('The status in this payload is one of those that the mapping says to ignore.')
  return gather(said, Math.max(0, items.length - observationLimit))
}

/** Reads a payload by a source's mapping. */
export function observeMapped(payload: JsonValue, written: unknown): Interpretation {
  const mapping = mappingSchema.safeParse(written)
  if (mapping.success) return applyMapping(mapping.data, payload, () => {})
  const [issue] = mapping.error.issues
  return unreadable(
    `The mapping of this source is not valid at /${issue?.path.join('/') ?? ''}: ${issue?.message ?? ''}. Correct it, then read this delivery again.`,
  )
}
