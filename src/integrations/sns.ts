// Amazon SNS: the envelope, its signature, and whatever alert is inside; other messages are alerts of their own.
import type { Interpretation } from '../core/alert/observation.ts'
import { awsDeliveryId, observeSns } from './awsDelivery.ts'
import { readCloudwatchAlarm } from './cloudwatch.ts'
import { defineIntegration } from './defineIntegration.ts'
import { type EventBridgeEvent, eventBridgeEvent } from './eventBridge.ts'
import { readGuarddutyFinding } from './guardduty.ts'
import { firstText, isObject, pick, pickText } from './pick.ts'
import { type JsonValue, readJson, readJsonText } from './readJson.ts'
import { readTime } from './readTime.ts'
import { readSecurityhubFindings } from './securityhub.ts'
import { authenticateSns, type SnsMessage, snsMessages } from './snsEnvelope.ts'
import { shortHash } from './text.ts'
import { oneObservation, unreadable } from './toObservation.ts'

const noEnvelope =
  'This is not an Amazon SNS message in its envelope. If raw message delivery is switched on for the subscription, switch it off: it drops the envelope and with it the signature.'

export const sns = defineIntegration({
  id: 'sns',
  title: 'Amazon SNS',
  summary:
    'Any topic: CloudWatch alarms, GuardDuty and Security Hub findings and EventBridge events are understood, other messages kept as alerts.',
  // Every message is signed, with a certificate of Amazon's: there is no secret to give.
  signature: 'none',
  secretHint: null,
  // A plain message never ends, nor does a finding; an alarm’s return to OK is understood all the same.
  closes: 'never',
  answerRefused: 'accept',
  deliveryId: awsDeliveryId,
  authenticate: (delivery, settings, verifier) => {
    const payload = readJson(delivery.body)
    const envelope = payload.ok ? snsMessages(payload.value) : null
    return envelope ? authenticateSns(envelope.messages, delivery, settings, verifier) : { kind: 'failed', reason: noEnvelope }
  },
  observe: (delivery) => {
    const payload = readJson(delivery.body)
    if (!payload.ok) return unreadable(payload.reason)
    const envelope = snsMessages(payload.value)
    return envelope ? observeSns(envelope.messages, observeNotification) : unreadable(noEnvelope)
  },
  secretsInBody: ['/UnsubscribeURL', '/SubscribeURL', '/Token', '/Records/*/Sns/UnsubscribeUrl', '/Records/*/Sns/UnsubscribeURL'],
  setup: [
    {
      title: 'Subscribe this address to the topic',
      text: 'Leave raw message delivery off. The subscription is confirmed by itself where Tickmark may make outgoing requests; otherwise open the delivery and follow what it says. Signature version 2 (SHA-256) is stronger than the default.',
      code: {
        language: 'sh',
        text: `TOPIC=arn:aws:sns:eu-central-1:123456789012:alerts
aws sns set-topic-attributes --topic-arn "$TOPIC" --attribute-name SignatureVersion --attribute-value 2
aws sns subscribe --topic-arn "$TOPIC" --protocol https --notification-endpoint '{{hook_url}}'`,
      },
    },
    {
      title: 'Let CloudWatch alarms close again',
      text: 'An alarm tells the topic that it is over only if the topic is among its OK actions as well.',
      code: {
        language: 'sh',
        text: `aws cloudwatch describe-alarms --query "MetricAlarms[?contains(AlarmActions, '$TOPIC') && !contains(OKActions, '$TOPIC')].AlarmName"`,
      },
    },
    {
      title: 'Test that it arrives',
      text: 'A published message becomes an alert with the subject as its title.',
      code: { language: 'sh', text: `aws sns publish --topic-arn "$TOPIC" --subject 'Trying the connection' --message 'Sent by hand.'` },
    },
  ],
})

function observeNotification(message: SnsMessage): Interpretation {
  const inner = readJsonText(message.message)
  const known = inner.ok && typeof inner.value === 'object' ? readKnown(inner.value) : null
  return known ?? observePlain(message)
}

function readKnown(payload: JsonValue): Interpretation | null {
  const event = eventBridgeEvent(payload)
  const known = readCloudwatchAlarm(payload) ?? readGuarddutyFinding(payload) ?? readSecurityhubFindings(payload)
  return known ?? (event ? observeEvent(event) : null)
}

/** An event of any other AWS service is something that happened once: its id is its key. */
function observeEvent(event: EventBridgeEvent): Interpretation {
  const [resource = null] = event.resources
  return oneObservation({
    fingerprint: event.id ?? `derived:${shortHash(JSON.stringify([event.source, event.detailType, event.resources.slice(0, 20)]))}`,
    status: 'firing',
    title: firstText(event.detailType) ?? 'EventBridge event',
    summary: firstText(pickText(event.detail, 'message'), pickText(event.detail, 'description'), resource),
    startedAt: readTime(event.time),
    labels: [
      ['source', event.source],
      ['account', event.account],
      ['region', event.region],
      ['resource', resource],
    ],
  })
}

/** A message in words: titled by its subject or its first line, one alert each, since nothing says which belong together. */
function observePlain(message: SnsMessage): Interpretation {
  const [firstLine = ''] = message.message.trim().slice(0, 2000).split('\n', 1)
  const attributes = pick(message.fields, 'MessageAttributes')
  const named = isObject(attributes) ? Object.keys(attributes) : []
  return oneObservation({
    fingerprint: `${message.topic}#${message.id}`,
    status: 'firing',
    title: message.subject ?? (firstLine || 'SNS message without text'),
    summary: message.message,
    startedAt: readTime(pick(message.fields, 'Timestamp')),
    labels: [
      ['topic', message.topic],
      ...named
        .filter((name) => pick(attributes, name, 'Type') === 'String')
        .map((name): [string, string | null] => [name, pickText(attributes, name, 'Value')]),
    ],
  })
}
