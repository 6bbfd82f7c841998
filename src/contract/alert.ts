// Alerts: the queue, one alert with its history, and reviews.
import { z } from 'zod'
import { dispositions } from '../core/alert/disposition.ts'
import { endpoint } from './endpoint.ts'
import { IncidentState } from './incidentParts.ts'
import { EntryState, idOf, Time, Who, words } from './shapes.ts'
import { Delivery, IntegrationId } from './source.ts'

export const Disposition = z.enum(dispositions)
export const Timeliness = z
  .enum(['open', 'overdue', 'in_time', 'late'])
  .describe('open/overdue: not reviewed yet, before/after the target; in_time/late: when the first review was recorded')

export const Review = z.object({
  id: idOf('review'),
  disposition: Disposition,
  reason: z.string(),
  reviewer: Who,
  reviewed_at: Time,
  corrects: idOf('review').nullable(),
})

export const Alert = z.object({
  id: idOf('alert'),
  number: z.string().describe('ALR-4031'),
  source: z.object({ id: idOf('source'), name: z.string(), integration: IntegrationId }),
  fingerprint: z.string(),
  episode: z.number().int(),
  status: z.enum(['firing', 'resolved']),
  severity: z.string().nullable().describe('as the source said it'),
  title: z.string(),
  link: z.string().nullable(),
  is_test: z.boolean(),
  suggested_disposition: Disposition.nullable(),
  occurred_at: Time.nullable().describe('by the source’s clock'),
  ended_at: Time.nullable().describe('by the source’s clock'),
  received_at: Time,
  resolved_at: Time.nullable(),
  last_observed_at: Time,
  observations: z.number().int(),
  review_due_at: Time.describe('received_at plus the target in force then'),
  timeliness: Timeliness,
  review: Review.nullable().describe('the latest; earlier ones are in `reviews` of the single alert'),
})

export const EntryLine = z.object({
  index: z.number().int().nullable().describe('null while pending'),
  kind: z.string(),
  at: Time,
  recorded_at: Time,
  state: EntryState,
  leaf_hash: z.string(),
  by: Who,
})

export const Observation = z.object({
  delivery_id: idOf('delivery'),
  recorded_at: Time,
  status: z.enum(['firing', 'resolved']),
  severity: z.string().nullable(),
  title: z.string(),
  started_at: Time.nullable(),
  ended_at: Time.nullable(),
})

export const AlertWithHistory = Alert.extend({
  summary: z.string().nullable(),
  labels: z.record(z.string(), z.string()),
  reviews: z.array(Review),
  recent_observations: z.array(Observation).describe('the latest 100'),
  deliveries: z.array(Delivery).describe('the first and the latest 20 that spoke of it'),
  entries: z.array(EntryLine),
  incident: z
    .object({
      id: idOf('incident'),
      number: z.string(),
      title: z.string(),
      state: IncidentState,
      is_redacted: z.boolean().describe('it is private, and the caller is not on it: the title is not told'),
    })
    .nullable()
    .describe('the one it is part of now; incidents that were merged or dismissed have none'),
  earlier_episodes: z.array(z.object({ id: idOf('alert'), number: z.string(), received_at: Time, disposition: Disposition.nullable() })),
})

export const alertFilter = {
  review: z.enum(['unreviewed', 'reviewed']).optional(),
  source: idOf('source').optional(),
  status: z.enum(['firing', 'resolved']).optional(),
  severity: z.string().max(200).optional(),
  disposition: Disposition.optional(),
  timeliness: z.enum(['overdue', 'late']).optional(),
  received_from: z.iso.datetime({ offset: true }).optional(),
  received_to: z.iso.datetime({ offset: true }).optional(),
  q: z.string().max(200).optional().describe('words of title, fingerprint, labels or number; prefixes match'),
}

export const AlertOrder = z.enum(['newest', 'oldest', 'severity', 'due'])

const sort = AlertOrder.default('newest')

const Outcome = z.object({ id: idOf('alert'), code: z.string(), message: z.string() })

