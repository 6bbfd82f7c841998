// What it takes to understand one monitoring tool. An integration decides; it does no I/O, asks no clock and keeps no state.
import type { Interpretation } from '../core/alert/observation.ts'
import type { Instant } from '../core/kernel/instant.ts'

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
export type IntegrationId = (typeof integrationIds)[number]

/** One delivery as it arrived. Header names are lower case; a repeated header is joined with `, `. */
export type IncomingDelivery = {
  headers: Readonly<Record<string, string>>
  /** The body after transfer and content decoding, byte for byte. */
  body: Uint8Array
  receivedAt: Instant
}

/** Cryptography is handed in, so that an integration stays pure and runs in the browser's trial as well. */
export type Verifier = {
  hmacSha256(key: Uint8Array, message: Uint8Array): Uint8Array
  equal(left: Uint8Array, right: Uint8Array): boolean
  /** RSA PKCS#1 v1.5 over the message, key from a PEM certificate valid at `at`; false for anything it cannot read. */
  rsaVerify(hash: 'sha1' | 'sha256', certificatePem: string, message: Uint8Array, signature: Uint8Array, at: Instant): boolean
}

export type Authentication =
  /** The source's signature over these bytes was checked and holds. */
  | { kind: 'verified'; by: string }
  /** The tool signs nothing, or no secret was given: the secret URL alone vouches for it. */
  | { kind: 'url_only' }
  /** A signature was due and is missing or wrong: the delivery is refused. */
  | { kind: 'failed'; reason: string }
  /** A signature is there, but what it takes to check it (a certificate) must be fetched first. */
  | { kind: 'needs_certificate'; url: string }

/** What the operator set on the source. `secret` is what the tool signs with, exactly as it was pasted. */
export type SourceSettings = {
  secret: string | null
  /** PEM certificates by URL, fetched earlier or pasted by the operator (SNS). */
  certificates: Readonly<Record<string, string>>
  /** For `generic`: JSON pointers (RFC 6901), see `generic.ts`. */
  mapping: Readonly<Record<string, unknown>> | null
}

export type SetupStep = { title: string; text: string; code?: { language: string; text: string } }

export type Integration = {
  id: IntegrationId
  title: string
  /** One sentence for the list a person chooses from. */
  summary: string
  /** Does the tool sign its requests, and must the operator give a secret for that? */
  signature: 'required' | 'optional' | 'none'
  /** Where in the tool the secret is found or set, for the form's label; null where there is none. */
  secretHint: string | null
  /**
   * `always`: every firing is followed by a resolved when the tool is set up as told. `configured`: only if the customer
   * turned it on. `never`: the tool has no such message; a new observation after a review opens a new alert.
   */
  closes: 'always' | 'configured' | 'never'
  /** Tools that drop events for good or disable the hook after a 4xx get a 2xx also for a refused delivery, which is kept. */
  answerRefused: 'accept' | 'refuse'
  /** The tool's own id of this delivery, the same on a redelivery; null where it has none. */
  deliveryId(delivery: IncomingDelivery): string | null
  authenticate(delivery: IncomingDelivery, settings: SourceSettings, verifier: Verifier): Authentication
  observe(delivery: IncomingDelivery, settings: SourceSettings): Interpretation
  /** JSON pointers (with `*` for every member) to values that people must not see; hashes are over the bytes as received. */
  secretsInBody: readonly string[]
  /** What the person sees after adding the source, `{{hook_url}}` standing for the source's own address. */
  setup: readonly SetupStep[]
}

export function defineIntegration(integration: Integration): Integration {
  return integration
}
