// Grafana alerting: the webhook contact point, and the notification channel of version 8 and older.
import type { Interpretation } from '../core/alert/observation.ts'
import { alertGroup, type GroupDialect, observeGroup } from './alertGroup.ts'
import { joinBytes, utf8OfText } from './bytes.ts'
import { type Authentication, defineIntegration, type IncomingDelivery, type Verifier } from './defineIntegration.ts'
import { firstText, pick, pickText, textPairs } from './pick.ts'
import { type JsonValue, readJson } from './readJson.ts'
import { checkBodyHmac, timestampTolerance } from './signature.ts'
import { shortHash } from './text.ts'
import { nothing, oneObservation, unreadable } from './toObservation.ts'

export const grafana = defineIntegration({
  id: 'grafana',
  title: 'Grafana',
  summary: 'Grafana-managed alert rules, through a webhook contact point.',
  signature: 'optional',
  secretHint: 'The secret of the contact point’s HMAC signature, in Grafana 12 and later.',
  closes: 'always',
  answerRefused: 'accept',
  deliveryId: () => null,
  authenticate: (delivery, settings, verifier) =>
    settings.secret === null ? { kind: 'url_only' } : authenticateGrafana(delivery, settings.secret, verifier),
  observe: (delivery) => {
    const payload = readJson(delivery.body)
    if (!payload.ok) return unreadable(payload.reason)
    const group = alertGroup(payload.value)
    if (group) return observeGroup(group, delivery.receivedAt, dialect)
    return (
      readLegacyRule(payload.value) ??
      unreadable(
        'There is neither a list of alerts nor a rule in this payload. If the contact point has a custom payload, remove it, or use a generic source with a mapping.',
      )
    )
  },
  secretsInBody: [],
  setup: [
    {
      title: 'Add a contact point',
      text: 'Alerting → Contact points → Add contact point; Integration: Webhook; URL as below; HTTP method POST; leave “Disable resolved message” off. The same as a provisioning file:',
      code: {
        language: 'yaml',
        text: `# /etc/grafana/provisioning/alerting/tickmark.yaml
apiVersion: 1
contactPoints:
  - orgId: 1
    name: tickmark
    receivers:
      - uid: tickmark
        type: webhook
        disableResolveMessage: false
        settings:
          url: '{{hook_url}}'
          httpMethod: POST
          # Grafana 12 and later; give the same secret to this source, or leave both out
          hmacConfig:
            secret: 'a long random text'
            header: X-Grafana-Alerting-Signature
            timestampHeader: X-Grafana-Alerting-Timestamp`,
      },
    },
    {
      title: 'Send every alert there',
      text: 'Alerting → Notification policies → New child policy of the default policy, without a matcher, contact point “tickmark”, with “Continue matching subsequent sibling nodes” on.',
    },
    {
      title: 'Test that it arrives',
      text: 'Press Test on the contact point: an alert named TestAlert arrives here and is marked as a test.',
    },
  ],
})

const signatureHeader = 'X-Grafana-Alerting-Signature'

/** Where the contact point has a timestamp header, the time is signed with the body (`<seconds>:<body>`) and must be recent. */
function authenticateGrafana(delivery: IncomingDelivery, secret: string, verifier: Verifier): Authentication {
  const header = {
    name: signatureHeader,
    value: delivery.headers['x-grafana-alerting-signature'],
    signatures: (value: string) => [value.trim()],
  }
  const timestamp = delivery.headers['x-grafana-alerting-timestamp']
  if (timestamp === undefined) return checkBodyHmac(verifier, secret, delivery.body, header)
  const seconds = /^\d{1,12}$/.test(timestamp) ? Number(timestamp) : Number.NaN
  if (!(Math.abs(delivery.receivedAt - seconds * 1000) <= timestampTolerance)) {
    return {
      kind: 'failed',
      reason: 'The signed time of the request is more than five minutes from ours: it was sent again, or a clock is wrong.',
    }
  }
  return checkBodyHmac(verifier, secret, joinBytes(utf8OfText(`${timestamp}:`), delivery.body), header)
}

/** The Test button of a contact point sends these two labels. */
function isTestAlert(alert: JsonValue): boolean {
  return pickText(alert, 'labels', 'alertname') === 'TestAlert' && pickText(alert, 'labels', 'instance') === 'Grafana'
}

const dialect: GroupDialect = { links: ['generatorURL', 'panelURL', 'dashboardURL'], isTest: isTestAlert }

/**
 * The body of version 8 and older: one rule, one state, no times, no key but the rule's id. `no_data` fires: the customer
 * asked to be told when the data stops.
 */
function readLegacyRule(payload: JsonValue): Interpretation | null {
  if (pick(payload, 'ruleName') === undefined && pick(payload, 'ruleId') === undefined) return null
  const name = firstText(pickText(payload, 'ruleName'), pickText(payload, 'title'))
  const state = pickText(payload, 'state')?.toLowerCase()
  if (state === 'paused' || state === 'pending')
    return nothing(`The rule ${name ?? ''} is ${state}, which neither opens nor closes an alert.`)
  const isTest = name === 'Test notification'
  const id = pickText(payload, 'ruleId')
  return oneObservation({
    // The Test button makes up a new rule id each time, or sends 0.
    fingerprint: isTest ? 'rule:test' : id !== null ? `rule:${id}` : `derived:${shortHash(name ?? '')}`,
    status: state === 'ok' ? 'resolved' : 'firing',
    severity: pickText(payload, 'tags', 'severity'),
    title: name ?? 'Grafana alert',
    summary: pickText(payload, 'message'),
    link: pick(payload, 'ruleUrl'),
    isTest,
    labels: [...textPairs(pick(payload, 'tags')), ['state', state ?? null]],
  })
}
