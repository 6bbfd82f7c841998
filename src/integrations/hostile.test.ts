// Whatever arrives, every integration answers: without throwing, within the limits of an observation, and in time.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bareSource, delivery, fixtureFolder, receivedAt } from '../../test/support/deliveries.ts'
import { sharedAvailable, sharedPath } from '../../test/support/shared.ts'
import type { Interpretation, Observation } from '../core/alert/observation.ts'
import { isInstant } from '../core/kernel/instant.ts'
import { nodeVerifier } from '../server/alert/nodeVerifier.ts'
import { type IncomingDelivery, integrationIds } from './defineIntegration.ts'
import { tryMapping } from './generic.ts'
import { redactSecrets } from './redact.ts'
import { integrationOf, secretPointersOf } from './registry.ts'
import { observationLimit } from './toObservation.ts'

const mapping = {
  items: '/*/*',
  fingerprint: '/id',
  title: '{/name} on {^/host}: {/*/title}',
  status: { value: '/status', resolved: ['ok'], ignored: ['pending'] },
  started_at: '/time',
  link: '/url',
  labels: { any: '/*/*' },
  secrets: ['/*/token'],
}
const settings = [
  bareSource,
  { ...bareSource, secret: 'whsec_c2VjcmV0' },
  { ...bareSource, mapping },
  { ...bareSource, mapping: { fingerprint: '/a' } },
]

/** As PostgreSQL takes it: whole characters, none of them NUL. Thrown, not expected: it is asked a million times. */
function checkText(what: string, text: string | null, limit: number): void {
  if (text === null) return
  if (text.length > limit || text.includes('\0') || /\p{Cs}/u.test(text)) throw new Error(`${what}: ${JSON.stringify(text)}`)
}

function check(what: string, holds: boolean): void {
  if (!holds) throw new Error(what)
}

