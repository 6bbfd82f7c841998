// Makes a valid-looking value of a shape of the contract: what is required and nothing more.
import { z } from 'zod'

type Schema = {
  type?: string
  const?: unknown
  enum?: unknown[]
  anyOf?: Schema[]
  oneOf?: Schema[]
  allOf?: Schema[]
  properties?: Record<string, Schema>
  required?: string[]
  items?: Schema
  minItems?: number
  minLength?: number
  minimum?: number
  exclusiveMinimum?: number
  pattern?: string
  format?: string
}

/** `^alr_[0-9a-f]{32}$` and `^\d{4}-\d{2}-\d{2}$` are the patterns there are. */
function textOf(schema: Schema): string {
  const id = /^\^([a-z]{3}_)\[0-9a-f\]\{32\}\$$/.exec(schema.pattern ?? '')
  if (id) return `${id[1]}${'0'.repeat(12)}7${'0'.repeat(19)}`
  if (schema.format === 'date-time') return '2030-01-02T03:04:05Z'
  if (schema.format === 'email') return 'sample@example.com'
  if (schema.format === 'uri') return 'https://example.com/sample'
  if (schema.pattern?.startsWith('^\\d{4}-')) return '2026-04-01'
  return 'sample text'.padEnd(schema.minLength ?? 0, 'x')
}

function makeOf(schema: Schema): unknown {
  if ('const' in schema) return schema.const
  if (schema.enum) return schema.enum[0]
  const [option] = schema.anyOf ?? schema.oneOf ?? schema.allOf ?? []
  if (option) return makeOf(option)
  if (schema.type === 'object') {
    return Object.fromEntries((schema.required ?? []).map((name) => [name, makeOf(schema.properties?.[name] ?? {})]))
  }
  if (schema.type === 'array') return Array.from({ length: schema.minItems ?? 0 }, () => makeOf(schema.items ?? {}))
  if (schema.type === 'integer' || schema.type === 'number') return Math.max(schema.minimum ?? 0, schema.exclusiveMinimum ?? 0)
  if (schema.type === 'boolean') return true
  if (schema.type === 'null') return null
  return textOf(schema)
}

/** Shapes are constants, and each is asked for by everybody. */
const printed = new WeakMap<z.ZodType, Schema>()

export function sampleOf(shape: z.ZodType): unknown {
  const schema = printed.get(shape) ?? (z.toJSONSchema(shape, { io: 'input', unrepresentable: 'any' }) as Schema)
  printed.set(shape, schema)
  return makeOf(schema)
}
