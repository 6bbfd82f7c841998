// Prints the OpenAPI 3.1 document from the contract: what the server serves is what it says.
import { z } from 'zod'
import { api } from '../../contract/api.ts'
import { apiPrefix, type Endpoint, isPlain, isRepeatable } from '../../contract/endpoint.ts'
import type { RefusalCode } from '../../core/kernel/refusal.ts'
import { permissions } from '../../core/people/permission.ts'
import { hookPaths } from './openapiHooks.ts'
import { problemResponses, problemSchema } from './openapiProblem.ts'
import { named } from './openapiShapes.ts'

type Json = Record<string, unknown>

/** Any endpoint may answer these; 500 is the opaque one. */
const always: readonly RefusalCode[] = ['invalid_request', 'not_ready']
const whereSignedIn: readonly RefusalCode[] = ['not_signed_in', 'not_permitted']

/** `components` gathers the named shapes that this one holds. */
function schemaOf(schema: z.ZodType, components: Json): Json {
  const printed = z.toJSONSchema(schema, {
    // Also for answers: what is sent is text, and a caller must not choke on a member added later.
    io: 'input',
    metadata: named,
    unrepresentable: 'any',
    override: ({ jsonSchema }) => {
      // The format says it; the pattern for it takes half a page.
      if (jsonSchema.format !== undefined) delete jsonSchema.pattern
    },
  })
  const text = JSON.stringify(printed).replaceAll('"#/$defs/', '"#/components/schemas/')
  const { $schema: _dialect, $defs = {}, ...rest } = JSON.parse(text) as Json & { $defs?: Json }
  Object.assign(components, $defs)
  return rest
}

function parametersOf(endpoint: Endpoint, components: Json): Json[] {
  const inPlace = (schema: z.ZodType | undefined, place: 'path' | 'query') => {
    if (!schema) return []
    const { properties = {}, required = [] } = schemaOf(schema, components) as { properties?: Record<string, Json>; required?: string[] }
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

function success(endpoint: Endpoint, components: Json): Json {
  const status = String(endpoint.status ?? 200)
  if (isPlain(endpoint.reply)) {
    const { mediaType, plain } = endpoint.reply
    const schema = plain === 'bytes' ? {} : { type: 'string' }
    return { [status]: { description: 'Done', content: { [mediaType]: { schema } } } }
  }
  if (status === '204') return { [status]: { description: 'Done; nothing more to say' } }
  return { [status]: { description: 'Done', content: { 'application/json': { schema: schemaOf(endpoint.reply, components) } } } }
}

function needsText({ needs, personOnly }: Endpoint): string {
  if (needs === 'anyone') return 'Needs no sign-in.'
  const what = needs === 'signed_in' ? 'Needs a sign-in.' : `Needs the permission \`${needs}\`: ${permissions[needs]}.`
  return personOnly ? `${what} Only for persons, not for API tokens.` : what
}

function operationOf(noun: string, name: string, endpoint: Endpoint, components: Json): Json {
  const isOpen = endpoint.needs === 'anyone'
  const parameters = [
    ...parametersOf(endpoint, components),
    ...(isRepeatable(endpoint) ? [{ $ref: '#/components/parameters/IdempotencyKey' }] : []),
  ]
  return {
    operationId: `${noun}.${name}`,
    tags: [noun],
    summary: endpoint.summary,
    description: [endpoint.description, needsText(endpoint)].filter(Boolean).join('\n\n'),
    security: isOpen ? [] : endpoint.personOnly ? [{ session: [] }] : [{ session: [] }, { token: [] }],
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(endpoint.body
      ? { requestBody: { required: true, content: { 'application/json': { schema: schemaOf(endpoint.body, components) } } } }
      : {}),
    ...(endpoint.takes === 'bytes' ? { requestBody: { required: true, content: { '*/*': { schema: {} } } } } : {}),
    responses: {
      ...success(endpoint, components),
      ...problemResponses([
        ...always,
        ...(isOpen ? [] : whereSignedIn),
        ...(isRepeatable(endpoint) ? ['key_reused' as const] : []),
        ...(endpoint.refusals ?? []),
      ]),
    },
  }
}

function apiPaths(components: Json): Json {
  const paths: Record<string, Json> = {}
  for (const [noun, endpoints] of Object.entries(api)) {
    for (const [name, endpoint] of Object.entries(endpoints) as [string, Endpoint][]) {
      const path = `${apiPrefix}${endpoint.path.replace(/:(\w+)/g, '{$1}')}`
      paths[path] = { ...paths[path], [endpoint.method.toLowerCase()]: operationOf(noun, name, endpoint, components) }
    }
  }
  return paths
}

const idempotencyKey = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description:
    'A key of the caller’s own making, 16 to 64 visible ASCII characters, new for each thing to be done. Sent again with the same request within seven days it is done once: the first answer comes again, with the header `idempotent-replay: true`. With another request it is refused as `key_reused`. A request that was refused is tried anew.',
  schema: { type: 'string', pattern: '^[\\x21-\\x7e]{16,64}$' },
}

export function printOpenapi(): Json {
  const schemas: Json = { Problem: problemSchema }
  const paths = { ...apiPaths(schemas), ...hookPaths() }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Tickmark',
      version: 'v1',
      summary: 'Alerts, reviews, coverage, incidents, the evidence ledger and audit packages.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/', description: 'This server' }],
    tags: [...Object.keys(api), 'hook'].map((name) => ({ name })),
    paths,
    components: {
      schemas,
      parameters: { IdempotencyKey: idempotencyKey },
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

let printed: Json | undefined

/** Printed when it is first asked for: that takes a second, which no start has to wait for. */
export function openapiDocument(): Json {
  printed ??= printOpenapi()
  return printed
}
