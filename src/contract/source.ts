// Sources: the monitoring systems that report here, and how to connect them.
import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { idOf, Time, words } from './shapes.ts'

/** The ids companies script against. A test holds this list against the registry of integrations. */
export const integrationIds = [
  'alertmanager',
  'grafana',
  'pagerduty',
  'opsgenie',
  'datadog',
  'sns',
  'cloudwatch',
  'guardduty',
  'securityhub',
  'sentry',
  'github',
  'cloudevents',
  'standard-webhooks',
  'generic',
] as const
export const IntegrationId = z.enum(integrationIds)

export const SetupStep = z.object({
  title: z.string(),
  text: z.string(),
  code: z.object({ language: z.string(), text: z.string() }).optional(),
})

export const Integration = z.object({
  id: IntegrationId,
  title: z.string(),
  summary: z.string(),
  signature: z.enum(['required', 'optional', 'none']),
  secret_hint: z.string().nullable(),
  closes: z.enum(['always', 'configured', 'never']),
  setup: z.array(SetupStep).describe('`{{hook_url}}` stands for the address of the source'),
})

export const CoverageIntent = z.enum(['24x7', 'business_hours'])

export const Source = z.object({
  id: idOf('source'),
  name: z.string(),
  integration: IntegrationId,
  signed: z.boolean().describe('a signing secret is set, so deliveries must be signed'),
  heartbeat_seconds: z.number().int().nullable(),
  review_target_seconds: z.number().int(),
  coverage_intent: CoverageIntent,
  mapping: z.record(z.string(), z.unknown()).nullable(),
  certificate_urls: z.array(z.string()),
  created_at: Time,
  retired_at: Time.nullable(),
  last_heard_at: Time.nullable(),
  last_delivery_at: Time.nullable(),
  health: z
    .enum(['never_heard', 'alive', 'silent', 'not_watched', 'retired'])
    .describe('silent: longer than the heartbeat interval; not_watched: no heartbeat interval is set'),
  unreviewed: z.number().int(),
  refused_7d: z.number().int(),
})

const secret = words(4000).nullable()
const seconds = z
  .number()
  .int()
  .min(60)
  .max(90 * 86400)
const mapping = z.record(z.string(), z.unknown()).nullable()
const certificates = z.record(z.string(), z.string().max(20_000))

export const SourceWithHook = Source.extend({
  hook_url: z.string().describe('shown once: the key in it is kept only as a hash'),
  heartbeat_url: z.string(),
  setup: z.array(SetupStep).describe('with the address filled in'),
})

