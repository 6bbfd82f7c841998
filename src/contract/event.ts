// Live updates: what changed, so that open pages can ask again.
import { z } from 'zod'
import { endpoint } from './endpoint.ts'

export const topics = [
  'alert',
  'delivery',
  'source',
  'coverage',
  'ledger',
  'audit',
  'person',
  'incident',
  'runbook',
  'document',
  'escalation',
] as const
export type Topic = (typeof topics)[number]

/** `ids` are at most 50 objects that changed; empty means: ask again for everything of the topic. */
export const LiveEvent = z.object({ topic: z.enum(topics), ids: z.array(z.string()) })
export type LiveEvent = z.infer<typeof LiveEvent>

export const eventApi = {
  stream: endpoint({
    method: 'GET',
    path: '/events',
    needs: 'signed_in',
    summary: 'Server-sent events: which topics changed (never the data itself)',
    reply: { plain: 'events', mediaType: 'text/event-stream' },
  }),
}
