// What goes into the ledger when a delivery arrives, and when an alert begins or ends.
import type { AlertId, DeliveryId, SourceId } from '../kernel/ids.ts'
import type { Instant } from '../kernel/instant.ts'
import type { NewEntry } from '../ledger/entry.ts'
import type { Observation } from './observation.ts'

const monitoring = ['CC7.2'] as const

export type DeliveryOnRecord = {
  deliveryId: DeliveryId
  sourceId: SourceId
  receivedAt: Instant
  state: 'accepted' | 'repeated' | 'refused'
  authentication: 'verified' | 'url_only' | 'failed' | 'unchecked'
  observations: number
  omitted: number
  reason: string | null
  repeats: DeliveryId | null
  file: { sha256: string; size: number; type: string }
}

export function deliveryEntry(delivery: DeliveryOnRecord): NewEntry {
  return {
    kind: delivery.state === 'refused' ? 'delivery.refused' : 'delivery.received',
    act: delivery.sourceId,
    obj: delivery.deliveryId,
    at: delivery.receivedAt,
    takenAt: delivery.receivedAt,
    ctl: monitoring,
    detail: {
      source: delivery.sourceId,
      state: delivery.state,
      authentication: delivery.authentication,
      observations: delivery.observations,
      omitted: delivery.omitted,
      ...(delivery.reason === null ? {} : { reason: delivery.reason }),
      ...(delivery.repeats === null ? {} : { repeats: delivery.repeats }),
    },
    file: delivery.file,
  }
}

/** A time the source claims is put on record as the time of the event, unless it lies in the future of our clock. */
function claimed(said: Instant | null, receivedAt: Instant): Instant {
  return said !== null && said <= receivedAt ? said : receivedAt
}

export type AlertOnRecord = {
  alertId: AlertId
  number: number
  episode: number
  reviewTargetSeconds: number
  said: Observation
  receivedAt: Instant
  deliveryId: DeliveryId
  source: { sourceId: SourceId; name: string; integration: string }
}

export function alertReceivedEntry(alert: AlertOnRecord): NewEntry {
  const { said, source } = alert
  return {
    kind: 'alert.received',
    act: source.sourceId,
    obj: alert.alertId,
    at: claimed(said.startedAt, alert.receivedAt),
    takenAt: alert.receivedAt,
    ctl: monitoring,
    detail: {
      number: alert.number,
      source: source.sourceId,
      source_name: source.name,
      integration: source.integration,
      fingerprint: said.fingerprint,
      episode: alert.episode,
      status: said.status,
      severity: said.severity,
      title: said.title,
      link: said.link,
      is_test: said.isTest,
      occurred_at: said.startedAt,
      review_target_seconds: alert.reviewTargetSeconds,
      delivery: alert.deliveryId,
    },
  }
}

/** Also for an alert that was over when it arrived: its end is on record like any other. */
export function alertResolvedEntry(alert: Pick<AlertOnRecord, 'alertId' | 'said' | 'receivedAt' | 'deliveryId' | 'source'>): NewEntry {
  return {
    kind: 'alert.resolved',
    act: alert.source.sourceId,
    obj: alert.alertId,
    at: claimed(alert.said.endedAt, alert.receivedAt),
    takenAt: alert.receivedAt,
    ctl: monitoring,
    detail: { ended_at: alert.said.endedAt, delivery: alert.deliveryId },
  }
}
