// Sentry: the webhooks of an internal integration (issue alerts, issues, metric alerts), and the body of the old plugin.
import type { Interpretation } from '../core/alert/observation.ts'
import { defineIntegration } from './defineIntegration.ts'
import { firstText, isObject, listOf, pick, pickText, textOf } from './pick.ts'
import { type JsonValue, readJson } from './readJson.ts'
import { readTime } from './readTime.ts'
import { checkBodyHmac } from './signature.ts'
import { keyText } from './text.ts'
import { nothing, oneObservation, unreadable } from './toObservation.ts'

const signatureHeader = 'Sentry-Hook-Signature'

export const sentry = defineIntegration({
  id: 'sentry',
  title: 'Sentry',
  summary: 'Issue alerts, issues and metric alerts, through an internal integration.',
  // Optional only because Sentry makes the secret after it was given the address.
  signature: 'optional',
  secretHint: 'The Client Secret on the page of the internal integration, once it is saved; add it here then.',
  // Issue alerts never end; issues and metric alerts do, where they are switched on as told.
  closes: 'configured',
  answerRefused: 'accept',
  deliveryId: (delivery) => {
    const id = delivery.headers['request-id']
    return id ? keyText(id, 200) : null
  },
  // Some requests have no body at all: the signature is then over nothing, and is there.
  authenticate: (delivery, settings, verifier) =>
    settings.secret === null
      ? { kind: 'url_only' }
      : checkBodyHmac(verifier, settings.secret, delivery.body, {
          name: signatureHeader,
          value: delivery.headers['sentry-hook-signature'] ?? delivery.headers['sentry-app-signature'],
          signatures: (value) => [value.trim()],
        }),
  observe: (delivery) => {
    if (delivery.body.length === 0) return nothing('The request has no body: Sentry sends such requests to try the address.')
    const payload = readJson(delivery.body)
    return payload.ok ? observeResource(payload.value, delivery.headers['sentry-hook-resource']) : unreadable(payload.reason)
  },
  // What a visitor’s browser sent is in the event, session cookies included.
  secretsInBody: ['/data/event/request/cookies', '/data/error/request/cookies', '/event/sentry.interfaces.Http/cookies'],
  setup: [
    {
      title: 'Create an internal integration',
      text: 'In Sentry: Settings → Developer Settings → Create New Integration → Internal Integration. Webhook URL as below; switch Alert Rule Action on; permission Issue & Event: Read; webhooks: issue. The issue webhook is what closes alerts here.',
      code: { language: 'text', text: '{{hook_url}}' },
    },
    {
      title: 'Give this source the Client Secret',
      text: 'It is on the page of the integration once it is saved. Until then deliveries are vouched for by the secret address alone.',
    },
    {
      title: 'Name it in alert rules',
      text: 'Alerts → Create Alert; as the action choose “Send a notification via” and the name of the integration. For metric alerts add it to each trigger; the return to normal is sent by itself.',
    },
    {
      title: 'Test that it arrives',
      text: 'Press Send Test Notification in an issue alert rule: Sentry’s sample event arrives here and is marked as a test.',
    },
  ],
})

function observeResource(payload: JsonValue, named: string | undefined): Interpretation {
  const data = pick(payload, 'data')
  const event = pick(data, 'event') ?? pick(data, 'error')
  if (isObject(event)) return observeEvent(event, data)
  if (isObject(pick(data, 'metric_alert'))) return observeMetricAlert(payload, data)
  if (isObject(pick(data, 'issue'))) return observeIssue(payload, pick(data, 'issue'))
  if (isObject(pick(payload, 'event')) && pick(payload, 'project') !== undefined) return observeLegacy(payload)
  const resource = firstText(textOf(named), isObject(data) ? 'this' : null)
  if (resource === null) return unreadable('This is not a Sentry webhook: there is neither an event nor an issue nor a metric alert in it.')
  return nothing(`Sentry’s “${resource}” request is not about an issue’s or an alert’s state, so no alert changes.`)
}

/** An issue alert, or an error by itself. The alert is the issue: so that the issue’s own webhook can close it. */
function observeEvent(event: JsonValue, data: JsonValue | undefined): Interpretation {
  const title = firstText(pickText(event, 'title'), pickText(event, 'message'), pickText(data, 'triggered_rule'))
  const issue = pickText(event, 'issue_id')
  if (issue === null && title === null) return unreadable('The Sentry event names neither its issue nor a title.')
  return oneObservation({
    fingerprint: `issue:${issue ?? pickText(event, 'event_id') ?? title}`,
    status: 'firing',
    severity: pickText(event, 'level'),
    title: title ?? 'Sentry event',
    summary: [pickText(event, 'culprit'), pickText(event, 'metadata', 'value')].filter((line) => line !== null).join('\n'),
    startedAt: readTime(pick(event, 'datetime')) ?? readTime(pick(event, 'timestamp')),
    link: pick(event, 'web_url'),
    isTest: listOf(pick(event, 'tags')).some(isSampleTag),
    labels: [
      ['rule', firstText(pickText(data, 'triggered_rule'), pickText(data, 'issue_alert', 'title'))],
      ['platform', pickText(event, 'platform')],
      ['environment', pickText(event, 'environment')],
      ['release', pickText(event, 'release')],
      ['project', pickText(event, 'project')],
      ['event', pickText(event, 'event_id')],
    ],
  })
}

