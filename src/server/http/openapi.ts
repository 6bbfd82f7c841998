// Prints the OpenAPI 3.1 document from the contract: what the server serves is what it says.
import { z } from 'zod'
import { Alert, EntryLine, Observation, Review } from '../../contract/alert.ts'
import { api } from '../../contract/api.ts'
import { Audit, AuditPackage } from '../../contract/audit.ts'
import { CoverageDay, Gap } from '../../contract/coverage.ts'
import { Currency } from '../../contract/currency.ts'
import { Acknowledgements, Approval, Document, DocumentLine, Draft, TextProblem, VersionLine } from '../../contract/documentShapes.ts'
import { apiPrefix, type Endpoint, isPlain, isRepeatable } from '../../contract/endpoint.ts'
import { CustodyEntry, Evidence, EvidenceWithCustody } from '../../contract/evidence.ts'
import { CatalogueSource, CriterionLine, CriterionName, FrameworkLine, Misreading } from '../../contract/framework.ts'
import { Incident, IncidentLine, ThreadItem } from '../../contract/incidentShapes.ts'
import { Checkpoint, Destination, Entry } from '../../contract/ledger.ts'
import { Organization } from '../../contract/organization.ts'
import { ApiToken, Invitation, Person } from '../../contract/person.ts'
import { Period, PopulationCount, PopulationItem } from '../../contract/population.ts'
import { Preservation } from '../../contract/preservation.ts'
import { DocumentVersion, RunbookLine, RunLine, StepMark } from '../../contract/runbook.ts'
import { Me, Session } from '../../contract/session.ts'
import { Who } from '../../contract/shapes.ts'
import { Delivery, deliveryStates, Integration, integrationIds, Source } from '../../contract/source.ts'
import { Upload } from '../../contract/upload.ts'
import type { RefusalCode } from '../../core/kernel/refusal.ts'
import { refusalCodes } from '../../core/kernel/refusal.ts'
import { permissions } from '../../core/people/permission.ts'
import { defectCode, statusOf } from './problem.ts'

type Json = Record<string, unknown>

const problemType = 'application/problem+json'
/** Any endpoint may answer these; 500 is the opaque one. */
const always: readonly RefusalCode[] = ['invalid_request', 'not_ready']
const whereSignedIn: readonly RefusalCode[] = ['not_signed_in', 'not_permitted']

/** Shapes that more than one answer holds: printed once, under their name. */
const named = z.registry<{ id: string }>()
const shapes = {
  Incident,
  IncidentLine,
  ThreadItem,
  Alert,
  Review,
  Observation,
  EntryLine,
  Delivery,
  Source,
  Integration,
  Gap,
  CoverageDay,
  Evidence,
  EvidenceWithCustody,
  CustodyEntry,
  Preservation,
  Upload,
  Checkpoint,
  Entry,
  Destination,
  Audit,
  AuditPackage,
  FrameworkLine,
  CriterionLine,
  CriterionName,
  Misreading,
  CatalogueSource,
  Period,
  PopulationCount,
  PopulationItem,
  DocumentVersion,
  Document,
  DocumentLine,
  VersionLine,
  Approval,
  TextProblem,
  Draft,
  Acknowledgements,
  Currency,
  RunbookLine,
  RunLine,
  StepMark,
  Organization,
  Person,
  Invitation,
  ApiToken,
  Session,
  Me,
  Who,
}
for (const [id, shape] of Object.entries(shapes)) named.add(shape, { id })

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

const key = {
  name: 'key',
  in: 'path',
  required: true,
  description: 'The source’s own key: it opens this hook and nothing else.',
  schema: { type: 'string' },
}

const receipt = {
  type: 'object',
  properties: {
    delivery_id: { type: 'string', pattern: '^dlv_[0-9a-f]{32}$' },
    state: { type: 'string', enum: [...deliveryStates] },
    observations: { type: 'integer', description: 'what it said about alerts: one for each' },
    repeats: { type: 'string', description: 'the earlier delivery that this one repeats' },
    reason: { type: 'string', description: 'why it was refused, or said nothing about any alert' },
  },
  required: ['delivery_id', 'state', 'observations'],
}

/** The hooks are no part of the contract: monitoring systems call them, in the formats those systems have. */
function hookPaths(): Json {
  const integration = { name: 'integration', in: 'path', required: true, schema: { type: 'string', enum: [...integrationIds] } }
  const turnedAway: RefusalCode[] = ['not_found', 'payload_too_large', 'request_timeout', 'not_ready']
  return {
    '/hooks/{integration}/{key}': {
      post: {
        operationId: 'hook.deliver',
        tags: ['hook'],
        summary: 'Deliver alerts in the tool’s own format',
        description:
          'The body is kept byte for byte before it is read; the answer comes once it is durable. What cannot be read is kept as a refused delivery, and still answered 202 where the tool would otherwise close the hook.',
        security: [],
        parameters: [integration, key],
        requestBody: { required: true, content: { '*/*': { schema: {} } } },
        responses: {
          '202': { description: 'Kept', content: { 'application/json': { schema: receipt } } },
          ...problemResponses([...turnedAway, 'not_signed_in', 'payload_not_readable']),
        },
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
        responses: {
          '202': { description: 'Heard', content: { 'application/json': { schema: { type: 'object' } } } },
          ...problemResponses(turnedAway),
        },
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
