// PagerDuty's V3 webhooks.
import { expect, test } from 'vitest'
import { at, bareSource, delivery, fixture, fixtureJson, onlyAlert, reasonOf } from '../../test/support/deliveries.ts'
import { nodeVerifier } from '../server/alert/nodeVerifier.ts'
import { pagerduty } from './pagerduty.ts'

const triggered = fixture('pagerduty.triggered')
const signed = { ...bareSource, secret: 'not-a-real-secret-0123456789' }

test('a triggered incident fires', () => {
  expect(onlyAlert(pagerduty, triggered)).toEqual({
    fingerprint: 'PEXAMPLE1',
    status: 'firing',
    severity: 'P2',
    title: 'Disk of db-1 is full',
    summary: 'Database',
    startedAt: at('2026-03-04T05:06:07Z'),
    endedAt: null,
    link: 'https://example.pagerduty.com/incidents/PEXAMPLE1',
    isTest: false,
    labels: {
      service: 'Database',
      urgency: 'high',
      priority: 'P2',
      status: 'triggered',
      number: '42',
      escalation_policy: 'Database on call',
    },
  })
})

test('a resolved incident ends when the event occurred, and began when it was last reopened', () => {
  expect(onlyAlert(pagerduty, fixture('pagerduty.resolved'))).toMatchObject({
    fingerprint: 'PEXAMPLE1',
    status: 'resolved',
    severity: 'low',
    startedAt: at('2026-03-04T05:20:00Z'),
    endedAt: at('2026-03-04T05:40:00Z'),
  })
})

test('an acknowledged incident still fires, and a later event about a resolved one claims no end', () => {
  const { event } = fixtureJson('pagerduty.resolved')
  const acknowledged = { event: { ...event, event_type: 'incident.acknowledged', data: { ...event.data, status: 'acknowledged' } } }
  expect(onlyAlert(pagerduty, delivery(acknowledged))).toMatchObject({ status: 'firing', endedAt: null })
  const later = { event: { ...event, event_type: 'incident.priority_updated' } }
  expect(onlyAlert(pagerduty, delivery(later))).toMatchObject({ status: 'resolved', endedAt: null })
})

test('the test event is an alert marked as a test', () => {
  expect(onlyAlert(pagerduty, fixture('pagerduty.ping'))).toMatchObject({
    isTest: true,
    title: 'Test event from PagerDuty',
    summary: 'Hello from a test',
  })
})

test('a note says nothing about the incident’s state', () => {
  expect(reasonOf(pagerduty, fixture('pagerduty.note'))).toMatch(/^nothing: .*incident\.annotated/)
})

test('requests that are no V3 webhook are refused, each with what to do', () => {
  expect(reasonOf(pagerduty, delivery({ messages: [] }))).toMatch(/^unreadable: .*V1 or V2.*V3/)
  expect(reasonOf(pagerduty, delivery({ routing_key: 'k', event_action: 'trigger' }))).toMatch(/^unreadable: .*Events API/)
  expect(reasonOf(pagerduty, delivery({ id: 'P1' }))).toMatch(/^unreadable: .*no `event`/)
})

test('any one of several signatures may fit, so that the secret can be changed', () => {
  expect(pagerduty.authenticate(triggered, signed, nodeVerifier)).toEqual({ kind: 'verified', by: 'X-PagerDuty-Signature, HMAC-SHA256' })
})

test('a flipped byte, a missing signature, another version or another secret fails; without a secret the address vouches', () => {
  const flipped = Uint8Array.from(triggered.body)
  flipped[10] = (flipped[10] ?? 0) ^ 1
  const signature = triggered.headers['x-pagerduty-signature'] ?? ''
  const kinds = [
    pagerduty.authenticate({ ...triggered, body: flipped }, signed, nodeVerifier),
    pagerduty.authenticate({ ...triggered, headers: {} }, signed, nodeVerifier),
    pagerduty.authenticate(
      { ...triggered, headers: { 'x-pagerduty-signature': signature.replaceAll('v1=', 'v0=') } },
      signed,
      nodeVerifier,
    ),
    pagerduty.authenticate(triggered, { ...signed, secret: 'another' }, nodeVerifier),
  ].map((authentication) => authentication.kind)
  expect(kinds).toEqual(['failed', 'failed', 'failed', 'failed'])
  expect(pagerduty.authenticate(triggered, bareSource, nodeVerifier)).toEqual({ kind: 'url_only' })
})

test('the event’s id names the delivery', () => {
  expect(pagerduty.deliveryId(triggered)).toBe('01EXAMPLE0000000000000000A')
  expect(pagerduty.deliveryId(delivery('not json'))).toBeNull()
})