function checkObservation(said: Observation): void {
  check('empty', said.fingerprint !== '' && said.title !== '')
  checkText('fingerprint', said.fingerprint, 512)
  checkText('title', said.title, 500)
  checkText('summary', said.summary, 4000)
  checkText('severity', said.severity, 100)
  checkText('link', said.link, 2048)
  check(`link ${said.link}`, said.link === null || /^https?:\/\//i.test(said.link))
  for (const at of [said.startedAt, said.endedAt]) check(`time ${at}`, at === null || isInstant(at))
  check('firing, and over', said.status === 'resolved' || said.endedAt === null)
  const labels = Object.entries(said.labels)
  check('labels', labels.length <= 64)
  for (const [name, value] of labels) {
    checkText('label', name, 100)
    checkText('label value', value, 500)
  }
}

function checkAnswer(made: Interpretation): void {
  const said = made.kind === 'observations' ? made.observations : []
  if (made.kind !== 'observations') check(`reason ${made.reason}`, /^[A-Z“].{10,1200}$/s.test(made.reason))
  check('too many', said.length <= observationLimit)
  for (const one of said.slice(0, 200)) checkObservation(one)
}

const kinds = ['verified', 'url_only', 'failed', 'needs_certificate']

/** Milliseconds of this process's own time: a busy machine is not a slow reader. */
function spent(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

/** The longest any integration took over it. */
function answerAll(from: IncomingDelivery, sources = settings): number {
  let longest = 0
  for (const id of integrationIds) {
    const integration = integrationOf(id)
    for (const source of sources) {
      const started = spent()
      const vendorId = integration.deliveryId(from)
      const { kind } = integration.authenticate(from, source, nodeVerifier)
      const made = integration.observe(from, source)
      longest = Math.max(longest, spent() - started)
      check(`delivery id of ${id}`, vendorId !== '')
      checkText('delivery id', vendorId, 200)
      check(kind, kinds.includes(kind))
      checkAnswer(made)
    }
  }
  return longest
}

const folders = sharedAvailable ? readdirSync(sharedPath('payloads'), { withFileTypes: true }).filter((entry) => entry.isDirectory()) : []
const reference = folders.flatMap(({ name }) =>
  readdirSync(sharedPath('payloads', name))
    .filter((file) => file.endsWith('.json') && !file.endsWith('.headers.json'))
    .map((file) => readFileSync(sharedPath('payloads', name, file), 'utf8')),
)
const own = readdirSync(fixtureFolder).filter((name) => name.endsWith('.json') && !name.endsWith('.headers.json'))
const bodies = [...own.map((name) => readFileSync(join(fixtureFolder, name), 'utf8')), ...reference]

/** Headers that lead into every branch: resources, events, modes, forms, signatures that do not fit. */
const headers = fc.record(
  {
    'content-type': fc.constantFrom(
      'application/json',
      'application/x-www-form-urlencoded',
      'application/cloudevents+json',
      'application/cloudevents-batch+json',
      'text/plain',
      '',
    ),
    'sentry-hook-resource': fc.constantFrom('event_alert', 'issue', 'metric_alert', 'comment', '\u0000'),
    'x-github-event': fc.constantFrom('dependabot_alert', 'code_scanning_alert', 'security_advisory', 'ping', '__proto__'),
    'ce-specversion': fc.constant('1.0'),
    'ce-id': fc.string({ unit: 'binary' }),
    'webhook-id': fc.string(),
    'webhook-timestamp': fc.constant(String(receivedAt / 1000)),
    'webhook-signature': fc.constantFrom('v1,', 'v1,AAAA v1,!', 'v1a,x'),
    'x-pagerduty-signature': fc.constantFrom('v1=', 'v1=zz', 'v1=00,v1=11'),
    'x-hub-signature-256': fc.constantFrom('sha256=', 'sha256=00', 'x'),
    'idempotency-key': fc.string({ unit: 'binary', maxLength: 400 }),
  },
  { requiredKeys: [] },
)

const hostileValue = fc.oneof(
  fc.constantFrom('null', 'true', '{}', '[]', '""', '0', '-1', '1e999', '-0.0', '1'.repeat(400), '99999999999999999999', '0.1e-300'),
  fc.constantFrom(
    '"\\u0000"',
    '"\\ud800"',
    '"\\u202e"',
    '"0001-01-01T00:00:00Z"',
    '"9999-12-31T23:59:59Z"',
    '"javascript:alert(1)"',
    '"arn:aws:::"',
  ),
  fc.string({ unit: 'binary', maxLength: 50 }).map((text) => JSON.stringify(text)),
  fc.integer({ min: 1, max: 70 }).map((depth) => '['.repeat(depth) + ']'.repeat(depth)),
  fc.json(),
  fc.constantFrom('{"__proto__":{"status":"resolved"},"constructor":null,"toString":1}', `"${'x'.repeat(9000)}"`, `"${' '.repeat(9000)}"`),
)

/** Members and elements of the document, as places in its text that hold a value. */
function valueSpans(text: string): { from: number; to: number }[] {
  return [...text.matchAll(/[:[,]\s*("(?:[^"\\]|\\.)*"|[-\w.+]+|\{\}|\[\])/g)].map((match) => {
    const to = match.index + match[0].length
    return { from: to - (match[1] ?? '').length, to }
  })
}

const mutation = fc.oneof(
  fc.tuple(fc.nat(), hostileValue).map(([pick, value]) => (text: string) => {
    const spans = valueSpans(text)
    const span = spans[pick % Math.max(spans.length, 1)]
    return span ? text.slice(0, span.from) + value + text.slice(span.to) : text
  }),
  fc.nat().map((pick) => (text: string) => text.slice(0, pick % (text.length + 1))),
  fc.tuple(fc.nat(), fc.nat({ max: 255 })).map(([pick, code]) => (text: string) => {
    const position = pick % Math.max(text.length, 1)
    return text.slice(0, position) + String.fromCharCode(code) + text.slice(position + 1)
  }),
  fc.tuple(fc.nat(), fc.nat()).map(([from, length]) => (text: string) => {
    const start = from % Math.max(text.length, 1)
    return text.slice(0, start) + text.slice(start + (length % 200))
  }),
)

/** Latin-1 keeps flipped bytes as they are, so that some bodies are no longer UTF-8. */
function bytesOf(text: string, asLatin1: boolean): Uint8Array {
  return Uint8Array.from(Buffer.from(text, asLatin1 ? 'latin1' : 'utf8'))
}

/** More by hand: PROPERTY_RUNS=10000. */
const runs = Number(process.env.PROPERTY_RUNS ?? 200)

describe('a hostile delivery', () => {
  test('that is a bent payload is answered within the limits by every integration', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...bodies),
        fc.array(mutation, { maxLength: 6 }),
        headers,
        fc.boolean(),
        (body, mutations, bentHeaders, latin1) => {
          const text = mutations.reduce((bent, mutate) => mutate(bent), body)
          answerAll({ headers: bentHeaders, body: bytesOf(text, latin1), receivedAt })
        },
      ),
      { numRuns: runs },
    )
  })

  test('that is any bytes at all is answered', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), headers, (body, bentHeaders) => {
        answerAll({ headers: bentHeaders, body, receivedAt })
      }),
      { numRuns: runs / 2 },
    )
  })

  test('that is any JSON at all is answered, tried with any mapping, and redacted', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 6 }), fc.json(), (sample, written) => {
        answerAll(delivery(sample))
        for (const one of [mapping, JSON.parse(written)]) expect(tryMapping(one, sample).problems.length).toBeLessThanOrEqual(51)
        for (const id of integrationIds) redactSecrets(sample, secretPointersOf(id, { mapping }))
      }),
      { numRuns: runs / 2 },
    )
  })
})

