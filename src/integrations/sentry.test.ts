// Sentry's webhooks.
import { createHmac } from 'node:crypto'
import { expect, test } from 'vitest'
import { at, bareSource, delivery, fixture, fixtureJson, onlyAlert, reasonOf, withBody } from '../../test/support/deliveries.ts'
import { nodeVerifier } from '../server/alert/nodeVerifier.ts'
import { sentry } from './sentry.ts'

const secret = 'not-a-real-client-secret'
const signed = { ...bareSource, secret }
const eventAlert = fixture('sentry.event_alert')

test('an issue alert fires under its issue', () => {
  expect(onlyAlert(sentry, eventAlert)).toEqual({
    fingerprint: 'issue:9001',
    status: 'firing',
    severity: 'error',
    title: 'TypeError: total is undefined',
    summary: 'checkout/total.ts in sum\ntotal is undefined',
    startedAt: at('2026-03-04T05:06:07.891Z'),
    endedAt: null,
    link: 'https://example.sentry.io/issues/9001/events/0123456789abcdef0123456789abcdef/',
    isTest: false,
    labels: {
      rule: 'Errors in checkout',
      platform: 'node',
      environment: 'production',
      release: 'shop@1.4.2',
      project: '17',
      event: '0123456789abcdef0123456789abcdef',
    },
  })
})

test('the issue’s own webhook ends the same alert', () => {
  expect(onlyAlert(sentry, fixture('sentry.issue'))).toMatchObject({ fingerprint: 'issue:9001', status: 'resolved', endedAt: null })
})

test('an issue that is unresolved again does not claim to have begun at its first event', () => {
  const { data, ...rest } = fixtureJson('sentry.issue')
  const issue = (action: string, status: string) => delivery({ ...rest, action, data: { issue: { ...data.issue, status } } })
  expect(onlyAlert(sentry, issue('unresolved', 'unresolved'))).toMatchObject({ status: 'firing', startedAt: null })
  expect(onlyAlert(sentry, issue('created', 'unresolved'))).toMatchObject({ status: 'firing', startedAt: at('2026-03-04T05:06:07.891Z') })
  expect(onlyAlert(sentry, issue('assigned', 'resolved')).status).toBe('resolved')
  expect(reasonOf(sentry, issue('archived', 'ignored'))).toMatch(/^nothing: .*SHOP-7 was archived/)
})

test('a metric alert fires with its level; only the word resolved ends it', () => {
  const metric = fixtureJson('sentry.metric_alert')
  expect(onlyAlert(sentry, fixture('sentry.metric_alert'))).toMatchObject({
    fingerprint: 'metric_alert:31',
    status: 'firing',
    severity: 'critical',
    title: 'Too many errors',
    summary: '1200 events in the last 10 minutes',
    startedAt: at('2026-03-04T05:00:00Z'),
    link: 'https://example.sentry.io/alerts/rules/details/5/?alert=31',
  })
  expect(onlyAlert(sentry, delivery({ ...metric, action: 'resolved' }))).toMatchObject({ status: 'resolved', severity: null })
  expect(onlyAlert(sentry, delivery({ ...metric, action: undefined }))).toMatchObject({ status: 'firing', severity: null })
})

test('Sentry’s sample event is a test', () => {
  const body = fixtureJson('sentry.event_alert')
  body.data.event.tags.push(['sample_event', 'yes'])
  expect(onlyAlert(sentry, withBody(eventAlert, body)).isTest).toBe(true)
})

test('comments, installations and requests of the user interface say nothing', () => {
  const named = (resource: string, body: object) => reasonOf(sentry, delivery(body, { 'Sentry-Hook-Resource': resource }))
  expect(named('comment', { action: 'created', data: { comment: 'x' } })).toMatch(/^nothing: .*“comment”/)
  expect(named('installation', { action: 'deleted', data: { installation: {} } })).toMatch(/^nothing: .*“installation”/)
  expect(named('issue', { installationId: 'x', fields: {}, issueId: '1' })).toMatch(/^nothing: .*“issue”/)
  expect(reasonOf(sentry, delivery({ foo: 1 }))).toMatch(/^unreadable: .*not a Sentry webhook/)
})

test('a signature fits the exact body, also under the other header’s name, and nothing else', () => {
  const flipped = Uint8Array.from(eventAlert.body)
  flipped[100] = (flipped[100] ?? 0) ^ 1
  const { 'sentry-hook-signature': signature = '', ...others } = eventAlert.headers
  const kind = (part: object) => sentry.authenticate({ ...eventAlert, ...part }, signed, nodeVerifier).kind
  expect(kind({})).toBe('verified')
  expect(kind({ headers: { 'sentry-app-signature': signature } })).toBe('verified')
  expect([kind({ body: flipped }), kind({ headers: others }), kind({ headers: { 'sentry-hook-signature': 'zz' } })]).toEqual([
    'failed',
    'failed',
    'failed',
  ])
})

test('a request without a body has a signature too, and says nothing', () => {
  const empty = {
    ...eventAlert,
    body: new Uint8Array(),
    headers: { 'sentry-hook-signature': createHmac('sha256', secret).digest('hex'), 'sentry-hook-resource': 'event_alert' },
  }
  expect(sentry.authenticate(empty, signed, nodeVerifier).kind).toBe('verified')
  expect(reasonOf(sentry, empty)).toMatch(/^nothing: .*no body/)
})

test('the request’s id names the delivery', () => {
  expect(sentry.deliveryId(eventAlert)).toBe('00000000-0000-4000-8000-000000000018')
  expect(sentry.deliveryId(delivery({}))).toBeNull()
})