export const alertApi = {
  list: endpoint({
    method: 'GET',
    path: '/alerts',
    needs: 'alert:read',
    summary: 'Alerts, newest first unless another order is asked for',
    description:
      'Orders: `newest` and `oldest` by receipt; `severity` the worst first, words that are not placed and none at all last, the newest first among equals; `due` what waits for its review by its deadline, then the reviewed, newest first. With words (`q`) there is only `newest`. A cursor leads on in the order it was made in; another order is begun without one.',
    query: z
      .object({
        ...alertFilter,
        sort,
        cursor: z.string().max(200).optional(),
        limit: z.coerce.number().int().min(1).max(500).default(50),
      })
      .strict(),
    reply: z.object({ items: z.array(Alert), next_cursor: z.string().nullable() }),
  }),
  count: endpoint({
    method: 'GET',
    path: '/alerts/count',
    needs: 'alert:read',
    summary: 'How many alerts a filter holds',
    description: '`total` counts up to 100,000, with words up to 500; `exact` is false where there are more.',
    query: z.object(alertFilter).strict(),
    reply: z.object({ total: z.number().int(), exact: z.boolean(), unreviewed: z.number().int(), overdue: z.number().int() }),
  }),
  severities: endpoint({
    method: 'GET',
    path: '/alerts/severities',
    needs: 'alert:read',
    summary: 'The severities sources have named, for the filter',
    reply: z.object({ items: z.array(z.string()) }),
  }),
  exportCsv: endpoint({
    method: 'GET',
    path: '/alerts.csv',
    needs: 'alert:read',
    summary: 'What the list shows, as CSV (RFC 4180), at most 100,000 rows',
    description:
      'Text that a spreadsheet would take for a formula (it begins with = + - @, a tab or a carriage return) has an apostrophe before it.',
    query: z.object({ ...alertFilter, sort }).strict(),
    reply: { plain: 'bytes', mediaType: 'text/csv; charset=utf-8' },
  }),
  get: endpoint({
    method: 'GET',
    path: '/alerts/:alertId',
    needs: 'alert:read',
    summary: 'One alert with its observations, reviews and entries',
    params: z.object({ alertId: idOf('alert') }),
    reply: AlertWithHistory,
    refusals: ['not_found'],
  }),
  review: endpoint({
    method: 'POST',
    path: '/alerts/:alertId/review',
    needs: 'alert:review',
    status: 201,
    summary: 'Record what an alert turned out to be',
    params: z.object({ alertId: idOf('alert') }),
    body: z.object({ disposition: Disposition, reason: words(2000, 3) }).strict(),
    reply: Alert,
    refusals: ['not_found', 'already_reviewed', 'reason_needed'],
  }),
  correctReview: endpoint({
    method: 'POST',
    path: '/alerts/:alertId/review/correct',
    needs: 'alert:review',
    status: 201,
    summary: 'Correct a review: a new one that names the one it corrects; the first stays on record',
    params: z.object({ alertId: idOf('alert') }),
    body: z.object({ disposition: Disposition, reason: words(2000, 3) }).strict(),
    reply: Alert,
    refusals: ['not_found', 'not_reviewed', 'nothing_changed', 'reason_needed'],
  }),
  reviewMany: endpoint({
    method: 'POST',
    path: '/alerts/review',
    needs: 'alert:review',
    summary: 'Record the same disposition with one reason for up to 500 alerts',
    description: 'Each alert is decided by itself: those already reviewed are left alone and listed in `refused`.',
    body: z.object({ alert_ids: z.array(idOf('alert')).min(1).max(500), disposition: Disposition, reason: words(2000, 3) }).strict(),
    reply: z.object({ reviewed: z.array(idOf('alert')), refused: z.array(Outcome) }),
    refusals: ['reason_needed'],
  }),
  dispositions: endpoint({
    method: 'GET',
    path: '/dispositions',
    needs: 'alert:read',
    summary: 'The dispositions with their definitions',
    reply: z.object({
      items: z.array(z.object({ id: Disposition, label: z.string(), definition: z.string(), not_an_incident: z.boolean() })),
    }),
  }),
}
