// How long does a product keep a log, who says so, and how is the log preserved? Reads `catalogues/retention/*.yaml`.
import { isCalendarDate } from '../kernel/deadline.ts'
import { readWindow } from './window.ts'

/** How a log is kept unless somebody changed it. `says` is for people; only `window` and `atMost` (milliseconds) are counted with. */
export type Kept =
  | { how: 'time'; window: number }
  /** By size or number of lines: busy hours overwrite it sooner. `atMost` where it ends at the latest. */
  | { how: 'volume'; says: string; atMost: number | null }
  /** By a setting of the tenant's own, which only the tenant knows. */
  | { how: 'configured'; says: string }
  /** Until something happens, at no time anybody could know before. */
  | { how: 'until'; says: string }
  | { how: 'always'; says: string | null }
  /** Nothing is recorded until somebody turns it on. */
  | { how: 'not-kept' }
  /** The vendor does not say. */
  | { how: 'unpublished' }

export const confidences = ['high', 'medium', 'low'] as const
export const urgencies = ['minutes', 'hours', 'days'] as const
export const sourceKinds = ['official', 'official-copy', 'secondary', 'general-knowledge'] as const

export type RetentionSource = { kind: (typeof sourceKinds)[number]; url: string | null }

export type RetentionEntry = {
  id: string
  product: string
  log: string
  kept: Kept
  /** What the product's plans change; a tenant names its own. */
  plans: readonly { plan: string; window: number }[]
  onByDefault: boolean
  configurable: string | null
  /** How long after the event a record can be found at all. */
  availabilityLag: string | null
  note: string | null
  urgency: (typeof urgencies)[number] | null
  /** Patterns to be reviewed before they are run, the first one first. */
  preserve: readonly string[]
  source: RetentionSource
  /** `YYYY-MM-DD`: when this was read. */
  asOf: string
  confidence: (typeof confidences)[number]
}

export type RetentionFamily = { family: string; title: string; entries: readonly RetentionEntry[] }

/** A catalogue that cannot be used as it is; `message` names the entry and the field. */
export class CatalogueDefect extends Error {
  constructor(where: string, wanted: string) {
    super(`${where}: ${wanted}`)
    this.name = 'CatalogueDefect'
  }
}

type Fields = Readonly<Record<string, unknown>>

function fieldsOf(value: unknown, where: string, known: readonly string[]): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new CatalogueDefect(where, 'must be a mapping')
  const strange = Object.keys(value).find((name) => !known.includes(name))
  if (strange !== undefined) throw new CatalogueDefect(`${where}.${strange}`, `is not a field; known are ${known.join(', ')}`)
  return value as Fields
}

function textOf(value: unknown, where: string): string {
  if (typeof value !== 'string' || value.trim() === '') throw new CatalogueDefect(where, 'must be a text')
  return value
}

const textOrNull = (value: unknown, where: string) => (value === undefined ? null : textOf(value, where))

function listOf(value: unknown, where: string): readonly unknown[] {
  if (!Array.isArray(value)) throw new CatalogueDefect(where, 'must be a list')
  return value
}

function oneOf<const T extends string>(choices: readonly T[], value: unknown, where: string): T {
  const chosen = choices.find((choice) => choice === value)
  if (chosen === undefined) throw new CatalogueDefect(where, `must be one of ${choices.join(', ')}`)
  return chosen
}

function windowOf(value: unknown, where: string): number {
  const window = typeof value === 'string' ? readWindow(value) : undefined
  if (window === undefined) throw new CatalogueDefect(where, 'must be a time such as P90D or PT1H, without months or years')
  return window
}

