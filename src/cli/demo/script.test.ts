// Does the demo tell the same story every time, of the right quarter and size?
import { deepStrictEqual } from 'node:assert/strict'
import { describe, expect, test } from 'vitest'
import { toInstant } from '../../core/kernel/instant.ts'
import { readConfig } from '../../server/config.ts'
import { lastDays, type Script, writeScript } from './script.ts'
import { momentsInOrder } from './timeline.ts'

const config = readConfig({ TICKMARK_DATA_DIR: '/nowhere' })
const write = (now: string) => writeScript(config, toInstant(Date.parse(now)))

const written = new Map<string, Promise<Script>>()
/** The same script each time, for whoever does not ask whether it would be. */
function scriptOf(now: string): Promise<Script> {
  const script = written.get(now) ?? write(now)
  written.set(now, script)
  return script
}

/** What a person does is a function, and no two of those are equal. */
const comparable = ({ plots, ...script }: Script) => ({
  ...script,
  plots: plots.map(({ acts, ...plot }) => ({ ...plot, acts: acts.map(({ at, by }) => ({ at, by })) })),
})

/** What a letter opens is one alert for each thing it speaks of. */
const alertsIn = ({ letters, quarter }: Script) =>
  letters
    .filter(
      ({ at, opens }) => opens !== null && new Date(at).toISOString() >= quarter.first && new Date(at).toISOString() < `${quarter.last}T24`,
    )
    .reduce((sum, { opens }) => sum + (opens?.subjects.length ?? 0), 0)

describe('the script of the demo', () => {
  test('is the same for one date, down to ids and signatures', async () => {
    const [one, other] = await Promise.all([scriptOf('2026-11-22T10:00:00Z'), write('2026-11-22T10:00:00Z')])
    // Node's comparison: of thousands of bodies, byte by byte, the test runner's takes longer than writing both.
    deepStrictEqual(comparable(one), comparable(other))
    expect(new Set(one.letters.map(({ delivery }) => delivery.deliveryId)).size).toBe(one.letters.length)
  })

  test('is the same for two instants of one quarter until the last days before the earlier one', async () => {
    const [early, late] = await Promise.all([scriptOf('2026-11-22T10:00:00Z'), write('2026-12-19T23:10:00Z')])
    const until = toInstant(early.story.to - lastDays)
    const begun = (script: Script) => ({
      moments: momentsInOrder(script)
        .filter(({ at }) => at < until)
        .map((moment) => (moment.kind === 'act' ? { ...moment, act: moment.act.at } : moment)),
      letters: script.letters.filter(({ at }) => at < until),
    })
    deepStrictEqual(begun(early), begun(late))
    const rest = await writeScript(config, early.story.to, until)
    deepStrictEqual(
      rest.letters,
      early.letters.filter(({ at }) => at > until),
    )
    expect(rest.letters.length).toBeLessThan(early.letters.length / 10)
  })

  test.each([
    ['2026-11-22T10:00:00Z', '2026-07-01', '2026-09-30'],
    ['2026-12-31T22:30:00Z', '2026-07-01', '2026-09-30'],
    ['2027-01-01T00:30:00Z', '2026-10-01', '2026-12-31'],
    ['2028-04-02T12:00:00Z', '2028-01-01', '2028-03-31'],
  ])('told on %s it is of the last full quarter, with about 4,000 alerts', async (now, first, last) => {
    const script = await scriptOf(now)
    expect(script.quarter).toEqual({ first, last })
    expect(alertsIn(script)).toBeGreaterThan(3_500)
    expect(alertsIn(script)).toBeLessThan(4_500)
  })

  test.each(['2026-11-22T10:00:00Z', '2027-01-01T00:30:00Z', '2028-04-02T12:00:00Z'])(
    'told on %s it has alerts for every incident, and nothing happens after it ends',
    async (now) => {
      const { plots, letters, story } = await scriptOf(now)
      const wanted = plots.flatMap(({ firings }) => firings).filter(({ startedAt }) => startedAt < story.to)
      const sent = letters.flatMap(({ opens }) => opens?.alias ?? [])
      expect(sent.sort()).toEqual(wanted.flatMap(({ alias }) => alias ?? []).sort())
      expect(sent).toContain('credentials outside')
      const inTime = plots.map(({ key, acts }) => [key, acts.some(({ at }) => at < story.to), acts.some(({ at }) => at < story.from)])
      expect(inTime).toEqual(plots.map(({ key }) => [key, true, false]))
    },
  )

  test('has every tool’s letters read, and two that are refused', async () => {
    const { letters } = await scriptOf('2026-11-22T10:00:00Z')
    expect(letters.filter(({ delivery }) => delivery.interpreted.refused)).toHaveLength(2)
    expect(new Set(letters.map(({ source }) => source)).size).toBe(6)
  })
})
