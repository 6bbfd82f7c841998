// Alerts with their reviews, and deliveries with what was made of them, as their entries call for them.
import { type FoldedAlert, foldAlert } from '../../../core/alert/foldAlert.ts'
import { type FoldedDelivery, foldDelivery } from '../../../core/alert/foldDelivery.ts'
import { type ExpectedRow, foldAll, hexBytes, type Noun, shape } from './noun.ts'

function alertRow(alert: FoldedAlert): ExpectedRow {
  const [first, last] = [alert.reviews[0], alert.reviews.at(-1)]
  return {
    table: 'alert',
    key: '',
    index: alert.index,
    columns: {
      number: alert.number,
      source_id: alert.source,
      fingerprint: alert.fingerprint,
      episode: alert.episode,
      status: alert.status,
      severity: alert.severity,
      title: alert.title,
      link: alert.link,
      is_test: alert.isTest,
      occurred_at: alert.occurredAt,
      ended_at: alert.endedAt,
      received_at: alert.receivedAt,
      resolved_at: alert.resolvedAt,
      review_target_seconds: alert.reviewTargetSeconds,
      first_reviewed_at: first?.reviewedAt ?? null,
      disposition: last?.disposition ?? null,
      review_id: last?.review ?? null,
    },
  }
}

function reviewRow(review: FoldedAlert['reviews'][number]): ExpectedRow {
  return {
    table: 'review',
    key: review.review ?? '',
    index: review.index,
    columns: {
      disposition: review.disposition,
      reason: review.reason,
      reviewer: review.reviewer,
      reviewer_name: review.reviewerName ?? undefined,
      reviewed_at: review.reviewedAt,
      corrects: review.corrects,
      entry_id: review.entryId ?? undefined,
    },
  }
}

export const alerts: Noun = {
  prefix: 'alr_',
  tables: [
    shape(
      'alert',
      'alert_id',
      "''",
      'number source_id fingerprint episode status severity title link is_test occurred_at ended_at received_at resolved_at review_target_seconds first_reviewed_at disposition review_id',
    ),
    shape('review', 'alert_id', 'review_id', 'disposition reason reviewer reviewer_name reviewed_at corrects entry_id'),
  ],
  expect: (entries) => {
    const alert = foldAll(foldAlert, entries)
    if (alert === undefined) return { rows: [], contradictions: [] }
    return { rows: [alertRow(alert), ...alert.reviews.map(reviewRow)], contradictions: alert.contradictions }
  },
}

function deliveryRows(delivery: FoldedDelivery): ExpectedRow[] {
  const { reinterpreted } = delivery
  const observations = reinterpreted?.observations ?? delivery.observations
  const row: ExpectedRow = {
    table: 'delivery',
    key: '',
    index: delivery.index,
    columns: {
      source_id: delivery.source,
      received_at: delivery.receivedAt,
      state: delivery.state,
      reason: delivery.reason,
      repeats: delivery.repeats,
      authentication: delivery.authentication,
      observations: delivery.observations,
      omitted: delivery.omitted,
      sha256: hexBytes(delivery.sha256),
      size: delivery.size,
      content_type: delivery.contentType,
      'observations kept': observations,
    },
  }
  if (reinterpreted === null) return [row]
  const { at, by, reason } = reinterpreted
  const columns = { observations: reinterpreted.observations, reason, asked_by: by, reinterpreted_at: at }
  return [row, { table: 'reinterpretation', key: '', index: delivery.index, columns }]
}

const kept = '(select count(*) from observation o where o.org_id = delivery.org_id and o.delivery_id = delivery.delivery_id)'

export const deliveries: Noun = {
  prefix: 'dlv_',
  tables: [
    shape(
      'delivery',
      'delivery_id',
      "''",
      'source_id received_at state reason repeats authentication observations omitted sha256 size content_type',
      { computed: { 'observations kept': kept } },
    ),
    shape('reinterpretation', 'delivery_id', "''", 'observations reason asked_by reinterpreted_at'),
  ],
  expect: (entries) => {
    const delivery = foldAll(foldDelivery, entries)
    if (delivery === undefined) return { rows: [], contradictions: [] }
    return { rows: deliveryRows(delivery), contradictions: delivery.contradictions }
  },
}
