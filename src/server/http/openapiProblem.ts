// How the OpenAPI document says what is refused: one body for all of it (RFC 9457), by status and code.
import { type RefusalCode, refusalCodes } from '../../core/kernel/refusal.ts'
import { defectCode, statusOf } from './problem.ts'

const problemType = 'application/problem+json'

export function problemResponses(codes: readonly RefusalCode[]): Record<string, unknown> {
  const byStatus = new Map<number, string[]>([[500, [defectCode]]])
  for (const code of new Set(codes)) byStatus.set(statusOf[code], [...(byStatus.get(statusOf[code]) ?? []), code])
  const sorted = [...byStatus].sort(([left], [right]) => left - right)
  return Object.fromEntries(
    sorted.map(([status, names]) => [
      String(status),
      {
        description: names.map((name) => `\`${name}\``).join(', '),
        content: { [problemType]: { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    ]),
  )
}

export const problemSchema = {
  type: 'object',
  description: 'RFC 9457. `code` is what a program should look at; `detail` is for people.',
  properties: {
    type: { type: 'string', const: 'about:blank' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    code: { type: 'string', enum: [...refusalCodes, defectCode] },
    fields: {
      type: 'array',
      items: {
        type: 'object',
        properties: { path: { type: 'string', description: 'JSON pointer' }, message: { type: 'string' } },
        required: ['path', 'message'],
      },
    },
    request_id: { type: 'string' },
  },
  required: ['type', 'title', 'status', 'detail', 'code', 'request_id'],
}
