// Standard Webhooks: signatures and messages.
import { createHmac } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { at, bareSource, delivery, fixture, onlyAlert, reasonOf } from '../../test/support/deliveries.ts'
import { nodeVerifier } from '../server/alert/nodeVerifier.ts'
import { standardWebhooks } from './standardWebhooks.ts'

const key = Buffer.from('not-a-real-standard-webhooks-key')
const secret = `whsec_${key.toString('base64')}`
const message = fixture('standard-webhooks.signed')

function authenticate(change: { headers?: Record<string, string>; body?: Uint8Array; secret?: string } = {}) {
  const headers = { ...message.headers, ...change.headers }
  const settings = { ...bareSource, secret: change.secret ?? secret }
  return standardWebhooks.authenticate({ ...message, ...(change.body ? { body: change.body } : {}), headers }, settings, nodeVerifier)
}

function signatureAt(seconds: number, signingKey: Uint8Array = key): Record<string, string> {
  const signed = createHmac('sha256', signingKey).update(`msg_example1.${seconds}.`).update(message.body).digest('base64')
  return { 'webhook-timestamp': String(seconds), 'webhook-signature': `v1,${signed}` }
}

describe('the signature', () => {
  test('fits if one of several does; versions that are not checked are passed over', () => {
    expect(authenticate()).toEqual({ kind: 'verified', by: 'webhook-signature v1, HMAC-SHA256' })
  })

  test('fails with another id, time, body or secret', () => {
    const flipped = Uint8Array.from(message.body)
    flipped[5] = (flipped[5] ?? 0) ^ 1
    expect(
      [
        authenticate({ headers: { 'webhook-id': 'msg_example2' } }),
        authenticate({ headers: { 'webhook-timestamp': String(message.receivedAt / 1000 + 1) } }),
        authenticate({ body: flipped }),
        authenticate({ secret: `whsec_${Buffer.from('another').toString('base64')}` }),
      ].map((authentication) => authentication.kind),
    ).toEqual(['failed', 'failed', 'failed', 'failed'])
  })

  test('may be five minutes old or early, and no more', () => {
    const now = message.receivedAt / 1000
    const kind = (seconds: number) => authenticate({ headers: signatureAt(seconds) }).kind
    expect([now - 300, now + 300].map(kind)).toEqual(['verified', 'verified'])
    expect([now - 301, now + 301].map(kind)).toEqual(['failed', 'failed'])
    expect(authenticate({ headers: { 'webhook-timestamp': 'soon' } }).kind).toBe('failed')
  })

  test('is checked with an unpadded secret, without its prefix, and with the old and the new one while it is changed', () => {
    const other = `whsec_${Buffer.from('the next secret').toString('base64')}`
    expect(secret.endsWith('=')).toBe(true)
    for (const written of [secret.replace(/=+$/, ''), secret.slice(6), ` ${secret} `, `${other} ${secret}`, `${secret}\n${other}`]) {
      expect(authenticate({ secret: written }).kind).toBe('verified')
    }
  })

  test('with a public key is not checked, and says so', () => {
    expect(authenticate({ headers: { 'webhook-signature': 'v1a,AAAA' } })).toMatchObject({
      kind: 'failed',
      reason: expect.stringMatching(/v1/),
    })
    expect(authenticate({ secret: 'whpk_!' })).toMatchObject({ kind: 'failed', reason: expect.stringMatching(/whsec_/) })
  })

  test('is found under Svix’s names too, and is missed when a secret is set', () => {
    const svix = Object.fromEntries(Object.entries(message.headers).map(([name, value]) => [name.replace('webhook-', 'svix-'), value]))
    const settings = { ...bareSource, secret }
    expect(standardWebhooks.authenticate({ ...message, headers: svix }, settings, nodeVerifier).kind).toBe('verified')
    expect(standardWebhooks.authenticate({ ...message, headers: {} }, settings, nodeVerifier).kind).toBe('failed')
    expect(standardWebhooks.authenticate({ ...message, headers: {} }, bareSource, nodeVerifier)).toEqual({ kind: 'url_only' })
  })
})

test('a message whose data speaks our words is that alert', () => {
  expect(onlyAlert(standardWebhooks, message)).toEqual({
    fingerprint: 'backup/orders',
    status: 'firing',
    severity: 'critical',
    title: 'Backup of orders failed',
    summary: null,
    startedAt: at('2026-03-04T05:06:07Z'),
    endedAt: null,
    link: null,
    isTest: false,
    labels: { type: 'backup.failed' },
  })
})

test('another message is titled by its type under its id; one without a type is refused', () => {
  const headers = { 'webhook-id': 'msg_1' }
  expect(onlyAlert(standardWebhooks, delivery({ type: 'invoice.failed', data: { id: 1 } }, headers))).toMatchObject({
    fingerprint: 'msg_1',
    title: 'invoice.failed',
  })
  expect(reasonOf(standardWebhooks, delivery({ test: 1 }, headers))).toMatch(/^unreadable: .*no `type`.*generic/)
  expect(standardWebhooks.deliveryId(message)).toBe('msg_example1')
})
