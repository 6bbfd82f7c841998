// Amazon CloudWatch alarms: through SNS, through EventBridge, or as the direct action of an alarm on a Lambda function.
import type { Interpretation } from '../core/alert/observation.ts'
import { authenticateAws, awsDeliveryId, observeAws } from './awsDelivery.ts'
import { apiDestinationSteps } from './awsSetup.ts'
import { defineIntegration } from './defineIntegration.ts'
import { type EventBridgeEvent, eventBridgeEvent } from './eventBridge.ts'
import { isObject, listOf, pick, pickText } from './pick.ts'
import type { JsonValue } from './readJson.ts'
import { readTime } from './readTime.ts'
import { nothing, oneObservation, unreadable } from './toObservation.ts'

export const cloudwatch = defineIntegration({
  id: 'cloudwatch',
  title: 'Amazon CloudWatch alarms',
  summary: 'Alarm state changes, by EventBridge or by an SNS topic.',
  signature: 'none',
  secretHint: null,
  closes: 'configured',
  answerRefused: 'accept',
  deliveryId: awsDeliveryId,
  authenticate: authenticateAws,
  observe: (delivery) =>
    observeAws(
      delivery,
      (payload) =>
        readCloudwatchAlarm(payload) ??
        unreadable(
          'This is not a CloudWatch alarm. Narrow the EventBridge rule to the detail-type “CloudWatch Alarm State Change”, or add a source of the kind that fits.',
        ),
    ),
  secretsInBody: ['/UnsubscribeURL', '/SubscribeURL', '/Token', '/Records/*/Sns/UnsubscribeUrl'],
  setup: [
    ...apiDestinationSteps({
      name: 'tickmark-cloudwatch',
      pattern: '{"source":["aws.cloudwatch"],"detail-type":["CloudWatch Alarm State Change"]}',
      what: 'Every state change of every alarm in this account and region, also the return to OK, so alarms close by themselves.',
    }),
    {
      title: 'Or: send single alarms through SNS',
      text: 'An alarm that notifies a topic must name the topic for the return to OK as well, or it never closes here. Subscribe the topic to this address; the subscription is confirmed by itself where outgoing requests are allowed.',
      code: {
        language: 'sh',
        text: `TOPIC=arn:aws:sns:eu-central-1:123456789012:alarms
aws sns subscribe --topic-arn "$TOPIC" --protocol https --notification-endpoint '{{hook_url}}'
# OKActions is what closes the alert again
aws cloudwatch put-metric-alarm --alarm-name api-5xx --namespace AWS/ApplicationELB --metric-name HTTPCode_ELB_5XX_Count \\
  --statistic Sum --period 60 --evaluation-periods 5 --threshold 10 --comparison-operator GreaterThanThreshold \\
  --alarm-actions "$TOPIC" --ok-actions "$TOPIC"`,
      },
    },
    {
      title: 'Test that it arrives',
      text: 'Set an alarm by hand: it appears under Alerts within seconds. CloudWatch sets it back at its next evaluation, which closes the alert.',
      code: {
        language: 'sh',
        text: "aws cloudwatch set-alarm-state --alarm-name api-5xx --state-value ALARM --state-reason 'trying the connection'",
      },
    },
  ],
})

type Alarm = {
  name: string | null
  arn: string | null
  account: string | null
  region: string | null
  state: string | null
  since: JsonValue | undefined
  previous: string | null
  previousSince: JsonValue | undefined
  reason: string | null
  description: string | null
  labels: [string, string | null][]
}

/** Null where the payload is no CloudWatch alarm in any of its shapes. */
export function readCloudwatchAlarm(payload: JsonValue): Interpretation | null {
  const event = eventBridgeEvent(payload)
  if (event) return event.source === 'aws.cloudwatch' ? fromEvent(event) : null
  if (isObject(pick(payload, 'alarmData'))) return observeAlarm(fromAction(payload))
  return pick(payload, 'AlarmName') !== undefined ? observeAlarm(fromMessage(payload)) : null
}

function fromEvent(event: EventBridgeEvent): Interpretation | null {
  if (event.detailType === 'CloudWatch Alarm Configuration Change') {
    const operation = pickText(event.detail, 'operation') ?? 'change'
    return nothing(
      `The configuration of the alarm ${pickText(event.detail, 'alarmName') ?? ''} was changed (${operation}), which says nothing about its state. An alert of an alarm that was deleted stays open until it is reviewed.`,
    )
  }
  if (event.detailType !== 'CloudWatch Alarm State Change') return null
  return observeAlarm({
    ...fromState(event.detail),
    arn: event.resources.find((resource) => resource.includes(':alarm:')) ?? event.resources[0] ?? null,
    account: event.account,
    region: event.region,
    since: pick(event.detail, 'state', 'timestamp') ?? event.time,
  })
}

