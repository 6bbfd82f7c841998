// Sentences about what an observation makes of what is known.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { makeId } from '../kernel/ids.ts'
import { type Instant, toInstant } from '../kernel/instant.ts'
import type { Observation } from './observation.ts'
import { type AlertState, type Attached, type Closes, receive } from './receive.ts'

const at = (minutes: number): Instant => toInstant(1_780_000_000_000 + minutes * 60_000)

function ids() {
  let next = 0
  return () => {
    next += 1
    return makeId(
      'alert',
      1_780_000_000_000,
      Uint8Array.from({ length: 10 }, (_, place) => (place === 9 ? next : place === 8 ? next >> 8 : 0)),
    )
  }
}

function said(
  fingerprint: string,
  status: 'firing' | 'resolved',
  startedAt: Instant | null = null,
  endedAt: Instant | null = null,
): Observation {
  return {
    fingerprint,
    status,
    startedAt,
    endedAt,
    severity: null,
    title: fingerprint,
    summary: null,
    link: null,
    isTest: false,
    labels: {},
  }
}

/** Several deliveries one after the other, as the intake takes them. */
function take(
  deliveries: readonly (readonly Observation[])[],
  closes: Closes = 'always',
  start = new Map<string, AlertState>(),
  arrivesAt = (_delivery: number) => at(10),
) {
  const latest = new Map(start)
  const newId = ids()
  const attached: Attached[] = []
  for (const [delivery, observations] of deliveries.entries()) {
    const taken = receive(latest, observations, closes, arrivesAt(delivery), newId)
    for (const one of taken) latest.set(one.said.fingerprint, one.alert)
    attached.push(...taken)
  }
  return { attached, latest, judgements: attached.map(({ judgement }) => judgement) }
}

describe('what one observation makes of what is known', () => {
  test('the first firing is a new alert, the next says what is known, resolved ends it', () => {
    const { judgements, latest } = take([[said('a', 'firing', at(0))], [said('a', 'firing', at(0))], [said('a', 'resolved', at(0), at(5))]])
    expect(judgements).toEqual(['new', 'repeated', 'resolved'])
    expect(latest.get('a')).toMatchObject({ episode: 1, status: 'resolved', occurredAt: at(0), endedAt: at(5) })
  })

  test('firing after it ended is a new alert: the next episode of the same condition', () => {
    const { attached, judgements } = take([
      [said('a', 'firing', at(0))],
      [said('a', 'resolved', at(0), at(5))],
      [said('a', 'firing', at(9))],
    ])
    expect(judgements).toEqual(['new', 'resolved', 'reopened'])
    expect(attached[2]?.alert.episode).toBe(2)
    expect(attached[2]?.alert.alertId).not.toBe(attached[0]?.alert.alertId)
  })

  test('firing after it ended opens an episode also where the tool gives no times', () => {
    expect(take([[said('a', 'firing')], [said('a', 'resolved')], [said('a', 'firing')]]).judgements).toEqual([
      'new',
      'resolved',
      'reopened',
    ])
  })

  test('a firing that was overtaken by its own end is kept with it and opens nothing', () => {
    const { judgements, latest } = take([[said('a', 'resolved', at(0), at(5))], [said('a', 'firing', at(0))]])
    expect(judgements).toEqual(['new', 'late'])
    expect(latest.get('a')).toMatchObject({ episode: 1, status: 'resolved' })
  })

  test('a firing with the very same start, long after the end, is the condition back: some tools name its first beginning for ever', () => {
    const deliveries = [[said('a', 'firing', at(0))], [said('a', 'resolved', at(0), at(5))], [said('a', 'firing', at(0))]]
    const soon = take(deliveries, 'configured', new Map(), (delivery) => at(delivery * 20))
    expect(soon.judgements).toEqual(['new', 'resolved', 'late'])
    const nextDay = take(deliveries, 'configured', new Map(), (delivery) => at(delivery * 720))
    expect(nextDay.judgements).toEqual(['new', 'resolved', 'reopened'])
    expect(nextDay.latest.get('a')).toMatchObject({ episode: 2, status: 'firing' })
  })

  test('a firing from before an alert that arrived resolved without its start is kept with it', () => {
    expect(take([[said('a', 'resolved', null, at(5))], [said('a', 'firing', at(3))]]).judgements).toEqual(['new', 'late'])
  })

  test('an end nobody announced makes an alert that arrived resolved, so that the population is complete', () => {
    const { attached } = take([[said('a', 'resolved', at(0), at(5))]])
    expect(attached[0]).toMatchObject({ judgement: 'new', alert: { status: 'resolved', endedAt: at(5) } })
  })

  test('an end that began after the known end is an occurrence whose firing we missed', () => {
    const { judgements, latest } = take([[said('a', 'resolved', at(0), at(5))], [said('a', 'resolved', at(7), at(8))]])
    expect(judgements).toEqual(['new', 'reopened'])
    expect(latest.get('a')).toMatchObject({ episode: 2, status: 'resolved', endedAt: at(8) })
  })

  test('the same end again changes nothing', () => {
    expect(take([[said('a', 'resolved', at(0), at(5))], [said('a', 'resolved', at(0), at(5))]]).judgements).toEqual(['new', 'repeated'])
  })

  test('an end older than the start of what fires now does not close it', () => {
    const { judgements, latest } = take([[said('a', 'firing', at(10))], [said('a', 'resolved', at(0), at(5))]])
    expect(judgements).toEqual(['new', 'late'])
    expect(latest.get('a')?.status).toBe('firing')
  })

  test('several observations of one condition in one delivery are taken in their order', () => {
    const { judgements, latest } = take([[said('a', 'firing', at(0)), said('a', 'resolved', at(0), at(1)), said('a', 'firing', at(2))]])
    expect(judgements).toEqual(['new', 'resolved', 'reopened'])
    expect(latest.get('a')).toMatchObject({ episode: 2, status: 'firing' })
  })
})

