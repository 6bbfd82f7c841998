// Sentences about when a log is lost, and what is lost first.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { day, formatInstant, hour, type Instant, minute, parseInstant, toInstant } from '../kernel/instant.ts'
import { type LossClock, lostAt, orderByLoss, type RetainedLog } from './lostAt.ts'
import { reminderInstants } from './reminders.ts'

const began = parseInstant('2026-03-01T02:00:00Z') as Instant
const log = (of: Partial<RetainedLog>): RetainedLog => ({
  kept: { how: 'time', window: 90 * day },
  plans: [],
  onByDefault: true,
  confidence: 'high',
  ...of,
})

describe('a log', () => {
  test('is lost its window after the incident’s first moment, and moves with it', () => {
    expect(lostAt(log({}), began)).toEqual({
      known: true,
      at: parseInstant('2026-05-30T02:00:00Z'),
      certainty: 'documented',
      onlyIf: null,
    })
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2_000_000_000_000 }), fc.integer({ min: 1, max: 400 * day }), (at, window) => {
        const clock = lostAt(log({ kept: { how: 'time', window } }), toInstant(at))
        const later = lostAt(log({ kept: { how: 'time', window } }), toInstant(at + hour))
        expect(clock.known && later.known && later.at - clock.at).toBe(hour)
      }),
    )
  })
  test('is as certain as who says so, and the tenant outranks the catalogue', () => {
    expect(lostAt(log({ confidence: 'low' }), began)).toMatchObject({ certainty: 'doubtful' })
    expect(lostAt(log({ onByDefault: false }), began)).toMatchObject({ onlyIf: 'switched-on' })
    expect(lostAt(log({ confidence: 'low' }), began, { says: 'window', window: 3 * day })).toEqual({
      known: true,
      at: began + 3 * day,
      certainty: 'confirmed',
      onlyIf: null,
    })
  })
  test('lives as long as the tenant’s plan says, and of a plan nobody knows nothing is known', () => {
    const planned = log({ plans: [{ plan: 'Free', window: 7 * day }] })
    expect(lostAt(planned, began, { says: 'plan', plan: 'Free' })).toMatchObject({ known: true, at: began + 7 * day })
    expect(lostAt(planned, began, { says: 'plan', plan: 'Gold' })).toMatchObject({ known: false, why: 'plan-not-known' })
  })
  test.each<[RetainedLog['kept'], string]>([
    [{ how: 'configured', says: 'as the bucket' }, 'configured'],
    [{ how: 'until', says: 'power-off' }, 'until-something-happens'],
    [{ how: 'volume', says: '20 MB', atMost: null }, 'by-volume'],
    [{ how: 'always', says: null }, 'kept-forever'],
    [{ how: 'not-kept' }, 'never-recorded'],
    [{ how: 'unpublished' }, 'unpublished'],
    [{ how: 'time', window: 9e15 }, 'too-far'],
  ])('that is kept %j has no date, and says why', (kept, why) => {
    expect(lostAt(log({ kept }), began)).toMatchObject({ known: false, why, says: expect.stringMatching(/\.$|: ask\.$/) })
  })
  test('that is overwritten by volume ends at the latest where a limit is known', () => {
    expect(lostAt(log({ kept: { how: 'volume', says: '1,500 lines', atMost: 7 * day } }), began)).toMatchObject({
      at: began + 7 * day,
      certainty: 'at-latest',
    })
  })
  test('that was never on has nothing to lose', () => {
    expect(lostAt(log({}), began, { says: 'switched-off' })).toMatchObject({ known: false, why: 'never-recorded' })
    expect(lostAt(log({}), began, { says: 'kept-forever' })).toMatchObject({ known: false, why: 'kept-forever' })
  })
})

const known = (at: number): LossClock => ({ known: true, at: toInstant(at), certainty: 'documented', onlyIf: null })
const unknown = (why: Extract<LossClock, { known: false }>['why']): LossClock => ({ known: false, why, says: '' })

describe('what is lost first', () => {
  test('comes first; memory before everything with a date, what is kept for ever last', () => {
    const items = [
      { id: 'bucket', clock: unknown('kept-forever'), urgency: null },
      { id: 'audit', clock: known(began + 90 * day), urgency: null },
      { id: 'events', clock: known(began + hour), urgency: 'minutes' as const },
      { id: 'windows', clock: unknown('by-volume'), urgency: 'hours' as const },
      { id: 'memory', clock: unknown('until-something-happens'), urgency: 'minutes' as const },
      { id: 'git', clock: known(began + 7 * day), urgency: 'hours' as const },
    ]
    expect(orderByLoss(items, began).map(({ id }) => id)).toEqual(['memory', 'events', 'windows', 'git', 'audit', 'bucket'])
  })
  test('is one order, whatever order it is asked in', () => {
    const anyClock = fc.oneof(
      fc.integer({ min: 0, max: 400 }).map((days) => known(began + days * day)),
      fc.constantFrom('configured', 'until-something-happens', 'kept-forever', 'never-recorded').map((why) => unknown(why as never)),
    )
    const anyItem = fc.record({
      id: fc.string(),
      clock: anyClock,
      urgency: fc.constantFrom('minutes', 'hours', 'days', null) as fc.Arbitrary<'minutes' | 'hours' | 'days' | null>,
    })
    fc.assert(
      fc.property(fc.uniqueArray(anyItem, { selector: ({ id }) => id }), (items) => {
        const ordered = orderByLoss(items, began)
        expect(orderByLoss([...items].reverse(), began)).toEqual(ordered)
        const dates = ordered.flatMap(({ clock }) => (clock.known ? [clock.at] : []))
        expect(dates).toEqual([...dates].sort((a, b) => a - b))
      }),
    )
  })
})

describe('reminders', () => {
  test('come at the policy’s margin and near the end where there is that much time', () => {
    expect(reminderInstants(began, toInstant(began + 30 * day), 7 * day).map(formatInstant)).toEqual([
      '2026-03-24T02:00:00.000Z',
      '2026-03-30T09:12:00.000Z',
    ])
  })
  test('are in proportion to what is left where there is not', () => {
    expect(reminderInstants(began, toInstant(began + hour), 7 * day)).toEqual([began + 30 * minute, began + 54 * minute])
    expect(reminderInstants(began, toInstant(began + 10 * minute))).toEqual([began + 5 * minute, began + 9 * minute])
  })
  test('lie between now and the loss, in order, and there are none after it', () => {
    const anyTime = fc.integer({ min: -day, max: 400 * day })
    fc.assert(
      fc.property(anyTime, fc.option(fc.integer({ min: 0, max: 60 * day }), { nil: undefined }), (left, margin) => {
        const loss = toInstant(began + left)
        const instants = reminderInstants(began, loss, margin)
        expect(instants.every((at) => at > began && at < loss)).toBe(true)
        expect(instants).toEqual([...new Set(instants)].sort((a, b) => a - b))
        if (left <= 0) expect(instants).toEqual([])
        if (left > 20 * 1000) expect(instants.length).toBeGreaterThan(0)
      }),
    )
  })
})
