// Amazon SNS: its signature, its subscriptions, and what its messages hold.
import { createSign } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { at, bareSource, delivery, fixture, fixtureJson, onlyAlert, reasonOf, withBody } from '../../test/support/deliveries.ts'
import { selfSigned } from '../../test/support/selfSigned.ts'
import { nodeVerifier } from '../server/alert/nodeVerifier.ts'
import type { JsonObject } from './readJson.ts'
import { sns } from './sns.ts'
import { signedText, snsMessages } from './snsEnvelope.ts'

const amazon = selfSigned('sns.amazonaws.com', at('2026-01-01T00:00:00Z'), at('2027-01-01T00:00:00Z'))
const certificateUrl = fixtureJson('sns.alarm').SigningCertURL as string
const trusting = { ...bareSource, certificates: { [certificateUrl]: amazon.pem } }

/** Signs as SNS does, over the text the envelope code builds; the text itself is held against a written-out one below. */
function signed(fields: Record<string, unknown>, version: '1' | '2' = '2'): Record<string, unknown> {
  const unsigned = { ...fields, SignatureVersion: version }
  const [message] = snsMessages(unsigned as JsonObject)?.messages ?? []
  if (!message) throw new Error('not an SNS message')
  const signature = createSign(version === '1' ? 'RSA-SHA1' : 'RSA-SHA256')
    .update(signedText(message))
    .sign(amazon.privateKey, 'base64')
  return { ...unsigned, Signature: signature }
}

function authenticate(fields: Record<string, unknown>, settings = trusting) {
  return sns.authenticate(delivery(fields), settings, nodeVerifier)
}

describe('the signature', () => {
  test('is over the names in their order, each with its value on a line of its own', () => {
    const [plain] = snsMessages(fixtureJson('sns.plain'))?.messages ?? []
    expect(plain && signedText(plain)).toBe(
      'Message\nNightly import finished with 3 errors\nSee the log.\nMessageId\n00000000-0000-4000-8000-00000000000c\n' +
        'Timestamp\n2026-03-04T05:06:08.000Z\nTopicArn\narn:aws:sns:eu-central-1:123456789012:alerts\nType\nNotification\n',
    )
    const [message] = snsMessages(fixtureJson('sns.confirmation'))?.messages ?? []
    const names = (message ? signedText(message) : '').split('\n').filter((line) => /^[A-Z][A-Za-z]+$/.test(line))
    expect(names).toEqual(['Message', 'MessageId', 'SubscribeURL', 'Timestamp', 'Token', 'TopicArn', 'Type', 'SubscriptionConfirmation'])
  })

  test('holds in version 1 and 2, with and without a subject, for messages and confirmations', () => {
    for (const version of ['1', '2'] as const) {
      for (const name of ['sns.alarm', 'sns.plain', 'sns.confirmation']) {
        expect(authenticate(signed(fixtureJson(name), version))).toEqual({
          kind: 'verified',
          by: `Amazon SNS, signature version ${version}`,
        })
      }
    }
  })

  test('fails when any signed field is another', () => {
    const genuine = signed(fixtureJson('sns.alarm'))
    for (const field of ['Message', 'MessageId', 'Subject', 'Timestamp', 'TopicArn']) {
      expect(authenticate({ ...genuine, [field]: `${genuine[field]}x` }).kind).toBe('failed')
    }
    expect(authenticate({ ...genuine, Subject: undefined }).kind).toBe('failed')
    expect(authenticate({ ...genuine, SignatureVersion: '1' }).kind).toBe('failed')
    expect(authenticate({ ...genuine, SignatureVersion: '3' }).kind).toBe('failed')
    expect(authenticate({ ...genuine, Signature: '!' }).kind).toBe('failed')
    expect(authenticate({ ...genuine, Signature: 'AAAA' }).kind).toBe('failed')
  })

  test('fails outside the validity of the certificate, with another key, and with what is no certificate', () => {
    const message = signed(fixtureJson('sns.alarm'))
    const late = { ...delivery(message), receivedAt: at('2027-01-02T00:00:00Z') }
    expect(sns.authenticate(late, trusting, nodeVerifier).kind).toBe('failed')
    const other = selfSigned('sns.amazonaws.com', at('2026-01-01T00:00:00Z'), at('2027-01-01T00:00:00Z'))
    expect(authenticate(message, { ...bareSource, certificates: { [certificateUrl]: other.pem } }).kind).toBe('failed')
    expect(authenticate(message, { ...bareSource, certificates: { [certificateUrl]: 'no certificate' } }).kind).toBe('failed')
  })

  test('asks for the certificate it needs, but only at Amazon', () => {
    const message = signed(fixtureJson('sns.alarm'))
    expect(authenticate(message, bareSource)).toEqual({ kind: 'needs_certificate', url: certificateUrl })
    const elsewhere = [
      certificateUrl.replace('https:', 'http:'),
      certificateUrl.replace('amazonaws.com', 'amazonaws.com.evil.example.com'),
      certificateUrl.replace('sns.eu-central-1', 'sns.eu-central-1@evil'),
      certificateUrl.replace('sns.eu', 'evil.eu'),
      certificateUrl.replace('.com/', '.com:8443/'),
      certificateUrl.replace('https://', 'https://user:word@'),
      certificateUrl.replace('/Simple', '/bucket/Simple'),
      `${certificateUrl}?x=1`,
      'https://sns.eu-central-1.amazonaws.com/?Action=Publish&x=.pem',
      'file:///etc/passwd.pem',
      '',
    ]
    for (const url of elsewhere) expect(authenticate({ ...message, SigningCertURL: url }, bareSource).kind).toBe('failed')
    const china = certificateUrl.replace('eu-central-1.amazonaws.com', 'cn-north-1.amazonaws.com.cn')
    expect(authenticate({ ...message, SigningCertURL: china }, bareSource)).toEqual({ kind: 'needs_certificate', url: china })
  })

  test('is wanted of a Lambda function’s record too, which spells the names differently', () => {
    const { SigningCertURL, UnsubscribeURL, ...fields } = signed(fixtureJson('sns.plain'))
    const record = { ...fields, Subject: null, SigningCertUrl: SigningCertURL, UnsubscribeUrl: UnsubscribeURL }
    expect(authenticate({ Records: [{ EventSource: 'aws:sns', Sns: record }] }).kind).toBe('verified')
    expect(authenticate({ Records: [{ Sns: record }, { Sns: { ...record, Message: 'x' } }] }).kind).toBe('failed')
  })

  test('cannot be there without the envelope, so raw delivery is refused with what to do', () => {
    expect(authenticate({ hello: 'world' })).toMatchObject({ kind: 'failed', reason: expect.stringMatching(/raw message delivery/) })
    expect(reasonOf(sns, delivery({ hello: 'world' }))).toMatch(/^unreadable: .*raw message delivery/)
  })
})