/** A third of a megabyte each, made to cost more than their length in a careless reader. */
const size = 300_000
const many = (element: string, around = '') => `[${`${element},`.repeat(Math.floor(size / 2 / (element.length + 1)))}${element}${around}]`
const huge: Record<string, string> = {
  brackets: '['.repeat(size),
  'open members': '{"a":'.repeat(size / 5),
  quotes: '"\\"'.repeat(size / 3),
  digits: `{"updatedAt":${'9'.repeat(size)}}`,
  spaces: `{"title":"${' '.repeat(size)}","body":"x"}`,
  'alerts under one long key': `{"version":"4","groupKey":"${'k'.repeat(size / 2)}","status":"${' '.repeat(size / 4)}","alerts":${many('{}')}}`,
  'alerts with one long link': `{"externalURL":"https://${' '.repeat(size / 2)}","host":"${' '.repeat(size / 2)}","alerts":${many('{}')}}`,
  'alerts that are none': `{"alerts":${many('0')}}`,
  findings: `{"detail-type":"Security Hub Findings - Imported","source":"aws.securityhub","time":"${' '.repeat(size / 2)}","detail":{"actionName":"${'a'.repeat(size / 2)}","findings":${many('{"Id":"x"}')}}}`,
  records: `{"Records":${many('{"Sns":{"Type":"Notification","MessageId":"1","TopicArn":"t","Message":"m","SignatureVersion":"2"}}')}}`,
  labels: `{"alerts":[{"labels":{${Array.from({ length: 20_000 }, (_, index) => `"l${index}":"v"`).join()}}}]}`,
  tags: `{"title":"x","tags":"${','.repeat(size)}","body":"${']('.repeat(1000)}${'](https://a/monitors/'.repeat(12_000)}"}`,
  brackets2: `{"title":"${'[test] '.repeat(size / 7)}","body":"y"}`,
  events: many('{"specversion":"1.0","id":"1","data_base64":"AAAA"}'),
  'a message in a message': JSON.stringify({ Type: 'Notification', MessageId: '1', TopicArn: 't', Message: '{"a":"'.repeat(size / 6) }),
  names: `{${'"Token":1"Token":'.repeat(size / 17)}`,
  fields: 'a=%7B&'.repeat(size / 6),
}

test.each(Object.entries(huge))('a large body of %s is answered in time', (name, text) => {
  const type = name === 'fields' ? 'application/x-www-form-urlencoded' : 'application/json'
  const from = delivery(text, { 'content-type': type, 'x-github-event': 'dependabot_alert' })
  // A careful reader takes some milliseconds, on a machine with much else to do a second; one that looks at everything for everything takes many.
  const inTime = 3000
  expect(answerAll(from, [bareSource, { ...bareSource, mapping }])).toBeLessThan(inTime)
  const started = spent()
  for (const id of integrationIds) redactSecrets(text, secretPointersOf(id, { mapping }))
  expect(spent() - started).toBeLessThan(inTime)
})
