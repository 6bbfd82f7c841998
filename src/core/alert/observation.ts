// What one delivery said about one alert, in the words of the source.
import type { Instant } from '../kernel/instant.ts'

export const alertStatuses = ['firing', 'resolved'] as const
export type AlertStatus = (typeof alertStatuses)[number]

export type Observation = {
  /** The source's own key for the condition, stable from firing to resolved; at most 512 characters. */
  fingerprint: string
  status: AlertStatus
  /** As the source said it, unmapped (`critical`, `P1`, `8`, `HIGH`); null where it says none. */
  severity: string | null
  /** At most 500 characters; never empty. */
  title: string
  /** More words of the source, at most 4,000 characters. */
  summary: string | null
  /** When the condition began, by the source's clock; null where it does not say. */
  startedAt: Instant | null
  /** When it ended, by the source's clock; null while firing or where it does not say. */
  endedAt: Instant | null
  /** An absolute http(s) link into the source's own interface. */
  link: string | null
  /** The source says itself that this is a test or a generated sample. */
  isTest: boolean
  /** Labels worth searching and filtering by; at most 64 pairs. */
  labels: Readonly<Record<string, string>>
}

/** What an integration makes of one payload. */
export type Interpretation =
  /** `omitted`: how many alerts the source says it left out of this payload (Alertmanager's `truncatedAlerts`). */
  | { kind: 'observations'; observations: readonly Observation[]; omitted?: number }
  /** Understood, and it says nothing about an alert (a comment, a ping, a configuration change): why, in a sentence. */
  | { kind: 'nothing'; reason: string; confirm?: SubscriptionConfirmation }
  /** Could not be understood: the delivery is refused, kept and listed with this sentence. */
  | { kind: 'unreadable'; reason: string }

/** A source asks us to fetch a URL to prove that we want its deliveries (AWS SNS). */
export type SubscriptionConfirmation = { url: string; topic: string }
