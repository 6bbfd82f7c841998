// Looking into a payload without trusting it: own members only, and nothing where the shape is another than expected.
import { isLosslessNumber } from 'lossless-json'
import type { JsonObject, JsonValue } from './readJson.ts'

export function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !isLosslessNumber(value)
}

/** The members along the way; `pick(alert, 'labels', 'severity')`. Undefined where a step leads nowhere. */
export function pick(value: JsonValue | undefined, ...members: readonly string[]): JsonValue | undefined {
  let at = value
  for (const member of members) {
    if (!isObject(at) || !Object.hasOwn(at, member)) return undefined
    at = at[member]
  }
  return at
}

/** A text with something in it, or a number as text. Null for everything else. */
export function textOf(value: JsonValue | undefined): string | null {
  if (typeof value === 'string') return value.trim() === '' ? null : value
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : null
  return isLosslessNumber(value) ? value.value : null
}

export function pickText(value: JsonValue | undefined, ...members: readonly string[]): string | null {
  return textOf(pick(value, ...members))
}

/** The first of several that says something. */
export function firstText(...candidates: readonly (string | null)[]): string | null {
  return candidates.find((candidate) => candidate !== null) ?? null
}

export function listOf(value: JsonValue | undefined): readonly JsonValue[] {
  return Array.isArray(value) ? value : []
}

/** Tools say yes as `true`, as `"true"`, as `"True"`. */
export function isTrue(value: JsonValue | undefined): boolean {
  return value === true || (typeof value === 'string' && value.toLowerCase() === 'true')
}

/** Members whose values are text or numbers, as pairs; what is nested is left out. */
export function textPairs(value: JsonValue | undefined): [string, string][] {
  if (!isObject(value)) return []
  const pairs: [string, string][] = []
  for (const [name, member] of Object.entries(value)) {
    const text = typeof member === 'boolean' ? String(member) : textOf(member)
    if (text !== null) pairs.push([name, text])
  }
  return pairs
}
