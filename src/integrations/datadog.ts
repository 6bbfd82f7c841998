// Datadog: its webhook integration. The customer writes the payload, so every field is looked for under several names.
import type { AlertStatus, Interpretation } from '../core/alert/observation.ts'
import { defineIntegration, type IncomingDelivery } from './defineIntegration.ts'
import { firstText, isObject, textOf } from './pick.ts'
import { isForm, readForm } from './readForm.ts'
import { type JsonValue, type ReadJson, readJson } from './readJson.ts'
import { readTime } from './readTime.ts'
import { keyText, shortHash } from './text.ts'
import { oneObservation, unreadable } from './toObservation.ts'

export const datadog = defineIntegration({
  id: 'datadog',
  title: 'Datadog',
  summary: 'Monitors and other events of Datadog, through its webhook integration.',
  signature: 'none',
  secretHint: null,
  closes: 'always',
  answerRefused: 'accept',
  // The template may put anything under `id`, also what stays the same from trigger to recovery: with the time and transition it does not.
  deliveryId: (delivery) => {
    const fields = fieldsOf(delivery)
    if (!fields) return null
    const parts = [fields.text('id'), fields.text('date'), fields.text('last_updated'), fields.text('transition', 'alert_transition')]
    return parts[0] !== null && (parts[1] !== null || parts[2] !== null) ? keyText(parts.map((part) => part ?? '').join(':'), 200) : null
  },
  authenticate: () => ({ kind: 'url_only' }),
  observe: (delivery) => {
    const payload = readPayload(delivery)
    if (!payload.ok) return unreadable(payload.reason)
    const fields = fieldsOf(delivery)
    return fields
      ? observeEvent(fields)
      : unreadable('This is not a Datadog webhook: its payload is an object with the names the template gives.')
  },
  secretsInBody: [],
  setup: [
    {
      title: 'Add a webhook',
      text: 'In Datadog: Integrations → Webhooks → New. Name: tickmark; URL as below; leave “Encode as form” off. Replace the payload by this one: the default lacks what tells alerts apart and when they end.',
      code: {
        language: 'json',
        text: `{
  "id": "$ID",
  "event_type": "$EVENT_TYPE",
  "title": "$EVENT_TITLE",
  "alert_title": "$ALERT_TITLE",
  "body": "$TEXT_ONLY_MSG",
  "date": "$DATE",
  "last_updated": "$LAST_UPDATED",
  "transition": "$ALERT_TRANSITION",
  "aggregate": "$AGGREG_KEY",
  "alert_priority": "$ALERT_PRIORITY",
  "alert_type": "$ALERT_TYPE",
  "hostname": "$HOSTNAME",
  "tags": "$TAGS",
  "link": "$LINK",
  "org": { "id": "$ORG_ID", "name": "$ORG_NAME" }
}`,
      },
    },
    { title: 'The URL', text: 'Paste it into the URL field.', code: { language: 'text', text: '{{hook_url}}' } },
    {
      title: 'Notify it from every monitor',
      text: 'Write @webhook-tickmark into the message of each monitor, outside of conditions such as {{#is_alert}}, or the recovery is not sent. A notification rule (Monitors → Settings → Notification Rules) does it for all monitors at once.',
    },
    {
      title: 'Test that it arrives',
      text: 'Open a monitor, Edit, Test Notifications, choose Alert: it arrives here with [TEST] before its title and is marked as a test.',
    },
  ],
})

function readPayload(delivery: IncomingDelivery): ReadJson {
  if (!isForm(delivery)) return readJson(delivery.body)
  const form = readForm(delivery.body)
  return form ? { ok: true, value: form } : { ok: false, reason: 'The body is not the form its content type says it is.' }
}

type Fields = { text: (...names: string[]) => string | null; value: (...names: string[]) => JsonValue | undefined; isEmpty: boolean }

