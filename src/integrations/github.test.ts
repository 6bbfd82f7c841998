// GitHub's security alerts.
import { createHmac } from 'node:crypto'
import { expect, test } from 'vitest'
import { at, bareSource, delivery, fixture, fixtureJson, onlyAlert, reasonOf, withBody } from '../../test/support/deliveries.ts'
import { nodeVerifier } from '../server/alert/nodeVerifier.ts'
import { github } from './github.ts'

const secret = 'not-a-real-webhook-secret'
const signed = { ...bareSource, secret }
const dependabot = fixture('github.dependabot')

test('a Dependabot alert fires under its repository and number', () => {
  expect(onlyAlert(github, dependabot)).toEqual({
    fingerprint: 'dependabot_alert/4242/7',
    status: 'firing',
    severity: 'high',
    title: 'left-pad pads without end',
    summary: 'An attacker can make it pad for ever.',
    startedAt: at('2026-03-04T05:06:07Z'),
    endedAt: null,
    link: 'https://github.com/example/shop/security/dependabot/7',
    isTest: false,
    labels: {
      repository: 'example/shop',
      event: 'dependabot_alert',
      action: 'created',
      state: 'open',
      package: 'left-pad',
      ecosystem: 'npm',
      manifest: 'package-lock.json',
      ghsa: 'GHSA-aaaa-bbbb-cccc',
      cve: 'CVE-2026-0001',
    },
  })
})

test('a dismissed alert has ended, with who knows what reason', () => {
  const body = fixtureJson('github.dependabot')
  const alert = {
    ...body.alert,
    state: 'dismissed',
    dismissed_at: '2026-03-04T06:00:00Z',
    dismissed_reason: 'tolerable_risk',
    dismissed_comment: 'dev only',
  }
  expect(onlyAlert(github, withBody(dependabot, { ...body, action: 'dismissed', alert }))).toMatchObject({
    status: 'resolved',
    endedAt: at('2026-03-04T06:00:00Z'),
    summary: 'An attacker can make it pad for ever.\nClosed in GitHub as “tolerable_risk”: dev only.',
  })
})

test('a found secret is told by its type, never by itself', () => {
  const alert = onlyAlert(github, fixture('github.secret'))
  expect(alert).toMatchObject({
    fingerprint: 'secret_scanning_alert/4242/3',
    status: 'resolved',
    severity: null,
    title: 'Example API key',
    endedAt: at('2026-03-04T06:00:00Z'),
    link: 'https://github.com/example/shop/security/secret-scanning/3',
  })
  expect(JSON.stringify(alert)).not.toContain('ex_0123456789')
  expect(github.secretsInBody).toContain('/alert/secret')
})

test('a reopened alert began again when it was reopened, not when it was first created', () => {
  expect(onlyAlert(github, fixture('github.code'))).toMatchObject({
    fingerprint: 'code_scanning_alert/4242/12',
    status: 'firing',
    severity: 'critical',
    startedAt: at('2026-03-04T05:06:07Z'),
    labels: { path: 'src/orders.ts', tool: 'CodeQL', ref: 'refs/heads/main' },
  })
})

test('without a state the action decides, and an unheard-of action fires', () => {
  const { alert, ...body } = fixtureJson('github.dependabot')
  const status = (action: string, more = {}) =>
    onlyAlert(github, withBody(dependabot, { ...body, action, alert: { ...alert, state: undefined, ...more } })).status
  expect(['created', 'reintroduced', 'auto_reopened', 'invented'].map((action) => status(action))).toEqual([
    'firing',
    'firing',
    'firing',
    'firing',
  ])
  expect(['fixed', 'dismissed', 'auto_dismissed', 'resolved'].map((action) => status(action))).toEqual([
    'resolved',
    'resolved',
    'resolved',
    'resolved',
  ])
  expect(status('validated', { resolution: 'revoked' })).toBe('resolved')
})

test('an advisory fires when published and ends when withdrawn', () => {
  const advisory = {
    ghsa_id: 'GHSA-2222-3333-4444',
    summary: 'A flaw',
    severity: 'high',
    published_at: '2026-03-01T00:00:00Z',
    withdrawn_at: null,
  }
  const of = (action: string, more = {}) =>
    delivery({ action, security_advisory: { ...advisory, ...more } }, { 'X-GitHub-Event': 'security_advisory' })
  expect(onlyAlert(github, of('published'))).toMatchObject({
    fingerprint: 'security_advisory/GHSA-2222-3333-4444',
    status: 'firing',
    link: 'https://github.com/advisories/GHSA-2222-3333-4444',
  })
  expect(onlyAlert(github, of('withdrawn', { withdrawn_at: '2026-03-02T00:00:00Z' }))).toMatchObject({
    status: 'resolved',
    endedAt: at('2026-03-02T00:00:00Z'),
  })
})

test('a ping and other events say nothing; a lost header and a lost alert are refused', () => {
  expect(reasonOf(github, fixture('github.ping'))).toMatch(/^nothing: .*ping/)
  for (const event of ['push', 'constructor'])
    expect(reasonOf(github, { ...dependabot, headers: { 'x-github-event': event } })).toMatch(/^nothing: .*Untick/)
  expect(reasonOf(github, { ...dependabot, headers: {} })).toMatch(/^unreadable: .*X-GitHub-Event/)
  expect(reasonOf(github, withBody(dependabot, { action: 'created' }))).toMatch(/^unreadable: .*no alert/)
})

test('the signature is over the bytes of the body, also when the body is a form', () => {
  const kind = (from: typeof dependabot) => github.authenticate(from, signed, nodeVerifier).kind
  expect(kind(dependabot)).toBe('verified')
  expect(kind({ ...dependabot, body: dependabot.body.slice(1) })).toBe('failed')
  expect(kind({ ...dependabot, headers: { 'x-hub-signature': 'sha1=00' } })).toBe('failed')
  const { 'x-hub-signature-256': genuine = '' } = dependabot.headers
  expect(kind({ ...dependabot, headers: { 'x-hub-signature-256': genuine.replace('sha256=', 'sha512=') } })).toBe('failed')
  const form = delivery(`payload=${encodeURIComponent(JSON.stringify(fixtureJson('github.dependabot')))}`, {
    'content-type': 'application/x-www-form-urlencoded',
    'x-github-event': 'dependabot_alert',
  })
  const signature = createHmac('sha256', secret).update(form.body).digest('hex')
  expect(kind({ ...form, headers: { ...form.headers, 'x-hub-signature-256': `sha256=${signature}` } })).toBe('verified')
  expect(onlyAlert(github, form).fingerprint).toBe('dependabot_alert/4242/7')
})

test('GitHub’s own id names the delivery', () => {
  expect(github.deliveryId(dependabot)).toBe('00000000-0000-4000-8000-000000000019')
})
