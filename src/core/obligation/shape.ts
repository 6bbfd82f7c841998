// A refusal that says which places of a document are not as they must be.
import type { ZodError } from 'zod'
import { type FieldProblem, Refusal } from '../kernel/refusal.ts'

const shown = 5

export function refuseFields(what: string, fields: readonly FieldProblem[]): Refusal {
  const first = fields.slice(0, shown).map(({ path, message }) => `${path}: ${message}`)
  const more = fields.length > shown ? `; and ${fields.length - shown} more` : ''
  return new Refusal('invalid_request', `${what} cannot be read: ${first.join('; ')}${more}.`, { fields })
}

export function refuseShape(what: string, error: ZodError, before = ''): Refusal {
  return refuseFields(what, fieldsOf(error, before))
}

/** Paths as JSON pointers, behind the name of the file where there is one. */
export function fieldsOf(error: ZodError, before = ''): FieldProblem[] {
  return error.issues.map(({ path, message }) => ({ path: `${before}/${path.map(pointerPart).join('/')}`, message }))
}

function pointerPart(part: PropertyKey): string {
  return String(part).replaceAll('~', '~0').replaceAll('/', '~1')
}