function keptOf(value: unknown, where: string): Kept {
  const { how, ...more } = fieldsOf(value, where, ['how', 'for', 'says', 'at_most'])
  const only = (...names: string[]) => fieldsOf(more, where, names)
  switch (how) {
    case 'time':
      return { how, window: windowOf(only('for').for, `${where}.for`) }
    case 'volume': {
      const { says, at_most: atMost } = only('says', 'at_most')
      return { how, says: textOf(says, `${where}.says`), atMost: atMost === undefined ? null : windowOf(atMost, `${where}.at_most`) }
    }
    case 'configured':
    case 'until':
      return { how, says: textOf(only('says').says, `${where}.says`) }
    case 'always':
      return { how, says: textOrNull(only('says').says, `${where}.says`) }
    case 'not-kept':
    case 'unpublished':
      only()
      return { how }
    default:
      throw new CatalogueDefect(`${where}.how`, 'must be time, volume, configured, until, always, not-kept or unpublished')
  }
}

function sourceOf(value: unknown, where: string): RetentionSource {
  const { kind, url } = fieldsOf(value, where, ['kind', 'url'])
  const read = oneOf(sourceKinds, kind, `${where}.kind`)
  const address = textOrNull(url, `${where}.url`)
  if (address !== null && !address.startsWith('https://')) throw new CatalogueDefect(`${where}.url`, 'must be an https address')
  if ((address === null) !== (read === 'general-knowledge'))
    throw new CatalogueDefect(`${where}.url`, 'is needed unless it is general knowledge')
  return { kind: read, url: address }
}

const entryFields = [
  ...['id', 'product', 'log', 'kept', 'plans', 'on_by_default', 'configurable', 'availability_lag'],
  ...['note', 'urgency', 'preserve', 'source', 'as_of', 'confidence'],
]

function entryOf(value: unknown, place: string): RetentionEntry {
  const fields = fieldsOf(value, place, entryFields)
  const id = textOf(fields.id, `${place}.id`)
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id)) throw new CatalogueDefect(`${place}.id`, 'must be lower-case words joined by dashes')
  const at = (field: string) => `${id}.${field}`
  const preserve = listOf(fields.preserve, at('preserve')).map((one) => textOf(one, at('preserve')))
  if (preserve.length === 0) throw new CatalogueDefect(at('preserve'), 'must say at least one way')
  const asOf = textOf(fields.as_of, at('as_of'))
  if (!isCalendarDate(asOf)) throw new CatalogueDefect(at('as_of'), 'must be a date such as 2026-11-22')
  if (typeof fields.on_by_default !== 'boolean') throw new CatalogueDefect(at('on_by_default'), 'must be true or false')
  return {
    id,
    product: textOf(fields.product, at('product')),
    log: textOf(fields.log, at('log')),
    kept: keptOf(fields.kept, at('kept')),
    plans: listOf(fields.plans ?? [], at('plans')).map((one) => {
      const { plan, for: window } = fieldsOf(one, at('plans'), ['plan', 'for'])
      return { plan: textOf(plan, at('plans.plan')), window: windowOf(window, at('plans.for')) }
    }),
    onByDefault: fields.on_by_default,
    configurable: textOrNull(fields.configurable, at('configurable')),
    availabilityLag: textOrNull(fields.availability_lag, at('availability_lag')),
    note: textOrNull(fields.note, at('note')),
    urgency: fields.urgency === undefined ? null : oneOf(urgencies, fields.urgency, at('urgency')),
    preserve,
    source: sourceOf(fields.source, at('source')),
    asOf,
    confidence: oneOf(confidences, fields.confidence, at('confidence')),
  }
}

/** `value` is one file of the catalogue, as its YAML was read. Throws a `CatalogueDefect` at the first thing that is not as it must be. */
export function readRetention(value: unknown): RetentionFamily {
  const { family, title, entries } = fieldsOf(value, 'catalogue', ['family', 'title', 'entries'])
  const read = listOf(entries, 'entries').map((one, index) => entryOf(one, `entries[${index}]`))
  const twice = read.find(({ id }, index) => read.findIndex((other) => other.id === id) !== index)
  if (twice) throw new CatalogueDefect(twice.id, 'stands here twice')
  return { family: textOf(family, 'family'), title: textOf(title, 'title'), entries: read }
}
