// Prints the OpenAPI 3.1 document from the contract: what the server serves is what it says.
import { z } from 'zod'
import { api } from '../../contract/api.ts'
import { apiPrefix, type Endpoint, isPlain } from '../../contract/endpoint.ts'
import { integrationIds } from '../../contract/source.ts'
import type { RefusalCode } from '../../core/kernel/refusal.ts'
import { refusalCodes } from '../../core/kernel/refusal.ts'
import { permissions } from '../../core/people/permission.ts'
import { defectCode, statusOf } from './problem.ts'

type Json = Record<string, unknown>

const problemType = 'application/problem+json'
/** Any endpoint may answer these; 500 is the opaque one. */
const always: readonly RefusalCode[] = ['invalid_request', 'not_ready']
const whereSignedIn: readonly RefusalCode[] = ['not_signed_in', 'not_permitted']

function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Json {
  const {
    $schema: _dialect,
    '~standard': _standard,
    ...rest
  } = z.toJSONSchema(schema, { io, unrepresentable: 'any', target: 'draft-2020-12' }) as Json
  return rest
}

function parametersOf(endpoint: Endpoint): Json[] {
  const inPlace = (schema: z.ZodType | undefined, place: 'path' | 'query') => {
    if (!schema) return []
    const { properties = {}, required = [] } = schemaOf(schema, 'input') as { properties?: Record<string, Json>; required?: string[] }
    return Object.entries(properties).map(([name, { description, ...inner }]) => ({
      name,
      in: place,
      required: place === 'path' || required.includes(name),
      ...(description === undefined ? {} : { description }),
      schema: inner,
    }))
  }
  return [...inPlace(endpoint.params, 'path'), ...inPlace(endpoint.query, 'query')]
}

function problemResponses(codes: readonly RefusalCode[]): Json {
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

function success(endpoint: Endpoint): Json {
  const status = String(endpoint.status ?? 200)
  if (isPlain(endpoint.reply)) {
    const { mediaType, plain } = endpoint.reply
    const schema = plain === 'bytes' ? {} : { type: 'string' }
    return { [status]: { description: 'Done', content: { [mediaType]: { schema } } } }
  }
  if (status === '204') return { [status]: { description: 'Done; nothing more to say' } }
  return { [status]: { description: 'Done', content: { 'application/json': { schema: schemaOf(endpoint.reply, 'output') } } } }
}

function needsText({ needs, personOnly }: Endpoint): string {
  if (needs === 'anyone') return 'Needs no sign-in.'
  const what = needs === 'signed_in' ? 'Needs a sign-in.' : `Needs the permission \`${needs}\`: ${permissions[needs]}.`
  return personOnly ? `${what} Only for persons, not for API tokens.` : what
}

function operationOf(noun: string, name: string, endpoint: Endpoint): Json {
  const isOpen = endpoint.needs === 'anyone'
  const parameters = parametersOf(endpoint)
  return {
    operationId: `${noun}.${name}`,
    tags: [noun],
    summary: endpoint.summary,
    description: [endpoint.description, needsText(endpoint)].filter(Boolean).join('\n\n'),
    security: isOpen ? [] : endpoint.personOnly ? [{ session: [] }] : [{ session: [] }, { token: [] }],
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(endpoint.body
      ? { requestBody: { required: true, content: { 'application/json': { schema: schemaOf(endpoint.body, 'input') } } } }
      : {}),
    responses: { ...success(endpoint), ...problemResponses([...always, ...(isOpen ? [] : whereSignedIn), ...(endpoint.refusals ?? [])]) },
  }
}

function apiPaths(): Json {
  const paths: Record<string, Json> = {}
  for (const [noun, endpoints] of Object.entries(api)) {
    for (const [name, endpoint] of Object.entries(endpoints) as [string, Endpoint][]) {
      const path = `${apiPrefix}${endpoint.path.replace(/:(\w+)/g, '{$1}')}`
      paths[path] = { ...paths[path], [endpoint.method.toLowerCase()]: operationOf(noun, name, endpoint) }
    }
  }
  return paths
}

const key = {
  name: 'key',
  in: 'path',
  required: true,
  description: 'The source’s own key: it opens this hook and nothing else.',
  schema: { type: 'string' },
}

function accepted(description: string, properties: Json): Json {
  return {
    '202': { description, content: { 'application/json': { schema: { type: 'object', properties, required: Object.keys(properties) } } } },
  }
}

/** The hooks are no part of the contract: monitoring systems call them, in the formats those systems have. */
function hookPaths(): Json {
  const refused = problemResponses(['not_found', 'payload_too_large', 'request_timeout', 'not_ready'])
  const integration = { name: 'integration', in: 'path', required: true, schema: { type: 'string', enum: [...integrationIds] } }
  return {
    '/hooks/{integration}/{key}': {
      post: {
        operationId: 'hook.deliver',
        tags: ['hook'],
        summary: 'Deliver alerts in the tool’s own format',
        description:
          'The body is kept byte for byte before it is read; the answer comes once it is durable. What cannot be read is kept as a refused delivery and still answered 2xx, because some tools close a hook that answers otherwise.',
        security: [],
        parameters: [integration, key],
        requestBody: { required: true, content: { '*/*': { schema: {} } } },
        responses: { ...accepted('Kept', { id: { type: 'string', description: 'the delivery' } }), ...refused },
      },
    },
    '/hooks/heartbeat/{key}': {
      post: {
        operationId: 'hook.heartbeat',
        tags: ['hook'],
        summary: 'Say that the source is alive',
        description: 'A body is not needed and not kept. Every delivery counts as a sign of life too.',
        security: [],
        parameters: [key],
        responses: { ...accepted('Heard', {}), ...refused },
      },
    },
  }
}

const problemSchema = {
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

export function printOpenapi(): Json {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Tickmark',
      version: 'v1',
      summary: 'Alerts, reviews, coverage, the evidence ledger and audit packages.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/', description: 'This server' }],
    tags: [...Object.keys(api), 'hook'].map((name) => ({ name })),
    paths: { ...apiPaths(), ...hookPaths() },
    components: {
      schemas: { Problem: problemSchema },
      securitySchemes: {
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: '__Host-tickmark',
          description: 'Set by signing in. Over plain HTTP its name is `tickmark_` and the port.',
        },
        token: { type: 'http', scheme: 'bearer', description: 'An API token, `tmk_…`' },
      },
    },
  }
}
