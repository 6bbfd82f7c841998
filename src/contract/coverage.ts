// Coverage: was each source alive, day by day, and what explains the days it was not?
import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { CalendarDate, idOf, Time, Who, words } from './shapes.ts'
import { CoverageIntent, IntegrationId } from './source.ts'

export const Gap = z.object({
  id: idOf('gap'),
  source: z.object({ id: idOf('source'), name: z.string(), integration: IntegrationId }),
  started_at: Time.describe('the last sign of life before the silence'),
  detected_at: Time,
  ended_at: Time.nullable(),
  seconds: z.number().int().describe('until now where it has not ended'),
  note: z.string().nullable().describe('what Tickmark itself knows about it: that it was not running for part of the time'),
  explanation: z.string().nullable(),
  explained_by: Who.nullable(),
  explained_at: Time.nullable(),
})

export const CoverageDay = z.object({
  day: CalendarDate,
  alerts: z.number().int(),
  reviewed: z.number().int(),
  late: z.number().int().describe('reviewed late, or overdue now'),
  heartbeats: z.number().int(),
  deliveries: z.number().int(),
  refused: z.number().int(),
  gap_seconds: z.number().int().describe('seconds of this day inside a coverage gap'),
  gap_explained: z.boolean(),
  state: z
    .enum(['before', 'quiet', 'alive', 'gap', 'not_watched', 'after'])
    .describe(
      'before/after: the source did not exist or was retired; quiet: watched and heard, no alert; alive: heard with alerts; not_watched: no heartbeat interval was set and nothing was heard',
    ),
})

export const coverageApi = {
  get: endpoint({
    method: 'GET',
    path: '/coverage',
    needs: 'coverage:read',
    summary: 'Per source and day: alerts, reviews, heartbeats, gaps',
    description: 'Days are UTC days, as in the daily entries of the ledger. At most 400 days.',
    query: z.object({ from: CalendarDate, to: CalendarDate }).strict(),
    reply: z.object({
      from: CalendarDate,
      to: CalendarDate,
      sources: z.array(
        z.object({
          id: idOf('source'),
          name: z.string(),
          integration: IntegrationId,
          coverage_intent: CoverageIntent,
          heartbeat_seconds: z.number().int().nullable(),
          created_at: Time,
          retired_at: Time.nullable(),
          days: z.array(CoverageDay),
        }),
      ),
    }),
    refusals: ['period_not_valid'],
  }),
  gaps: endpoint({
    method: 'GET',
    path: '/gaps',
    needs: 'coverage:read',
    summary: 'Coverage gaps, newest first',
    query: z
      .object({
        state: z.enum(['open', 'unexplained', 'all']).default('all'),
        source: idOf('source').optional(),
        cursor: z.string().max(200).optional(),
        limit: z.coerce.number().int().min(1).max(500).default(50),
      })
      .strict(),
    reply: z.object({ items: z.array(Gap), next_cursor: z.string().nullable() }),
  }),
  explain: endpoint({
    method: 'POST',
    path: '/gaps/:gapId/explain',
    needs: 'coverage:explain',
    status: 201,
    summary: 'Explain why a source was silent',
    params: z.object({ gapId: idOf('gap') }),
    body: z.object({ explanation: words(2000, 3) }).strict(),
    reply: Gap,
    refusals: ['not_found', 'already_explained'],
  }),
}
