// Sentences about escalation: who comes next, what stops it, and that it always comes to an end.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { PageId, PathId, PersonId } from '../kernel/ids.ts'
import { type Instant, minute, toInstant } from '../kernel/instant.ts'
import { decideAnswer, decideFailure, decidePage, type KeptPage } from './decidePage.ts'
import { goOn, type Machine } from './goOn.ts'
import { nextAttempt, nextStep, type Resolved, type ResolvedLevel, type Situation } from './nextStep.ts'
import { type PageFailure, pageFailures } from './page.ts'
import type { StoredLevel, StoredPath } from './storedPath.ts'

const start = toInstant(Date.UTC(2026, 2, 4, 2, 0))
const atMinute = (minutes: number) => toInstant(start + minutes * minute)
const system = { id: 'system', name: 'Tickmark' } as const
const pathId = 'esc_1' as PathId

const is = (name: string): Resolved => ({ personId: `per_${name}` as PersonId, name })
const nobody: Resolved = { nobody: 'nobody-on-rotation', name: 'Primary' }

const level: StoredLevel = {
  target: { kind: 'person', id: 'per_1' as PersonId },
  backup: null,
  mechanism: null,
  pagingPolicy: null,
  channel: null,
  call: null,
  chat: null,
  waitMinutes: 15,
  lastVerified: null,
}
const pathWith = (count: number): StoredPath => ({ pathId, key: 'k', name: 'On call', levels: Array(count).fill(level), changedAt: start })

type Going = Omit<Situation, 'pages'> & { pages: KeptPage[] }
const going = (levels: ResolvedLevel[], more: Partial<Going> = {}): Going => ({
  pathId,
  levels,
  pages: [],
  acknowledgedAt: null,
  isOver: false,
  ...more,
})

let ids = 0
const machine: Machine = { newId: () => `pge_${++ids}` as PageId, reachOf: () => ({ channel: 'email', via: null }), by: system }

function paged(situation: Going, number: number, at: Instant, standsIn = false): KeptPage {
  const one = situation.levels[number - 1]
  const to = (standsIn ? one?.backup : one?.target) ?? nobody
  const page = decidePage({
    pageId: machine.newId(),
    to,
    level: { path: pathWith(situation.levels.length), attempt: { number, standsIn } },
    channel: 'email',
    via: null,
    by: system,
    at,
    now: at,
  })
  situation.pages.push(page)
  return page
}

function replace(situation: Going, page: KeptPage) {
  situation.pages = situation.pages.map((one) => (one.pageId === page.pageId ? page : one))
}

const fail = (situation: Going, page: KeptPage, why: PageFailure, at: Instant) =>
  replace(situation, decideFailure(page, why, system, 'said', at))

const three = () =>
  going([
    { target: is('ada'), backup: is('bo') },
    { target: is('cy'), backup: null },
    { target: is('di'), backup: is('ed') },
  ])

describe('the next step', () => {
  test('nothing happens by itself before somebody was paged, and the first level is whom to page', () => {
    expect(nextStep(three(), start)).toEqual({ kind: 'rests', because: 'not-begun' })
    expect(nextAttempt(three(), start)).toMatchObject({ attempt: { number: 1, standsIn: false }, to: { name: 'ada' } })
  })

  test('a page waits until the instant that was agreed, then it is given up, and silence passes to the next level', () => {
    const situation = three()
    const page = paged(situation, 1, start)
    expect(nextStep(situation, atMinute(14))).toEqual({ kind: 'waits', pageId: page.pageId, until: atMinute(15) })
    expect(nextStep(situation, atMinute(15))).toEqual({ kind: 'gives-up', pageId: page.pageId })
    fail(situation, page, 'no-answer', atMinute(15))
    expect(nextStep(situation, atMinute(15))).toMatchObject({ kind: 'pages', attempt: { number: 2, standsIn: false } })
  })

  test.each(['wrong-number', 'channel-unreachable', 'declined', 'other'] as const)('%s goes to the backup of the level', (why) => {
    const situation = three()
    fail(situation, paged(situation, 1, start), why, atMinute(1))
    expect(nextStep(situation, atMinute(1))).toMatchObject({ kind: 'pages', attempt: { number: 1, standsIn: true }, to: { name: 'bo' } })
  })

  test('a backup who is whoever did not answer is not paged again', () => {
    const situation = going([
      { target: is('ada'), backup: is('ada') },
      { target: is('cy'), backup: null },
    ])
    fail(situation, paged(situation, 1, start), 'declined', atMinute(1))
    expect(nextStep(situation, atMinute(1))).toMatchObject({ attempt: { number: 2, standsIn: false } })
  })

  test('behind the last level its backup is tried also after silence, and then nobody is left', () => {
    const situation = three()
    fail(situation, paged(situation, 3, start), 'no-answer', atMinute(15))
    expect(nextStep(situation, atMinute(15))).toMatchObject({ attempt: { number: 3, standsIn: true } })
    fail(situation, paged(situation, 3, atMinute(15), true), 'no-answer', atMinute(30))
    expect(nextStep(situation, atMinute(30))).toEqual({ kind: 'rests', because: 'exhausted' })
  })

  test('an answer of anybody ends it, and a page that is asked for after that begins anew', () => {
    const situation = three()
    const page = paged(situation, 1, start)
    replace(situation, decideAnswer(page, system, null, atMinute(3)))
    expect(nextStep(situation, atMinute(60))).toEqual({ kind: 'rests', because: 'answered' })
    const again = paged(situation, 1, atMinute(90))
    expect(nextStep(situation, atMinute(105))).toEqual({ kind: 'gives-up', pageId: again.pageId })
    fail(situation, again, 'no-answer', atMinute(105))
    expect(nextStep(situation, atMinute(105))).toMatchObject({ attempt: { number: 2 } })
  })

  test('acknowledging stops what was asked for before, and a page that was left open then is not given up later', () => {
    const situation = { ...three(), acknowledgedAt: atMinute(5) }
    paged(situation, 1, start)
    expect(nextStep(situation, atMinute(60))).toEqual({ kind: 'rests', because: 'stopped' })
    const later = paged(situation, 2, atMinute(70))
    expect(nextStep(situation, atMinute(71))).toEqual({ kind: 'waits', pageId: later.pageId, until: atMinute(85) })
  })

  test('nobody is called for an incident that is over', () => {
    const situation = { ...three(), isOver: true }
    paged(situation, 1, start)
    expect(nextStep(situation, atMinute(60))).toEqual({ kind: 'rests', because: 'stopped' })
    expect(nextAttempt(situation, atMinute(60))).toBeNull()
  })
})