describe('a subscription', () => {
  const confirmation = fixture('sns.confirmation')
  const fields = fixtureJson('sns.confirmation')

  test('is confirmed at Amazon, for the topic that asks', () => {
    expect(sns.observe(confirmation, bareSource)).toEqual({
      kind: 'nothing',
      reason: expect.stringContaining(fields.TopicArn),
      confirm: { url: fields.SubscribeURL, topic: fields.TopicArn },
    })
  })

  test.each([
    ['http', (url: string) => url.replace('https:', 'http:')],
    ['another host', (url: string) => url.replace('sns.eu-central-1.amazonaws.com', '169.254.169.254')],
    ['a host that only begins like Amazon’s', (url: string) => url.replace('amazonaws.com', 'amazonaws.com.example.com')],
    ['another action', (url: string) => url.replace('ConfirmSubscription', 'Publish')],
    ['another topic', (url: string) => url.replace(':alerts', ':other')],
    ['a port', (url: string) => url.replace('.com/', '.com:444/')],
    ['no address', () => 'hello'],
  ])('is not followed to %s', (_, bend) => {
    expect(reasonOf(sns, withBody(confirmation, { ...fields, SubscribeURL: bend(fields.SubscribeURL) }))).toMatch(
      /^unreadable: .*not followed/,
    )
  })

  test('that was ended is said to be ended', () => {
    expect(reasonOf(sns, withBody(confirmation, { ...fields, Type: 'UnsubscribeConfirmation' }))).toMatch(/^nothing: .*no longer sends/)
  })
})

describe('a message', () => {
  test('that is a CloudWatch alarm is that alarm', () => {
    expect(onlyAlert(sns, fixture('sns.alarm'))).toMatchObject({
      fingerprint: 'arn:aws:cloudwatch:eu-central-1:123456789012:alarm:api-5xx',
      status: 'firing',
      title: 'api-5xx',
      startedAt: at('2026-03-04T05:06:07.891Z'),
    })
  })

  test('that is a finding or an event of EventBridge is that finding or event', () => {
    const inside = (name: string) => onlyAlert(sns, delivery({ ...fixtureJson('sns.plain'), Message: JSON.stringify(fixtureJson(name)) }))
    expect(inside('guardduty.event').fingerprint).toBe('0123456789abcdef0123456789abcdef')
    expect(inside('securityhub.imported').severity).toBe('HIGH')
    const event = {
      id: 'e-1',
      'detail-type': 'ECS Task State Change',
      source: 'aws.ecs',
      time: '2026-03-04T05:00:00Z',
      resources: ['arn:x'],
      detail: {},
    }
    expect(onlyAlert(sns, delivery({ ...fixtureJson('sns.plain'), Message: JSON.stringify(event) }))).toMatchObject({
      fingerprint: 'e-1',
      title: 'ECS Task State Change',
      startedAt: at('2026-03-04T05:00:00Z'),
    })
  })

  test('in words is an alert of its own, titled by its subject or first line', () => {
    expect(onlyAlert(sns, fixture('sns.plain'))).toEqual({
      fingerprint: 'arn:aws:sns:eu-central-1:123456789012:alerts#00000000-0000-4000-8000-00000000000c',
      status: 'firing',
      severity: null,
      title: 'Nightly import finished with 3 errors',
      summary: 'Nightly import finished with 3 errors\nSee the log.',
      startedAt: at('2026-03-04T05:06:08Z'),
      endedAt: null,
      link: null,
      isTest: false,
      labels: { topic: 'arn:aws:sns:eu-central-1:123456789012:alerts', team: 'data' },
    })
    expect(onlyAlert(sns, delivery({ ...fixtureJson('sns.plain'), Subject: 'Import' })).title).toBe('Import')
  })

  test('keeps its id when it is sent again', () => {
    expect(sns.deliveryId(fixture('sns.alarm'))).toBe('00000000-0000-4000-8000-00000000000a')
  })
})
