// Grafana's contact points, new and old.
import { createHmac } from 'node:crypto'
import { expect, test } from 'vitest'
import { at, bareSource, delivery, fixture, fixtureJson, onlyAlert, reasonOf } from '../../test/support/deliveries.ts'
import { nodeVerifier } from '../server/alert/nodeVerifier.ts'
import { grafana } from './grafana.ts'

const secret = 'not-a-real-grafana-secret'
const signed = { ...bareSource, secret }
const unified = fixture('grafana.unified')

function sign(text: string): string {
  return createHmac('sha256', secret).update(text).update(unified.body).digest('hex')
}

test('a rule’s alert is read, its times brought to UTC', () => {
  expect(onlyAlert(grafana, unified)).toEqual({
    fingerprint: '9e8d7c6b5a493827',
    status: 'firing',
    severity: 'page',
    title: 'Error rate',
    summary: 'More than 5 % of requests fail',
    startedAt: at('2026-03-04T05:00:10Z'),
    endedAt: null,
    link: 'https://grafana.example.com/alerting/grafana/abcdef/view?orgId=1',
    isTest: false,
    labels: { alertname: 'Error rate', grafana_folder: 'Shop', severity: 'page' },
  })
})

test('the Test button’s alert is a test, and its relative link gives way to the panel’s', () => {
  expect(onlyAlert(grafana, fixture('grafana.test'))).toMatchObject({
    isTest: true,
    link: 'https://grafana.example.com/d/dashboard_uid?viewPanel=1',
  })
})

test('a rule of version 8 is read; no data fires, ok resolves, pending and paused say nothing', () => {
  const legacy = fixtureJson('grafana.legacy')
  expect(onlyAlert(grafana, fixture('grafana.legacy'))).toMatchObject({
    fingerprint: 'rule:17',
    status: 'firing',
    severity: 'warning',
    title: 'Queue too long',
    summary: 'The worker may be down.',
    startedAt: null,
    link: 'https://grafana.example.com/d/queues/queues?tab=alert&viewPanel=2',
    labels: { team: 'orders', state: 'no_data' },
  })
  expect(onlyAlert(grafana, delivery({ ...legacy, state: 'ok' }))).toMatchObject({ fingerprint: 'rule:17', status: 'resolved' })
  expect(reasonOf(grafana, delivery({ ...legacy, state: 'paused' }))).toMatch(/^nothing: .*paused/)
  expect(onlyAlert(grafana, delivery({ ...legacy, ruleId: 0, ruleName: 'Test notification' }))).toMatchObject({
    isTest: true,
    fingerprint: 'rule:test',
  })
})

test('a signature over the body holds, and no other', () => {
  const authenticate = (headers: Record<string, string>) => grafana.authenticate({ ...unified, headers }, signed, nodeVerifier).kind
  expect(authenticate({ 'x-grafana-alerting-signature': sign('') })).toBe('verified')
  expect(authenticate({ 'x-grafana-alerting-signature': sign(' ') })).toBe('failed')
  expect(authenticate({})).toBe('failed')
  expect(grafana.authenticate(unified, bareSource, nodeVerifier)).toEqual({ kind: 'url_only' })
})

test('a signed time must be within five minutes', () => {
  const kind = (seconds: string) =>
    grafana.authenticate(
      { ...unified, headers: { 'x-grafana-alerting-signature': sign(`${seconds}:`), 'x-grafana-alerting-timestamp': seconds } },
      signed,
      nodeVerifier,
    ).kind
  const now = unified.receivedAt / 1000
  expect([now, now - 300, now + 300].map((seconds) => kind(String(seconds)))).toEqual(['verified', 'verified', 'verified'])
  expect([String(now - 301), String(now + 301), '', 'now'].map(kind)).toEqual(['failed', 'failed', 'failed', 'failed'])
})

test('a custom payload is refused with what to do', () => {
  expect(reasonOf(grafana, delivery({ hello: 'world' }))).toMatch(/^unreadable: .*custom payload/)
})
