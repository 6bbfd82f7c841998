// Sentences about rotations: no gap, no overlap, and the hand-over at its local time whatever the clocks do.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, atTime, dateAt, weekdayOf } from '../kernel/deadline.ts'
import { day, formatInstant, hour, type Instant, parseInstant, toInstant } from '../kernel/instant.ts'
import { onCallAt, type Rotation, shiftsBetween } from './rotation.ts'

function at(text: string): Instant {
  const instant = parseInstant(text)
  if (instant === undefined) throw new Error(text)
  return instant
}

const rotation: Rotation = {
  id: 'primary',
  name: 'Primary',
  timeZone: 'Europe/Zurich',
  people: ['ada', 'grace', 'edsger'],
  handover: { weekday: 1, time: '09:00' },
  startsOn: '2026-03-16',
  overrides: [],
}

describe('a rotation', () => {
  test('hands over at the same local time on both sides of a clock change', () => {
    const shifts = shiftsBetween(rotation, at('2026-03-16T00:00:00Z'), at('2026-04-07T00:00:00Z'))
    expect(shifts.map(({ person, from, to }) => [person, formatInstant(from), formatInstant(to)])).toEqual([
      ['ada', '2026-03-16T08:00:00.000Z', '2026-03-23T08:00:00.000Z'],
      ['grace', '2026-03-23T08:00:00.000Z', '2026-03-30T07:00:00.000Z'],
      ['edsger', '2026-03-30T07:00:00.000Z', '2026-04-06T07:00:00.000Z'],
      ['ada', '2026-04-06T07:00:00.000Z', '2026-04-07T00:00:00.000Z'],
    ])
  })
  test('has nobody before its first hand-over, and nobody where nobody is in it', () => {
    expect(onCallAt(rotation, at('2026-03-16T07:59:59Z'))).toBeNull()
    expect(onCallAt(rotation, at('2026-03-16T08:00:00Z'))).toEqual({ person: 'ada', because: 'turn' })
    expect(shiftsBetween({ ...rotation, people: [] }, at('2026-03-16T00:00:00Z'), at('2026-05-16T00:00:00Z'))).toEqual([])
  })
  test('begins with the first such weekday on or after its start', () => {
    expect(onCallAt({ ...rotation, startsOn: '2026-03-17' }, at('2026-03-20T12:00:00Z'))).toBeNull()
    expect(onCallAt({ ...rotation, startsOn: '2026-03-17' }, at('2026-03-23T08:00:00Z'))?.person).toBe('ada')
  })
  test('is stood in for up to the very instant, and the last agreement counts', () => {
    const stood = {
      ...rotation,
      overrides: [
        { person: 'barbara', from: at('2026-03-17T10:00:00Z'), to: at('2026-03-17T20:00:00Z') },
        { person: 'grace', from: at('2026-03-17T18:00:00Z'), to: at('2026-03-18T06:00:00Z') },
      ],
    }
    expect(
      shiftsBetween(stood, at('2026-03-17T00:00:00Z'), at('2026-03-19T00:00:00Z')).map(({ person, because, to }) => [
        person,
        because,
        formatInstant(to).slice(5, 16),
      ]),
    ).toEqual([
      ['ada', 'turn', '03-17T10:00'],
      ['barbara', 'override', '03-17T18:00'],
      ['grace', 'override', '03-18T06:00'],
      ['ada', 'turn', '03-19T00:00'],
    ])
  })
  test('hands over once where the clocks fall back over midnight into the day before', () => {
    const newfoundland = { ...rotation, timeZone: 'America/St_Johns', handover: { weekday: 7, time: '00:00' }, startsOn: '2010-10-31' }
    expect(onCallAt(newfoundland, at('2010-11-07T02:29:59Z'))?.person).toBe('ada')
    expect(onCallAt(newfoundland, at('2010-11-07T02:30:00Z'))?.person).toBe('grace')
    expect(dateAt(at('2010-11-07T02:45:00Z'), 'America/St_Johns')).toBe('2010-11-06')
    expect(onCallAt(newfoundland, at('2010-11-07T02:45:00Z'))?.person).toBe('grace')
  })
  test('of one person still hands over every week', () => {
    expect(shiftsBetween({ ...rotation, people: ['ada'] }, at('2026-03-16T08:00:00Z'), at('2026-03-30T07:00:00Z'))).toHaveLength(2)
  })

  const zones = [
    'UTC',
    'Europe/Berlin',
    'America/New_York',
    'Pacific/Apia',
    'Africa/Cairo',
    'Australia/Lord_Howe',
    'America/Sao_Paulo',
    'Asia/Kolkata',
  ]
  const start = at('2011-12-01T00:00:00Z')
  const offset = fc.integer({ min: 0, max: 700 * 24 }).map((hours) => toInstant(start + hours * hour))
  const override = fc
    .record({ person: fc.constantFrom('x', 'y'), from: offset, length: fc.integer({ min: 1, max: 200 }) })
    .map(({ person, from, length }) => ({ person, from, to: toInstant(from + length * hour) }))
  const any: fc.Arbitrary<Rotation> = fc.record({
    id: fc.constant('r'),
    name: fc.constant('R'),
    timeZone: fc.constantFrom(...zones),
    people: fc.constantFrom(['a'], ['a', 'b'], ['a', 'b', 'c', 'd']),
    handover: fc.record({ weekday: fc.integer({ min: 1, max: 7 }), time: fc.constantFrom('00:00', '00:30', '02:30', '09:00', '23:59') }),
    startsOn: fc.constantFrom('2011-11-01', '2011-11-05'),
    overrides: fc.array(override, { maxLength: 4 }),
  })

  test('leaves no gap and no overlap, and says the same for a shift as for any instant in it', () => {
    fc.assert(
      fc.property(
        any,
        offset,
        fc.integer({ min: 1, max: 60 * 24 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (one, from, hours, part) => {
          const to = toInstant(from + hours * hour)
          const shifts = shiftsBetween(one, from, to)
          expect(shifts[0]?.from).toBe(from)
          expect(shifts.at(-1)?.to).toBe(to)
          shifts.forEach((shift, index) => {
            expect(shift.to).toBeGreaterThan(shift.from)
            const next = shifts[index + 1]
            if (next !== undefined) expect(next.from).toBe(shift.to)
            const inside = toInstant(shift.from + Math.floor((shift.to - 1 - shift.from) * part))
            expect(onCallAt(one, inside)).toEqual({ person: shift.person, because: shift.because })
          })
        },
      ),
      { numRuns: 150 },
    )
  })
  test('hands over on its weekday at its local time, and turn follows turn', () => {
    fc.assert(
      fc.property(any, offset, (one, from) => {
        const shifts = shiftsBetween({ ...one, overrides: [] }, from, toInstant(from + 40 * day))
        shifts.slice(1).forEach((shift, index) => {
          const date = dateAt(shift.from, one.timeZone)
          // Where a zone skips the date itself, the hand-over is on the next one there is.
          const dates = [date, addDays(date, -1)].filter((day) => weekdayOf(day) === one.handover.weekday)
          expect(dates.map((day) => atTime(day, one.handover.time, one.timeZone))).toContain(shift.from)
          const before = one.people.indexOf(shifts[index]?.person ?? '')
          expect(one.people.indexOf(shift.person)).toBe((before + 1) % one.people.length)
        })
      }),
      { numRuns: 100 },
    )
  })
})
