// CloudEvents in each mode.
import { expect, test } from 'vitest'
import { at, bareSource, delivery, fixture, fixtureJson, observations, onlyAlert, reasonOf } from '../../test/support/deliveries.ts'
import { cloudevents } from './cloudevents.ts'

const structured = { 'content-type': 'application/cloudevents+json' }

test('an event whose data speaks our words is that alert', () => {
  expect(onlyAlert(cloudevents, fixture('cloudevents.structured'))).toEqual({
    fingerprint: 'certificate/api.example.com',
    status: 'firing',
    severity: 'warning',
    title: 'Certificate of api.example.com expires in 9 days',
    summary: 'Renew it.',
    startedAt: at('2026-03-04T05:06:07.891Z'),
    endedAt: null,
    link: 'https://certificates.example.com/api.example.com',
    isTest: true,
    labels: {
      type: 'com.example.certificate.expiring',
      source: '/certificates/watcher',
      subject: 'api.example.com',
      team: 'platform',
      issuer: 'Example CA',
    },
  })
})

test('a batch is as many alerts; an event without words of ours is titled by its type under its source and id', () => {
  const made = observations(cloudevents.observe(fixture('cloudevents.batch'), bareSource))
  expect(made).toHaveLength(2)
  expect(made[0]).toMatchObject({
    fingerprint: 'certificate/api.example.com',
    status: 'resolved',
    title: 'com.example.certificate.expiring: api.example.com',
    startedAt: null,
    endedAt: at('2026-03-04T05:06:07.891Z'),
  })
  expect(made[1]).toMatchObject({
    fingerprint: 'https://backups.example.com#evt-3',
    title: 'com.example.backup.failed',
    summary: 'tape is missing',
    startedAt: null,
  })
})

test('in binary mode the attributes are in headers, percent-encoded', () => {
  expect(onlyAlert(cloudevents, fixture('cloudevents.binary'))).toMatchObject({
    fingerprint: '/disks/watcher#evt-4',
    title: 'com.example.disk.full: café-1.example.com',
    severity: 'critical',
    summary: 'No space left',
  })
  const headers = { ...fixture('cloudevents.binary').headers, 'content-type': 'text/plain', 'ce-subject': '%zz' }
  expect(onlyAlert(cloudevents, { ...fixture('cloudevents.binary'), headers })).toMatchObject({
    severity: null,
    labels: { subject: '%zz' },
  })
})

test('data in base64 is decoded, and ignored where it is not', () => {
  const event = { ...fixtureJson('cloudevents.structured'), data: undefined }
  const encoded = Buffer.from('{"severity":"high"}').toString('base64')
  expect(onlyAlert(cloudevents, delivery({ ...event, data_base64: encoded }, structured)).severity).toBe('high')
  expect(onlyAlert(cloudevents, delivery({ ...event, data_base64: '... no base64 ...' }, structured)).severity).toBeNull()
})

test('the same id for the start and the end of an alert names two deliveries', () => {
  const event = fixtureJson('cloudevents.structured')
  const ids = ['firing', 'resolved'].map((status) => cloudevents.deliveryId(delivery({ ...event, data: { status } }, structured)))
  expect(new Set(ids).size).toBe(2)
  expect(cloudevents.deliveryId(fixture('cloudevents.batch'))).toBeNull()
})

test('what is no CloudEvent, and the formats other than JSON, are refused', () => {
  expect(reasonOf(cloudevents, delivery({ hello: 'world' }))).toMatch(/^unreadable: .*specversion/)
  expect(reasonOf(cloudevents, delivery({ specversion: '1.0' }, structured))).toMatch(/^unreadable: .*neither an id nor a type/)
  expect(reasonOf(cloudevents, delivery('[]', { 'content-type': 'application/cloudevents-batch+json' }))).toMatch(
    /^unreadable: .*no events/,
  )
  expect(reasonOf(cloudevents, delivery('x', { 'content-type': 'application/cloudevents+avro' }))).toMatch(
    /^unreadable: .*Only the JSON format/,
  )
})
