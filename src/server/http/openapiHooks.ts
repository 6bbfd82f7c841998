// The hooks in the OpenAPI document: no part of the contract, because monitoring systems call them, in the formats those systems have.
import { deliveryStates, integrationIds } from '../../contract/source.ts'
import type { RefusalCode } from '../../core/kernel/refusal.ts'
import { problemResponses } from './openapiProblem.ts'

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

export function hookPaths(): Record<string, unknown> {
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