/** The event Sentry makes up for Send Test Notification bears this tag. */
function isSampleTag(tag: JsonValue): boolean {
  const [name, value] = listOf(tag)
  return name === 'sample_event' && value === 'yes'
}

function observeIssue(payload: JsonValue, issue: JsonValue | undefined): Interpretation {
  const action = pickText(payload, 'action') ?? ''
  const status = pickText(issue, 'status') ?? action
  const name = firstText(pickText(issue, 'shortId'), pickText(issue, 'id')) ?? ''
  if (['ignored', 'archived'].includes(action) || status === 'ignored') {
    return nothing(`The issue ${name} was archived in Sentry, which does not mean that the error stopped. The alert stays as it was.`)
  }
  const id = pickText(issue, 'id')
  const title = pickText(issue, 'title')
  if (id === null && title === null) return unreadable('The Sentry issue has neither an id nor a title.')
  return oneObservation({
    fingerprint: `issue:${id ?? title}`,
    status: status === 'resolved' ? 'resolved' : 'firing',
    severity: pickText(issue, 'level'),
    title: title ?? 'Sentry issue',
    summary: [pickText(issue, 'culprit'), pickText(issue, 'metadata', 'value')].filter((line) => line !== null).join('\n'),
    // An issue that is unresolved again did not begin again at its first event, and Sentry does not say when it did.
    startedAt: action === 'unresolved' ? null : readTime(pick(issue, 'firstSeen')),
    link: firstText(pickText(issue, 'web_url'), pickText(issue, 'permalink')),
    labels: [
      ['issue', pickText(issue, 'shortId')],
      ['project', pickText(issue, 'project', 'slug')],
      ['platform', pickText(issue, 'platform')],
      ['action', action],
    ],
  })
}

/** Only the word closes it: the numeric status is 2 in warnings as well as in ends. */
function observeMetricAlert(payload: JsonValue, data: JsonValue | undefined): Interpretation {
  const alert = pick(data, 'metric_alert')
  const action = pickText(payload, 'action')?.toLowerCase() ?? null
  const ended = action === 'resolved'
  const title = firstText(pickText(alert, 'alert_rule', 'name'), pickText(data, 'description_title'), pickText(alert, 'title'))
  const id = firstText(pickText(alert, 'id'), pickText(alert, 'identifier'))
  if (id === null && title === null) return unreadable('The Sentry metric alert has neither an id nor a title.')
  return oneObservation({
    fingerprint: `metric_alert:${id ?? title}`,
    status: ended ? 'resolved' : 'firing',
    severity: ended || action === 'open' ? null : action,
    title: title ?? 'Sentry metric alert',
    summary: pickText(data, 'description_text'),
    startedAt: readTime(pick(alert, 'date_started')) ?? readTime(pick(alert, 'date_detected')) ?? readTime(pick(alert, 'date_created')),
    endedAt: readTime(pick(alert, 'date_closed')),
    link: pick(data, 'web_url'),
    labels: [
      ['rule', pickText(alert, 'alert_rule', 'name')],
      ['environment', pickText(alert, 'alert_rule', 'environment')],
      ['query', pickText(alert, 'alert_rule', 'query')],
    ],
  })
}

/** The WebHooks plugin of a project: no signature, no states, but the same issue. */
function observeLegacy(payload: JsonValue): Interpretation {
  const event = pick(payload, 'event')
  const title = firstText(pickText(payload, 'message'), pickText(event, 'metadata', 'title'), pickText(event, 'title'))
  return oneObservation({
    fingerprint: `issue:${firstText(pickText(payload, 'id'), pickText(event, 'event_id'), title) ?? ''}`,
    status: 'firing',
    severity: pickText(payload, 'level'),
    title: title ?? 'Sentry event',
    summary: pickText(payload, 'culprit'),
    startedAt: readTime(pick(event, 'received')) ?? readTime(pick(event, 'timestamp')),
    link: pick(payload, 'url'),
    isTest: listOf(pick(event, 'tags')).some(isSampleTag),
    labels: [['project', firstText(pickText(payload, 'project_slug'), pickText(payload, 'project'))]],
  })
}
