// CloudWatch alarms in each of their shapes.
import { expect, test } from 'vitest'
import { at, bareSource, delivery, fixture, fixtureJson, onlyAlert, reasonOf } from '../../test/support/deliveries.ts'
import { nodeVerifier } from '../server/alert/nodeVerifier.ts'
import { cloudwatch } from './cloudwatch.ts'

const arn = 'arn:aws:cloudwatch:eu-central-1:123456789012:alarm:api-5xx'
const link = 'https://eu-central-1.console.aws.amazon.com/cloudwatch/home?region=eu-central-1#alarmsV2:alarm/api-5xx'

test('the message of an alarm fires under its ARN', () => {
  expect(onlyAlert(cloudwatch, fixture('cloudwatch.message'))).toEqual({
    fingerprint: arn,
    status: 'firing',
    severity: null,
    title: 'api-5xx',
    summary: 'Threshold Crossed: 5 datapoints were greater than the threshold (10.0).\nToo many errors of the API',
    startedAt: at('2026-03-04T05:06:07.891Z'),
    endedAt: null,
    link,
    isTest: false,
    labels: {
      account: '123456789012',
      region: 'EU (Frankfurt)',
      namespace: 'AWS/ApplicationELB',
      metric: 'HTTPCode_ELB_5XX_Count',
      LoadBalancer: 'app/api/0123456789abcdef',
    },
  })
})

test('an event that says OK ends it, and says since when it was not', () => {
  expect(onlyAlert(cloudwatch, fixture('cloudwatch.event'))).toMatchObject({
    fingerprint: arn,
    status: 'resolved',
    startedAt: at('2026-03-04T05:06:07.891Z'),
    endedAt: at('2026-03-04T05:21:07.891Z'),
    link,
  })
})

test('an OK that follows too little data does not say since when the alarm held', () => {
  const event = fixtureJson('cloudwatch.event')
  const detail = { ...event.detail, previousState: { ...event.detail.previousState, value: 'INSUFFICIENT_DATA' } }
  expect(onlyAlert(cloudwatch, delivery({ ...event, detail }))).toMatchObject({ status: 'resolved', startedAt: null })
})

test('the direct action on a function is the same alarm', () => {
  expect(onlyAlert(cloudwatch, fixture('cloudwatch.action'))).toMatchObject({
    fingerprint: arn,
    status: 'firing',
    startedAt: at('2026-03-04T05:06:07.891Z'),
    labels: { suppressed_by: 'WaitPeriod' },
  })
})

test('too little data neither opens nor closes, and neither does a change of the configuration', () => {
  const message = fixtureJson('cloudwatch.message')
  expect(reasonOf(cloudwatch, delivery({ ...message, NewStateValue: 'INSUFFICIENT_DATA' }))).toMatch(/^nothing: .*api-5xx.*stays as it was/)
  expect(reasonOf(cloudwatch, fixture('cloudwatch.configuration'))).toMatch(/^nothing: .*api-5xx.*\(delete\)/)
})

test('a state that is missing or unheard of fires: doubt closes nothing', () => {
  const { NewStateValue, ...message } = fixtureJson('cloudwatch.message')
  expect(NewStateValue).toBe('ALARM')
  expect(onlyAlert(cloudwatch, delivery(message)).status).toBe('firing')
  expect(onlyAlert(cloudwatch, delivery({ ...message, NewStateValue: 'PARTIAL' })).status).toBe('firing')
})

test('an old message without an ARN is known by account, region and name, and has no link', () => {
  const { AlarmArn, ...message } = fixtureJson('cloudwatch.message')
  expect(AlarmArn).toBe(arn)
  expect(onlyAlert(cloudwatch, delivery(message))).toMatchObject({ fingerprint: '123456789012:EU (Frankfurt):api-5xx', link: null })
})

test('an envelope of SNS is opened, and its signature wanted; an event of EventBridge is signed by nobody', () => {
  expect(onlyAlert(cloudwatch, fixture('sns.alarm')).fingerprint).toBe(arn)
  expect(cloudwatch.authenticate(fixture('sns.alarm'), bareSource, nodeVerifier).kind).toBe('needs_certificate')
  expect(cloudwatch.authenticate(fixture('cloudwatch.event'), bareSource, nodeVerifier)).toEqual({ kind: 'url_only' })
  expect(cloudwatch.observe(fixture('sns.confirmation'), bareSource)).toHaveProperty('confirm')
})

test('the event’s id names the delivery, a placeholder of zeros does not', () => {
  expect(cloudwatch.deliveryId(fixture('cloudwatch.event'))).toBe('00000000-0000-4000-8000-0000000000e1')
  expect(cloudwatch.deliveryId(delivery({ ...fixtureJson('cloudwatch.event'), id: '00000000-0000-0000-0000-000000000000' }))).toBeNull()
})

test('what is no alarm is refused with what to do', () => {
  expect(reasonOf(cloudwatch, fixture('guardduty.event'))).toMatch(/^unreadable: .*not a CloudWatch alarm/)
  expect(reasonOf(cloudwatch, fixture('sns.plain'))).toMatch(/^unreadable: .*plain text/)
})
