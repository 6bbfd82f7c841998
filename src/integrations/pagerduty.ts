// PagerDuty: V3 webhook subscriptions. The alert is PagerDuty's incident.
import type { AlertStatus, Interpretation } from '../core/alert/observation.ts'
import { defineIntegration } from './defineIntegration.ts'
import { firstText, isObject, pick, pickText } from './pick.ts'
import { type JsonObject, type JsonValue, readJson } from './readJson.ts'
import { readTime } from './readTime.ts'
import { checkBodyHmac } from './signature.ts'
import { keyText } from './text.ts'
import { nothing, oneObservation, unreadable } from './toObservation.ts'

const signatureHeader = 'X-PagerDuty-Signature'

export const pagerduty = defineIntegration({
  id: 'pagerduty',
  title: 'PagerDuty',
  summary: 'Incidents of PagerDuty, through a V3 webhook subscription.',
  // Optional only because PagerDuty makes the secret after it was given the address.
  signature: 'optional',
  secretHint: 'The signing secret PagerDuty shows once, when the webhook subscription is saved; add it here then.',
  closes: 'always',
  // A 4xx loses the event, and three in a row disable the subscription for a day.
  answerRefused: 'accept',
  // The id of the event stays the same when it is sent again, and unlike the headers it is signed.
  deliveryId: (delivery) => {
    const payload = readJson(delivery.body)
    const id = payload.ok ? pickText(payload.value, 'event', 'id') : null
    return id === null ? null : keyText(id, 200)
  },
  authenticate: (delivery, settings, verifier) =>
    settings.secret === null
      ? { kind: 'url_only' }
      : checkBodyHmac(verifier, settings.secret, delivery.body, {
          name: signatureHeader,
          value: delivery.headers['x-pagerduty-signature'],
          signatures: signaturesOf,
        }),
  observe: (delivery) => {
    const payload = readJson(delivery.body)
    return payload.ok ? observeEvent(payload.value) : unreadable(payload.reason)
  },
  // The key of an events integration, should somebody send such a request here by mistake.
  secretsInBody: ['/routing_key', '/service_key'],
  setup: [
    {
      title: 'Create a webhook subscription',
      text: 'In PagerDuty: Integrations → Generic Webhooks (v3) → New Webhook. Webhook URL as below; scope: the whole account, a team or a service; events: all that begin with “incident.”.',
      code: { language: 'text', text: '{{hook_url}}' },
    },
    {
      title: 'Give this source the signing secret',
      text: 'PagerDuty shows it once, when the subscription is saved. Paste it here as it stands. Until then deliveries are vouched for by the secret address alone.',
    },
    {
      title: 'Test that it arrives',
      text: 'Open the subscription and press Send Test Event: a test alert arrives here.',
    },
  ],
})

/** `v1=<hex>`, several while the secret is being changed; versions other than 1 are left out. */
function signaturesOf(value: string): string[] {
  return value
    .split(',', 40)
    .map((part) => part.trim())
    .filter((part) => part.startsWith('v1='))
    .map((part) => part.slice(3))
}

function observeEvent(payload: JsonValue): Interpretation {
  const event = pick(payload, 'event')
  if (!isObject(event)) return unreadable(whyNoEvent(payload))
  const type = pickText(event, 'event_type') ?? ''
  const data = pick(event, 'data')
  if (type === 'pagey.ping') return observePing(event)
  if (isObject(data) && pick(data, 'type') === 'incident') return observeIncident(event, data, type)
  if (isObject(data) || type !== '')
    return nothing(`The event ${type || 'without a type'} does not say whether an incident is open or resolved, so no alert changes.`)
  return unreadable('The PagerDuty event has neither a type nor data.')
}

function whyNoEvent(payload: JsonValue): string {
  if (pick(payload, 'messages') !== undefined) {
    return 'This is a PagerDuty V1 or V2 webhook, which PagerDuty has switched off. Create a V3 webhook subscription (Integrations → Generic Webhooks (v3)).'
  }
  if (pick(payload, 'routing_key') !== undefined) {
    return 'This is a request for PagerDuty’s Events API, made by a tool that wants to trigger PagerDuty. This address takes the webhooks that PagerDuty sends.'
  }
  return 'This is not a PagerDuty V3 webhook: there is no `event` in it.'
}

function observePing(event: JsonObject): Interpretation {
  return oneObservation({
    fingerprint: `ping:${pickText(event, 'id') ?? ''}`,
    status: 'firing',
    title: 'Test event from PagerDuty',
    summary: pickText(event, 'data', 'message'),
    startedAt: readTime(pick(event, 'occurred_at')),
    isTest: true,
  })
}

/** Every event that carries the incident says how it stands: acknowledged and escalated incidents are still open. */
function observeIncident(event: JsonObject, incident: JsonObject, type: string): Interpretation {
  const occurredAt = readTime(pick(event, 'occurred_at'))
  const status = statusOf(incident, type)
  const id = pickText(incident, 'id')
  if (id === null && pickText(incident, 'title') === null) return unreadable('The PagerDuty incident has neither an id nor a title.')
  return oneObservation({
    fingerprint: id ?? `derived:${pickText(incident, 'incident_key') ?? pickText(incident, 'title')}`,
    status,
    severity: firstText(pickText(incident, 'priority', 'summary'), pickText(incident, 'urgency')),
    title: firstText(pickText(incident, 'title'), pickText(incident, 'summary')) ?? 'PagerDuty incident',
    summary: pickText(incident, 'service', 'summary'),
    startedAt:
      readTime(pick(incident, 'reopened_at')) ??
      readTime(pick(incident, 'created_at')) ??
      (type === 'incident.triggered' ? occurredAt : null),
    // Other events about a resolved incident come later than its end.
    endedAt: type === 'incident.resolved' ? occurredAt : null,
    link: pick(incident, 'html_url'),
    labels: [
      ['service', pickText(incident, 'service', 'summary')],
      ['urgency', pickText(incident, 'urgency')],
      ['priority', pickText(incident, 'priority', 'summary')],
      ['status', pickText(incident, 'status')],
      ['number', pickText(incident, 'number')],
      ['incident_type', pickText(incident, 'incident_type', 'name')],
      ['escalation_policy', pickText(incident, 'escalation_policy', 'summary')],
      ['resolve_reason', pickText(incident, 'resolve_reason', 'type')],
    ],
  })
}

function statusOf(incident: JsonObject, type: string): AlertStatus {
  const status = pickText(incident, 'status')
  return status === 'resolved' || (status === null && type === 'incident.resolved') ? 'resolved' : 'firing'
}