/** Names are compared without case and punctuation; a variable Datadog did not know (`$SOMETHING`) counts as absent. */
function fieldsOf(delivery: IncomingDelivery): Fields | null {
  const payload = readPayload(delivery)
  if (!payload.ok || !isObject(payload.value)) return null
  const byName = new Map(Object.entries(payload.value).map(([name, value]) => [plainName(name), value]))
  const text = (...names: string[]) => {
    for (const name of names) {
      const said = textOf(byName.get(plainName(name)))
      if (said !== null && !/^\$[A-Z_]+$/.test(said.trim())) return said
    }
    return null
  }
  const value = (...names: string[]) => names.map((name) => byName.get(plainName(name))).find((one) => one !== undefined)
  return { text, value, isEmpty: byName.size === 0 }
}

function plainName(name: string): string {
  return name
    .slice(0, 60)
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')
}

const prefix = /^\s*(\[test\]\s*)?\[((?:re-)?triggered|(?:re-)?warn|(?:re-)?no data|recovered|renotify)(?:\s+on\s+\{[^}]{0,300}\})?\]\s*/i

function observeEvent(fields: Fields): Interpretation {
  const written = fields.text('title', 'event_title', 'alert_title', 'text')
  const body = fields.text('body', 'event_msg', 'text_only_msg', 'message')
  if (fields.isEmpty || (written === null && body === null)) {
    return unreadable('There is neither a title nor a body in this payload. Use the payload that the set-up of this source shows.')
  }
  const marked = prefix.exec(written ?? '')
  const title = marked ? (written ?? '').slice(marked[0].length) : (written ?? '')
  const transition = (fields.text('transition', 'alert_transition') ?? marked?.[2] ?? '').toLowerCase()
  const ended = statusOf(transition, fields) === 'resolved'
  const date = readTime(fields.value('date')) ?? readTime(fields.value('last_updated'))
  return oneObservation({
    fingerprint: fingerprintOf(fields, title, body),
    status: ended ? 'resolved' : 'firing',
    severity: fields.text('alert_priority', 'priority', 'alert_type'),
    title: firstText(title.trim() || null, body) ?? 'Datadog event',
    summary: body,
    // A renotification comes long after the condition began, and says only when it was sent.
    startedAt: ended || transition.startsWith('re') ? null : date,
    endedAt: date,
    link: linkOf(fields, body),
    isTest: /^\s*\[test\]/i.test(written ?? ''),
    labels: labelsOf(fields),
  })
}

function statusOf(transition: string, fields: Fields): AlertStatus {
  if (transition !== '') return transition === 'recovered' ? 'resolved' : 'firing'
  return fields.text('alert_type')?.toLowerCase() === 'success' ? 'resolved' : 'firing'
}

/**
 * Best the aggregation key, which one group of one monitor keeps for ever; then the key of this one cycle; then the monitor
 * and its scope. Datadog's default payload has none of them: then the monitor in the link, and the title, must do.
 */
function fingerprintOf(fields: Fields, title: string, body: string | null): string {
  const key = fields.text('aggregate', 'aggreg_key', 'aggregation_key', 'alert_cycle_key', 'cycle_key')
  if (key !== null) return key
  const monitor = fields.text('alert_id', 'monitor_id')
  if (monitor !== null) return [monitor, fields.text('alert_scope', 'scope')].filter((part) => part !== null).join(' ')
  return `derived:${shortHash(JSON.stringify([/\/monitors\/(\d{1,20})/.exec(body ?? '')?.[1] ?? '', title.trim()]))}`
}

/** The default payload has its link in the Markdown of the body. */
const monitorLink = /\]\((https:\/\/[^\s()]{1,200}\/monitors\/[^\s()]{1,1500})\)/

function linkOf(fields: Fields, body: string | null): string | null {
  return fields.text('link', 'url') ?? monitorLink.exec((body ?? '').slice(0, 20_000))?.[1] ?? null
}

function labelsOf(fields: Fields): [string, string | null][] {
  const tags = (fields.text('tags') ?? '').slice(0, 8000).split(',', 50)
  return [
    ['event_type', fields.text('event_type')],
    ['hostname', fields.text('hostname', 'host')],
    ['transition', fields.text('transition', 'alert_transition')],
    ...tags.map((tag): [string, string] => {
      const colon = tag.indexOf(':')
      return colon > 0 ? [tag.slice(0, colon), tag.slice(colon + 1)] : [tag, 'true']
    }),
  ]
}