describe('after somebody decided on an alert', () => {
  const reviewed = (occurredAt: Instant | null): Map<string, AlertState> =>
    new Map([['a', { alertId: ids()(), episode: 1, status: 'firing', occurredAt, endedAt: null, firstReviewedAt: at(60) }]])

  test('a tool that never says it is over opens a new alert with its next word', () => {
    expect(take([[said('a', 'firing', at(0))]], 'never', reviewed(at(0))).judgements).toEqual(['reopened'])
    expect(take([[said('a', 'firing')]], 'never', reviewed(null)).judgements).toEqual(['reopened'])
  })

  test('a tool that says when it is over may repeat itself for days', () => {
    expect(take([[said('a', 'firing', at(0))]], 'always', reviewed(at(0))).judgements).toEqual(['repeated'])
    expect(take([[said('a', 'firing')]], 'configured', reviewed(null)).judgements).toEqual(['repeated'])
  })

  test('what began after the review, by the tool’s own word, is not what was reviewed', () => {
    expect(take([[said('a', 'firing', at(90))]], 'always', reviewed(at(0))).judgements).toEqual(['reopened'])
    expect(take([[said('a', 'firing', at(30))]], 'always', reviewed(at(0))).judgements).toEqual(['repeated'])
  })

  test('a source whose clock runs ahead does not reopen by repeating itself', () => {
    expect(take([[said('a', 'firing', at(90))]], 'always', reviewed(at(90))).judgements).toEqual(['repeated'])
  })
})

describe('whatever arrives', () => {
  const fingerprint = fc.constantFrom('a', 'b', 'c')
  const time = fc.option(fc.integer({ min: 0, max: 50 }).map(at), { nil: null })
  const observation = fc.oneof(
    fc.tuple(fingerprint, time).map(([of, start]) => said(of, 'firing', start)),
    fc.tuple(fingerprint, time, time).map(([of, start, end]) => said(of, 'resolved', start, end)),
  )
  const dated = fc
    .tuple(fingerprint, fc.integer({ min: 0, max: 50 }), fc.integer({ min: 0, max: 20 }), fc.boolean())
    .map(([of, start, length, over]) => (over ? said(of, 'resolved', at(start), at(start + length)) : said(of, 'firing', at(start))))
  const deliveries = fc.array(fc.array(observation, { maxLength: 6 }), { maxLength: 12 })
  const closes = fc.constantFrom<Closes>('always', 'configured', 'never')

  test('every observation is attached to exactly one alert, in its order', () => {
    fc.assert(
      fc.property(deliveries, closes, (sent, how) => {
        const { attached } = take(sent, how)
        expect(attached.map(({ said: what }) => what)).toEqual(sent.flat())
      }),
    )
  })

  test('episodes of a condition count up from one without a hole, and an alert is opened once', () => {
    fc.assert(
      fc.property(deliveries, closes, (sent, how) => {
        const openings = take(sent, how).attached.filter(({ judgement }) => judgement === 'new' || judgement === 'reopened')
        expect(new Set(openings.map(({ alert }) => alert.alertId)).size).toBe(openings.length)
        for (const of of ['a', 'b', 'c']) {
          const episodes = openings.filter(({ said: what }) => what.fingerprint === of).map(({ alert }) => alert.episode)
          expect(episodes).toEqual(episodes.map((_, place) => place + 1))
        }
      }),
    )
  })

  test('how observations are packed into deliveries makes no difference', () => {
    fc.assert(
      fc.property(deliveries, closes, (sent, how) => {
        expect(take([sent.flat()], how).judgements).toEqual(take(sent, how).judgements)
      }),
    )
  })

  test('conditions do not touch each other: taken apart, each comes to the same', () => {
    fc.assert(
      fc.property(deliveries, closes, (sent, how) => {
        const whole = take(sent, how).attached.filter(({ said: what }) => what.fingerprint === 'a')
        const alone = take([sent.flat().filter((what) => what.fingerprint === 'a')], how)
        expect(whole.map(({ judgement }) => judgement)).toEqual(alone.judgements)
      }),
    )
  })

  test('an alert only ever goes from firing to resolved', () => {
    fc.assert(
      fc.property(deliveries, closes, (sent, how) => {
        const seen = new Map<string, string>()
        for (const { alert } of take(sent, how).attached) {
          if (seen.get(alert.alertId) === 'resolved') expect(alert.status).toBe('resolved')
          seen.set(alert.alertId, alert.status)
        }
      }),
    )
  })

  test('the last observation of a dated delivery, sent again, opens nothing', () => {
    fc.assert(
      fc.property(fc.array(dated, { minLength: 1, maxLength: 10 }), (sent) => {
        const last = sent.at(-1)
        if (!last) return
        const again = take([sent, [last]]).judgements.at(-1)
        expect(['repeated', 'late']).toContain(again)
      }),
    )
  })
})