/** The direct action on a Lambda function has EventBridge's `detail` under another name. */
function fromAction(payload: JsonValue): Alarm {
  return {
    ...fromState(pick(payload, 'alarmData')),
    arn: pickText(payload, 'alarmArn'),
    account: pickText(payload, 'accountId'),
    region: pickText(payload, 'region'),
    since: pick(payload, 'alarmData', 'state', 'timestamp') ?? pick(payload, 'time'),
  }
}

function fromState(detail: JsonValue | undefined): Alarm {
  const metrics = listOf(pick(detail, 'configuration', 'metrics'))
  const metric = metrics.map((one) => pick(one, 'metricStat', 'metric')).find(isObject)
  const dimensions = pick(metric, 'dimensions')
  return {
    name: pickText(detail, 'alarmName'),
    arn: null,
    account: null,
    region: null,
    state: pickText(detail, 'state', 'value'),
    since: pick(detail, 'state', 'timestamp'),
    previous: pickText(detail, 'previousState', 'value'),
    previousSince: pick(detail, 'previousState', 'timestamp'),
    reason: pickText(detail, 'state', 'reason'),
    description: pickText(detail, 'configuration', 'description'),
    labels: [
      ['namespace', pickText(metric, 'namespace')],
      ['metric', pickText(metric, 'name')],
      ...(isObject(dimensions) ? Object.keys(dimensions).map((name): [string, string | null] => [name, pickText(dimensions, name)]) : []),
      ['suppressed_by', pickText(detail, 'state', 'actionsSuppressedBy')],
    ],
  }
}

function fromMessage(payload: JsonValue): Alarm {
  const trigger = pick(payload, 'Trigger')
  return {
    name: pickText(payload, 'AlarmName'),
    arn: pickText(payload, 'AlarmArn'),
    account: pickText(payload, 'AWSAccountId'),
    region: pickText(payload, 'Region'),
    state: pickText(payload, 'NewStateValue'),
    since: pick(payload, 'StateChangeTime'),
    previous: pickText(payload, 'OldStateValue'),
    previousSince: undefined,
    reason: pickText(payload, 'NewStateReason'),
    description: pickText(payload, 'AlarmDescription'),
    labels: [
      ['namespace', pickText(trigger, 'Namespace')],
      ['metric', pickText(trigger, 'MetricName')],
      ...listOf(pick(trigger, 'Dimensions')).map((pair): [string, string | null] => [
        pickText(pair, 'name') ?? '',
        pickText(pair, 'value'),
      ]),
    ],
  }
}

/**
 * ALARM opens, OK closes. INSUFFICIENT_DATA does neither: the metric stopped, which is no statement about the condition; a
 * monitor that falls silent is what coverage gaps are for. A state that is missing or new opens: doubt never closes an alert.
 */
function observeAlarm(alarm: Alarm): Interpretation {
  const name = alarm.name ?? alarm.arn?.split(':').slice(6).join(':') ?? ''
  if (name === '' && alarm.arn === null) return unreadable('The CloudWatch alarm has neither a name nor an ARN.')
  if (alarm.state === 'INSUFFICIENT_DATA') {
    return nothing(`CloudWatch has too little data to say whether the alarm ${name} holds. The alert, if there is one, stays as it was.`)
  }
  const ended = alarm.state === 'OK'
  const since = readTime(alarm.since)
  return oneObservation({
    // Bodies from before 2019 have no ARN.
    fingerprint: alarm.arn ?? [alarm.account ?? '', alarm.region ?? '', name].join(':'),
    status: ended ? 'resolved' : 'firing',
    title: name,
    summary: [alarm.reason, alarm.description].filter((line) => line !== null).join('\n'),
    // With the OK, EventBridge also says since when it was not.
    startedAt: ended ? (alarm.previous === 'ALARM' ? readTime(alarm.previousSince) : null) : since,
    endedAt: since,
    link: consoleLink(alarm, name),
    labels: [['account', alarm.account], ['region', alarm.region], ...alarm.labels],
  })
}

const regionCode = /^[a-z]{2}(?:-[a-z]+)+-\d$/

/** CloudWatch sends no link; the alarm's page follows from its region and name. Only for the commercial partition, where the host is known. */
function consoleLink(alarm: Alarm, name: string): string | null {
  const [, partition, , arnRegion] = alarm.arn?.split(':') ?? []
  const region = arnRegion ?? alarm.region ?? ''
  if (partition !== 'aws' || !regionCode.test(region) || name === '') return null
  return `https://${region}.console.aws.amazon.com/cloudwatch/home?region=${region}#alarmsV2:alarm/${encodeName(name)}`
}

function encodeName(name: string): string {
  try {
    return encodeURIComponent(name)
  } catch {
    return ''
  }
}