export const sourceApi = {
  integrations: endpoint({
    method: 'GET',
    path: '/integrations',
    needs: 'source:read',
    summary: 'The tools that can be connected, and how',
    reply: z.object({ items: z.array(Integration) }),
  }),
  list: endpoint({
    method: 'GET',
    path: '/sources',
    needs: 'source:read',
    summary: 'Every source, retired ones last',
    reply: z.object({ items: z.array(Source) }),
  }),
  get: endpoint({
    method: 'GET',
    path: '/sources/:sourceId',
    needs: 'source:read',
    summary: 'One source',
    params: z.object({ sourceId: idOf('source') }),
    reply: Source,
    refusals: ['not_found'],
  }),
  create: endpoint({
    method: 'POST',
    path: '/sources',
    needs: 'source:write',
    status: 201,
    summary: 'Connect a monitoring system',
    description: 'Answers with the hook address, which holds the source’s key and is shown only here and after `renewKey`.',
    body: z
      .object({
        integration: IntegrationId,
        name: words(120),
        secret: secret.default(null).describe('what the tool signs with'),
        heartbeat_seconds: seconds.nullable().default(null),
        review_target_seconds: seconds.default(86_400),
        coverage_intent: CoverageIntent.default('24x7'),
        mapping: mapping.default(null),
        certificates: certificates.default({}),
      })
      .strict(),
    reply: SourceWithHook,
    refusals: ['already_exists'],
  }),
  change: endpoint({
    method: 'PATCH',
    path: '/sources/:sourceId',
    needs: 'source:write',
    summary: 'Change a source; alerts received earlier keep the review target they were received under',
    params: z.object({ sourceId: idOf('source') }),
    body: z
      .object({
        name: words(120).optional(),
        secret: secret.optional(),
        heartbeat_seconds: seconds.nullable().optional(),
        review_target_seconds: seconds.optional(),
        coverage_intent: CoverageIntent.optional(),
        mapping: mapping.optional(),
        certificates: certificates.optional(),
      })
      .strict(),
    reply: Source,
    refusals: ['not_found', 'already_exists', 'nothing_changed', 'already_retired'],
  }),
  renewKey: endpoint({
    method: 'POST',
    path: '/sources/:sourceId/key',
    needs: 'source:write',
    summary: 'Give the source a new hook address; the old one stops working at once',
    params: z.object({ sourceId: idOf('source') }),
    reply: SourceWithHook,
    refusals: ['not_found', 'already_retired'],
  }),
  retire: endpoint({
    method: 'POST',
    path: '/sources/:sourceId/retire',
    needs: 'source:write',
    summary: 'Retire a source: its hook closes, everything it sent stays',
    params: z.object({ sourceId: idOf('source') }),
    body: z.object({ reason: words(500, 3) }).strict(),
    reply: Source,
    refusals: ['not_found', 'already_retired'],
  }),
  tryMapping: endpoint({
    method: 'POST',
    path: '/integrations/generic/try',
    needs: 'source:read',
    summary: 'Try a mapping against a sample; nothing is kept',
    body: z.object({ mapping: z.record(z.string(), z.unknown()), sample: z.string().max(256 * 1024) }).strict(),
    reply: z.object({
      ok: z.boolean(),
      problems: z.array(z.object({ pointer: z.string(), message: z.string() })),
      alerts: z.array(
        z.object({
          fingerprint: z.string(),
          status: z.enum(['firing', 'resolved']),
          severity: z.string().nullable(),
          title: z.string(),
          summary: z.string().nullable(),
          started_at: Time.nullable(),
          ended_at: Time.nullable(),
          link: z.string().nullable(),
          is_test: z.boolean(),
        }),
      ),
    }),
  }),
}

export const deliveryStates = ['accepted', 'repeated', 'refused'] as const

export const Delivery = z.object({
  id: idOf('delivery'),
  source: z.object({ id: idOf('source'), name: z.string(), integration: IntegrationId }),
  received_at: Time,
  state: z.enum(deliveryStates),
  reason: z.string().nullable(),
  repeats: idOf('delivery').nullable(),
  authentication: z.enum(['verified', 'url_only', 'failed', 'unchecked']),
  content_type: z.string(),
  size: z.number().int(),
  sha256: z.string(),
  observations: z.number().int(),
  omitted: z.number().int(),
  reinterpreted_at: Time.nullable(),
})

export const deliveryApi = {
  list: endpoint({
    method: 'GET',
    path: '/deliveries',
    needs: 'delivery:read',
    summary: 'What sources sent, newest first',
    query: z
      .object({
        state: z.enum(deliveryStates).optional(),
        source: idOf('source').optional(),
        cursor: z.string().max(200).optional(),
        limit: z.coerce.number().int().min(1).max(500).default(50),
      })
      .strict(),
    reply: z.object({ items: z.array(Delivery), next_cursor: z.string().nullable() }),
  }),
  get: endpoint({
    method: 'GET',
    path: '/deliveries/:deliveryId',
    needs: 'delivery:read',
    summary: 'One delivery with its headers and its body for reading',
    description:
      'Secrets that the vendor puts into bodies and headers are replaced by `[redacted]`; the hash is over the bytes as received.',
    params: z.object({ deliveryId: idOf('delivery') }),
    reply: Delivery.extend({
      headers: z.record(z.string(), z.string()),
      body: z.object({
        text: z.string().nullable().describe('null where it is not UTF-8'),
        redacted: z.array(z.string()),
        truncated: z.boolean(),
        hex_start: z.string().describe('the first 4 KiB as hex, empty where something had to be redacted'),
      }),
      alerts: z.array(z.object({ id: idOf('alert'), number: z.string(), title: z.string(), status: z.enum(['firing', 'resolved']) })),
    }),
    refusals: ['not_found'],
  }),
  reinterpret: endpoint({
    method: 'POST',
    path: '/deliveries/:deliveryId/reinterpret',
    repeatable: false,
    needs: 'delivery:reinterpret',
    summary: 'Read a refused delivery again, after the source was mended',
    params: z.object({ deliveryId: idOf('delivery') }),
    reply: Delivery,
    refusals: ['not_found', 'nothing_changed', 'payload_not_readable'],
  }),
}
