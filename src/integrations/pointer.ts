// JSON Pointer (RFC 6901), with `*` standing for every member of an object or element of an array.
import { isObject } from './pick.ts'
import type { JsonValue } from './readJson.ts'

/** The member names along the way; `*` is a wildcard. A member that is really called `*` cannot be named. */
export type Pointer = readonly string[]

const stepLimit = 32

/** `''` is the whole document. Null for anything that is neither empty nor begins with `/`, or has a `~` that escapes nothing. */
export function parsePointer(text: string): Pointer | null {
  if (text === '') return []
  if (!text.startsWith('/') || /~(?![01])/.test(text)) return null
  const steps = text.slice(1).split('/')
  return steps.length > stepLimit ? null : steps.map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
}

export function escapeStep(step: string): string {
  return step.replaceAll('~', '~0').replaceAll('/', '~1')
}

const arrayIndex = /^(?:0|[1-9]\d{0,8})$/

/** Every value the pointer leads to, in the order of the document, at most `limit` of them. */
export function valuesAt(value: JsonValue, pointer: Pointer, limit: number): JsonValue[] {
  const found: JsonValue[] = []
  collect(value, pointer, 0, limit, found)
  return found
}

/** The first value the pointer leads to. */
export function valueAt(value: JsonValue, pointer: Pointer): JsonValue | undefined {
  return valuesAt(value, pointer, 1)[0]
}

function collect(value: JsonValue, pointer: Pointer, from: number, limit: number, found: JsonValue[]): void {
  const step = pointer[from]
  if (step === undefined) {
    found.push(value)
    return
  }
  for (const child of children(value, step)) {
    if (found.length >= limit) return
    collect(child, pointer, from + 1, limit, found)
  }
}

function children(value: JsonValue, step: string): readonly JsonValue[] {
  if (Array.isArray(value)) {
    if (step === '*') return value
    const element: JsonValue | undefined = arrayIndex.test(step) ? value[Number(step)] : undefined
    return element === undefined ? [] : [element]
  }
  if (!isObject(value)) return []
  if (step === '*') return Object.values(value)
  const member = Object.hasOwn(value, step) ? value[step] : undefined
  return member === undefined ? [] : [member]
}