describe('going on', () => {
  test('an empty rotation is on record as that, and the backup is paged in the same moment', () => {
    const situation = going([
      { target: is('ada'), backup: null },
      { target: nobody, backup: is('bo') },
    ])
    paged(situation, 1, start)
    const { ended, made } = goOn(pathWith(2), situation, machine, atMinute(15))
    expect(ended.map(({ end }) => end)).toEqual([{ kind: 'failed', at: atMinute(15), why: 'no-answer' }])
    expect(made.map(({ level, to, end }) => [level?.number, level?.standsIn, to?.name, end?.kind])).toEqual([
      [2, false, undefined, 'failed'],
      [2, true, 'bo', undefined],
    ])
  })

  test('a level that cannot be reached from here stays the next one for whoever calls by hand', () => {
    const situation = three()
    paged(situation, 1, start)
    const { ended, made } = goOn(pathWith(3), situation, { ...machine, reachOf: () => null }, atMinute(15))
    expect([ended.length, made.length]).toEqual([1, 0])
    for (const page of ended) replace(situation, page)
    expect(nextAttempt(situation, atMinute(16))).toMatchObject({ attempt: { number: 2 } })
  })
})

const resolved = fc.oneof(fc.constantFrom('ada', 'bo', 'cy', 'di').map(is), fc.constant(nobody))
const levels = fc.array(fc.record({ target: resolved, backup: fc.option(resolved) }), { minLength: 1, maxLength: 6 })
const failures = fc.array(fc.constantFrom(...pageFailures), { minLength: 40, maxLength: 40 })

describe('whatever happens', () => {
  test('escalation ends, pages no level twice by itself, and asking again without news does nothing', () => {
    fc.assert(
      fc.property(levels, failures, (some, whys) => {
        const situation = going(some)
        const path = pathWith(some.length)
        paged(situation, 1, start)
        let rounds = 0
        let now = start
        for (;;) {
          const { ended, made } = goOn(path, situation, machine, now)
          for (const page of ended) replace(situation, page)
          situation.pages.push(...made)
          expect(goOn(path, situation, machine, now)).toEqual({ ended: [], made: [] })
          const open = situation.pages.filter(({ end }) => end === null)
          expect(open.length).toBeLessThanOrEqual(1)
          if (open[0] === undefined) break
          const why = whys[rounds] ?? 'no-answer'
          now = toInstant(now + (why === 'no-answer' ? 15 : 1) * minute)
          if (why !== 'no-answer') fail(situation, open[0], why, now)
          expect(++rounds).toBeLessThanOrEqual(2 * some.length)
        }
        const tried = situation.pages.map((page) => `${page.level?.number} ${page.level?.standsIn}`)
        expect(new Set(tried).size).toBe(tried.length)
        expect(nextStep(situation, now)).toEqual({ kind: 'rests', because: 'exhausted' })
        // Every level was tried.
        expect(new Set(situation.pages.map((page) => page.level?.number)).size).toBe(some.length)
      }),
    )
  })
})
