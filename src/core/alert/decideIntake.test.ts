// Sentences about a batch of deliveries: repeats, numbers, counts, and what goes on record in which order.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type AlertId, makeId } from '../kernel/ids.ts'
import { toInstant } from '../kernel/instant.ts'
import { type ArrivedDelivery, decideIntake, type IntakeInput, type IntakeSource } from './decideIntake.ts'
import type { Observation } from './observation.ts'

const now = toInstant(1_780_000_000_000)
let made = 0
function random() {
  made += 1
  return Uint8Array.from({ length: 10 }, (_, place) => (made >> (8 * (9 - place))) & 0xff)
}
const newId = (): AlertId => makeId('alert', now, random())
const source: IntakeSource = {
  sourceId: makeId('source', now, random()),
  name: 'Prometheus',
  integration: 'alertmanager',
  closes: 'always',
  reviewTargetSeconds: 3600,
}

function said(fingerprint: string, status: 'firing' | 'resolved' = 'firing', startedAt = now): Observation {
  const endedAt = status === 'resolved' ? toInstant(startedAt + 60_000) : null
  return {
    fingerprint,
    status,
    startedAt,
    endedAt,
    severity: 'page',
    title: fingerprint,
    summary: null,
    link: null,
    isTest: false,
    labels: {},
  }
}

function arrived(observations: readonly Observation[], more: Partial<ArrivedDelivery> = {}): ArrivedDelivery {
  return {
    deliveryId: makeId('delivery', now, random()),
    source,
    arrivedAt: now,
    authentication: 'url_only',
    vendorId: null,
    refused: false,
    reason: null,
    observations,
    omitted: 0,
    file: { sha256: String(made), size: 2, type: 'application/json' },
    ...more,
  }
}

function take(deliveries: readonly ArrivedDelivery[], more: Partial<IntakeInput> = {}) {
  return decideIntake({
    deliveries,
    earlier: { byId: new Map(), byBytes: new Map() },
    known: new Map(),
    nextNumber: 7,
    newId,
    ...more,
  })
}

describe('a batch of deliveries', () => {
  test('opens alerts with numbers that have no hole, counted over deliveries', () => {
    const { opened } = take([arrived([said('a'), said('b')]), arrived([said('a'), said('c')])])
    expect(opened.map(({ said: what, number, observations }) => [what.fingerprint, number, observations])).toEqual([
      ['a', 7, 2],
      ['b', 8, 1],
      ['c', 9, 1],
    ])
  })

  test('records each delivery before what it opens and ends', () => {
    const { entries } = take([arrived([said('a')]), arrived([said('a', 'resolved')])])
    expect(entries.map(({ kind }) => kind)).toEqual(['delivery.received', 'alert.received', 'delivery.received', 'alert.resolved'])
  })

  test('records the end of an alert that was over when it arrived', () => {
    const { entries, opened } = take([arrived([said('a', 'resolved')])])
    expect(entries.map(({ kind }) => kind)).toEqual(['delivery.received', 'alert.received', 'alert.resolved'])
    expect(opened[0]).toMatchObject({ status: 'resolved', endedAt: now + 60_000 })
    expect(entries[1]?.detail).toMatchObject({ status: 'resolved', number: 7, episode: 1 })
  })

  test('makes no observation of a repeat, also within the batch, and names what it repeats', () => {
    const first = arrived([said('a')], { vendorId: 'x' })
    const { deliveries, observations, entries } = take([first, arrived([said('a')], { vendorId: 'x' })])
    expect(deliveries.map(({ state, repeats, observations: count }) => [state, repeats, count])).toEqual([
      ['accepted', null, 1],
      ['repeated', first.deliveryId, 0],
    ])
    expect(observations).toHaveLength(1)
    expect(entries.at(-1)).toMatchObject({
      kind: 'delivery.received',
      detail: { state: 'repeated', repeats: first.deliveryId, observations: 0 },
    })
  })

  test('keeps a refused delivery, and does not take a later good one for its repeat', () => {
    const bad = arrived([], { refused: true, reason: 'Signature wrong.', authentication: 'failed', vendorId: 'x' })
    const { deliveries, entries, opened } = take([bad, arrived([said('a')], { vendorId: 'x' })])
    expect(deliveries.map(({ state }) => state)).toEqual(['refused', 'accepted'])
    expect(entries[0]).toMatchObject({ kind: 'delivery.refused', detail: { reason: 'Signature wrong.', authentication: 'failed' } })
    expect(opened).toHaveLength(1)
  })

  test('speaks of an alert known before without opening it again', () => {
    const alertId = newId()
    const known = new Map([
      [
        source.sourceId,
        new Map([['a', { alertId, episode: 3, status: 'firing' as const, occurredAt: now, endedAt: null, firstReviewedAt: null }]]),
      ],
    ])
    const { opened, spokenOf } = take([arrived([said('a')]), arrived([said('a', 'resolved')])], { known })
    expect(opened).toEqual([])
    expect(spokenOf).toEqual([{ alertId, observations: 2, observedAt: now, resolved: { endedAt: now + 60_000, resolvedAt: now } }])
  })

  test('does not mix the alerts of two sources that use the same fingerprint', () => {
    const other = { ...source, sourceId: makeId('source', now, random()) }
    expect(take([arrived([said('a')]), arrived([said('a')], { source: other })]).opened).toHaveLength(2)
  })

  test('however deliveries are split into batches, the same alerts come of it', () => {
    const observation = fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.constantFrom<'firing' | 'resolved'>('firing', 'resolved'), fc.nat(3))
    const sent = fc.array(fc.array(observation, { maxLength: 4 }), { maxLength: 8 })
    const shape = ({ opened, observations }: ReturnType<typeof take>) => ({ opened: opened.length, observations: observations.length })
    fc.assert(
      fc.property(sent, fc.nat(8), (payloads, cut) => {
        const all = payloads.map((payload) =>
          arrived(payload.map(([of, status, minute]) => said(of, status, toInstant(now + minute * 60_000)))),
        )
        const earlier = { byId: new Map(), byBytes: new Map() }
        const known: IntakeInput['known'] = new Map()
        const first = shape(take(all.slice(0, cut), { earlier, known }))
        const second = shape(take(all.slice(cut), { earlier, known }))
        const whole = shape(take(all))
        expect({ opened: first.opened + second.opened, observations: first.observations + second.observations }).toEqual(whole)
      }),
    )
  })
})
