// CloudEvents 1.0 over HTTP: structured, batched and binary mode, in JSON.
import type { Interpretation } from '../core/alert/observation.ts'
import { bytesOfBase64, textOfUtf8 } from './bytes.ts'
import { defineIntegration, type IncomingDelivery } from './defineIntegration.ts'
import { firstText, isObject, pick, pickText, textPairs } from './pick.ts'
import { readPlainAlert } from './plainAlert.ts'
import { type JsonObject, type JsonValue, readJson } from './readJson.ts'
import { readTime } from './readTime.ts'
import { keyText, shortHash } from './text.ts'
import { type Said, toObservations, unreadable } from './toObservation.ts'

export const cloudevents = defineIntegration({
  id: 'cloudevents',
  title: 'CloudEvents 1.0',
  summary: 'Events in the CloudEvents format, from Knative, Azure Event Grid, Google Eventarc or your own software.',
  signature: 'none',
  secretHint: null,
  closes: 'configured',
  answerRefused: 'refuse',
  // Source and id name an event; with the time and the status, because senders that reuse an id for the end of an alert exist.
  deliveryId: (delivery) => {
    const events = readEvents(delivery)
    const [event] = events.ok ? events.events : []
    if (!events.ok || events.events.length !== 1 || event === undefined) return null
    const [source, id] = [pickText(event, 'source'), pickText(event, 'id')]
    if (source === null || id === null) return null
    const more = [pickText(event, 'type'), pickText(event, 'time'), pickText(dataOf(event), 'status')].filter((part) => part !== null)
    return keyText([source, id, ...more].join(' '), 200)
  },
  authenticate: () => ({ kind: 'url_only' }),
  observe: (delivery) => {
    const events = readEvents(delivery)
    if (!events.ok) return unreadable(events.reason)
    return observeEvents(events.events)
  },
  secretsInBody: [],
  setup: [
    {
      title: 'Send events to this address',
      text: 'Every event becomes an alert, titled by its type and subject, under the key of its source and id. An object as `data` may say more, in these words: fingerprint, status (firing or resolved), severity, title, summary, started_at, ended_at, link, test, labels. To close an alert, send an event with the same fingerprint and the status resolved.',
      code: {
        language: 'sh',
        text: `curl -sS '{{hook_url}}' -H 'content-type: application/cloudevents+json' -d '{
  "specversion": "1.0", "type": "com.example.certificate.expiring", "source": "/certificates/watcher",
  "id": "'"$(date +%s%N)"'", "subject": "api.example.com",
  "data": { "fingerprint": "certificate/api.example.com", "status": "firing", "severity": "warning",
            "title": "Certificate of api.example.com expires in 9 days" }
}'`,
      },
    },
    {
      title: 'Knative',
      text: 'A trigger delivers events in binary mode, which is understood as well.',
      code: {
        language: 'yaml',
        text: `apiVersion: eventing.knative.dev/v1
kind: Trigger
metadata: { name: tickmark }
spec:
  broker: default
  filter: { attributes: { type: com.example.certificate.expiring } }
  subscriber: { uri: '{{hook_url}}' }`,
      },
    },
    {
      title: 'Test that it arrives',
      text: 'Run the command above: the alert appears within seconds. With `"test": true` in the data it is marked as a test.',
    },
  ],
})

type Events = { ok: true; events: readonly JsonObject[] } | { ok: false; reason: string }

function readEvents(delivery: IncomingDelivery): Events {
  const type = (delivery.headers['content-type'] ?? '').toLowerCase()
  if (/^application\/cloudevents(?:-batch)?\+(?!json)/.test(type)) {
    return { ok: false, reason: `Only the JSON format of CloudEvents is understood, not ${type.slice(0, 60)}.` }
  }
  const isStructured = type.startsWith('application/cloudevents')
  if (!isStructured && delivery.headers['ce-specversion'] !== undefined) return { ok: true, events: [binaryEvent(delivery, type)] }
  const payload = readJson(delivery.body)
  if (!payload.ok) return payload
  const events = Array.isArray(payload.value) ? payload.value : [payload.value]
  const readable = events.filter((event: JsonValue) => isObject(event)) as JsonObject[]
  if (readable.length === events.length && (isStructured || readable.some((event) => pick(event, 'specversion') !== undefined))) {
    return readable.length > 0 ? { ok: true, events: readable } : { ok: false, reason: 'The batch has no events in it.' }
  }
  return { ok: false, reason: 'This is not a CloudEvent: there are neither ce- headers nor a `specversion` in the body.' }
}

/** The attributes are in headers, percent-encoded; the body is the data. Brought into the form of a structured event. */
function binaryEvent(delivery: IncomingDelivery, type: string): JsonObject {
  const attributes = Object.entries(delivery.headers)
    .filter(([name]) => name.startsWith('ce-'))
    .map(([name, value]) => [name.slice(3), decodePercent(value)])
  const json = type === '' || /[/+]json\b/.test(type) ? readJson(delivery.body) : null
  const data: JsonValue = json?.ok ? json.value : textOfUtf8(delivery.body)
  return Object.fromEntries([...attributes, ['datacontenttype', type], ['data', data]])
}

function decodePercent(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

function observeEvents(events: readonly JsonObject[]): Interpretation {
  if (!events.some((event) => readEvent(event) !== null)) {
    return unreadable('The CloudEvent has neither an id nor a type, which the format requires.')
  }
  return toObservations(events, readEvent)
}

const coreAttributes = new Set([
  'specversion',
  'id',
  'source',
  'type',
  'subject',
  'time',
  'datacontenttype',
  'dataschema',
  'data',
  'data_base64',
])

function readEvent(event: JsonValue): Said | null {
  const [id, source, type, subject] = ['id', 'source', 'type', 'subject'].map((name) => pickText(event, name))
  if (id === null && type === null) return null
  const data = dataOf(event)
  const plain = readPlainAlert(data)
  return {
    ...plain.said,
    fingerprint: plain.fingerprint ?? (id ? `${source ?? ''}#${id}` : `derived:${shortHash(JSON.stringify([source, type, subject]))}`),
    title: firstText(plain.title, type && subject ? `${type}: ${subject}` : (type ?? null)) ?? `CloudEvent ${id}`,
    summary: plain.said.summary ?? (typeof data === 'string' ? data : null),
    startedAt: plain.said.startedAt ?? (plain.said.status === 'firing' ? readTime(pick(event, 'time')) : null),
    endedAt: plain.said.endedAt ?? readTime(pick(event, 'time')),
    labels: [
      ['type', type ?? null],
      ['source', source ?? null],
      ['subject', subject ?? null],
      ...textPairs(event).filter(([name]) => !coreAttributes.has(name)),
      ...(plain.said.labels ?? []),
    ],
  }
}

function dataOf(event: JsonValue): JsonValue | undefined {
  const data = pick(event, 'data')
  const encoded = pick(event, 'data_base64')
  if (data !== undefined || typeof encoded !== 'string') return data
  const bytes = bytesOfBase64(encoded)
  const json = bytes ? readJson(bytes) : null
  return json?.ok ? json.value : undefined
}
