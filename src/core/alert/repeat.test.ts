// Sentences about which deliveries are ones we have already.
import { expect, test } from 'vitest'
import { makeId } from '../kernel/ids.ts'
import { day, minute, toInstant } from '../kernel/instant.ts'
import type { Observation } from './observation.ts'
import type { AlertState } from './receive.ts'
import { findRepeat } from './repeat.ts'

const now = toInstant(1_780_000_000_000)
const deliveryId = makeId('delivery', now, new Uint8Array(10))
const alertId = makeId('alert', now, new Uint8Array(10))
const said = (status: 'firing' | 'resolved'): Observation => ({
  fingerprint: 'a',
  status,
  startedAt: null,
  endedAt: null,
  severity: null,
  title: 'a',
  summary: null,
  link: null,
  isTest: false,
  labels: {},
})
const known = (status: 'firing' | 'resolved') =>
  new Map<string, AlertState>([['a', { alertId, episode: 1, status, occurredAt: null, endedAt: null, firstReviewedAt: null }]])
const earlier = (milliseconds: number) => ({ deliveryId, receivedAt: toInstant(now - milliseconds) })
const base = { vendorId: null, receivedAt: now, observations: [said('firing')], sameId: undefined, sameBytes: undefined }

test('the tool’s own delivery id within thirty days is a repeat', () => {
  expect(findRepeat({ ...base, vendorId: 'x', sameId: earlier(29 * day) }, known('resolved'))).toBe(deliveryId)
  expect(findRepeat({ ...base, vendorId: 'x', sameId: earlier(31 * day) }, known('firing'))).toBeUndefined()
})

test('the same bytes within five minutes are a repeat where the tool names no deliveries', () => {
  expect(findRepeat({ ...base, sameBytes: earlier(4 * minute) }, known('firing'))).toBe(deliveryId)
  expect(findRepeat({ ...base, sameBytes: earlier(6 * minute) }, known('firing'))).toBeUndefined()
})

test('the same bytes under another delivery id of the tool are another delivery', () => {
  expect(findRepeat({ ...base, vendorId: 'y', sameBytes: earlier(minute) }, known('firing'))).toBeUndefined()
})

test('fire, resolve, fire again in the same words is not a repeat: the alert has moved on', () => {
  expect(findRepeat({ ...base, sameBytes: earlier(minute) }, known('resolved'))).toBeUndefined()
})

test('a delivery that said nothing about alerts is a repeat by its bytes alone', () => {
  expect(findRepeat({ ...base, observations: [], sameBytes: earlier(minute) }, new Map())).toBe(deliveryId)
})

test('a delivery never seen is no repeat', () => {
  expect(findRepeat(base, known('firing'))).toBeUndefined()
})
