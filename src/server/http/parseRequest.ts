// Reads what a request asks into the shapes of the contract, or says field by field why it cannot.
import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import type { Endpoint } from '../../contract/endpoint.ts'
import { type FieldProblem, Refusal } from '../../core/kernel/refusal.ts'

type Issue = z.core.$ZodIssue

function pointer(path: readonly PropertyKey[]): string {
  return path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
}

function fieldsOf(issue: Issue): FieldProblem[] {
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({ path: pointer([...issue.path, key]), message: 'is not known here' }))
  const missing = issue.code === 'invalid_type' && issue.input === undefined && issue.message.endsWith('received undefined')
  return [{ path: pointer(issue.path), message: missing ? 'is needed' : issue.message }]
}

/** More than this would be of no use to anybody. */
const mostFields = 50

function refuse(what: string, issues: readonly Issue[]): Refusal {
  const fields = issues.flatMap(fieldsOf).slice(0, mostFields)
  const first = fields[0]
  const where = first && first.path !== '' ? `${first.path.slice(1)}: ${first.message}` : first?.message
  return new Refusal('invalid_request', `The ${what} cannot be accepted${where ? ` (${where})` : ''}.`, { fields })
}

function parse(what: string, schema: z.ZodType | undefined, given: unknown): unknown {
  if (!schema) {
    const keys = typeof given === 'object' && given !== null && !Array.isArray(given) ? Object.keys(given) : given === undefined ? [] : ['']
    if (keys.length === 0) return {}
    throw new Refusal('invalid_request', `This address takes no ${what}.`, {
      fields: keys.map((key) => ({ path: pointer(key === '' ? [] : [key]), message: 'is not known here' })).slice(0, mostFields),
    })
  }
  const result = schema.safeParse(given ?? {})
  if (!result.success) throw refuse(what, result.error.issues)
  return result.data
}

/** PostgreSQL holds neither NUL nor half surrogates in text, so they are refused before they get that far. Not recursive: bodies are hostile. */
function refuseUnkeepableText(what: string, value: unknown) {
  const waiting: unknown[] = [value]
  while (waiting.length > 0) {
    const next = waiting.pop()
    if (typeof next === 'string') {
      if (next.includes('\0') || !next.isWellFormed())
        throw new Refusal('invalid_request', `The ${what} holds characters that are not text.`)
    } else if (typeof next === 'object' && next !== null) {
      for (const [key, inner] of Object.entries(next)) waiting.push(key, inner)
    }
  }
}

export type Asked = { params: unknown; query: unknown; body: unknown }

export function parseRequest(endpoint: Endpoint, request: FastifyRequest): Asked {
  for (const [what, given] of [
    ['address', request.params],
    ['query', request.query],
    // Bytes are whatever they are.
    ['body', endpoint.takes === 'bytes' ? undefined : request.body],
  ] as const) {
    refuseUnkeepableText(what, given)
  }
  return {
    params: parse('address', endpoint.params, request.params),
    query: parse('query', endpoint.query, request.query),
    body: endpoint.takes === 'bytes' ? {} : parse('body', endpoint.body, request.body ?? undefined),
  }
}
