// Sentences about the catalogue itself: it can be read, nothing in it is dangling, and what is uncertain gives no date.
import { describe, expect, test } from 'vitest'
import { noticeTemplates, obligationCatalogue, parsedCatalogueFiles } from '../../../test/support/obligationCatalogue.ts'
import { parseInstant } from '../kernel/instant.ts'
import { Refusal } from '../kernel/refusal.ts'
import { type Clocks, clockIds } from './clock.ts'
import { countingIds } from './countingRule.ts'
import { dueOf } from './due.ts'
import { blanksOf, servesRule } from './noticeTemplate.ts'
import { readCatalogue } from './readCatalogue.ts'
import { saidOf } from './said.ts'

const catalogue = obligationCatalogue()
const at = parseInstant('2026-11-24T10:00:00Z') ?? expect.fail('not an instant')

/** Every clock read and every stage filed: nothing is left that could hold back a date. */
const everything: Clocks = {
  readings: clockIds.map((clock) => ({ id: clock, clock, at, zone: 'UTC', by: 'Ada', basis: 'test', recordedAt: at, corrects: null })),
  filings: catalogue.rules.map((rule) => ({ rule: rule.id, at, zone: 'UTC', by: 'Ada', recordedAt: at })),
}
const context = { now: at, zone: null, calendar: 'us-federal', calendars: catalogue.calendars }

describe('the catalogue', () => {
  test('has every region, state and territory', () => {
    expect(catalogue.obligations.filter(({ place }) => place.startsWith('US-') && place !== 'US-NY')).toHaveLength(53)
    for (const id of ['eu-gdpr-33-1', 'uk-gdpr-33', 'us-sec-8k-105', 'jp-appi', 'br-lgpd', 'row-ke', 'us-vi', 'contract-dpa']) {
      expect(catalogue.obligations.map((obligation) => obligation.id)).toContain(id)
    }
  })
  test('names a source for every obligation, and asks somebody to be told in every stage', () => {
    for (const obligation of catalogue.obligations) expect(obligation.sources.length, obligation.id).toBeGreaterThan(0)
    for (const rule of catalogue.rules) expect(rule.to.length, rule.id).toBeGreaterThan(0)
  })
  test('explains every counting rule that is counted by', () => {
    expect(catalogue.counting.map(({ id }) => id).sort()).toEqual([...countingIds].sort())
  })
  test('says of every rule in words what it asks for', () => {
    for (const rule of catalogue.rules) expect(saidOf(rule), rule.id).toMatch(/[a-z]{3}/)
  })
  test('gives no firm date for a rule of low confidence, an unverified one, or one that is not in force', () => {
    const uncertain = catalogue.rules.filter((rule) => rule.confidence === 'low' || rule.obligation.status !== 'in_force')
    expect(uncertain.length).toBeGreaterThan(90)
    for (const rule of uncertain) expect(dueOf(rule, everything, context).kind, rule.id).toBe('no-firm-date')
  })
  test('gives a date for every other rule with a number, once its clock is read', () => {
    const certain = catalogue.rules.filter(
      (rule) => rule.confidence !== 'low' && rule.obligation.status === 'in_force' && rule.deadline.kind === 'limit',
    )
    const without = certain.filter((rule) => rule.counting !== 'CONTRACT' && dueOf(rule, everything, context).kind !== 'due')
    expect(certain.length).toBeGreaterThan(60)
    expect(without.map((rule) => rule.id)).toEqual([])
  })
  test('has nothing from memory alone that it would give a date for', () => {
    const memory = catalogue.obligations.filter(({ sources }) => sources.every(({ kind }) => kind === 'memory'))
    expect(memory.filter(({ confidence }) => confidence !== 'low').map(({ id }) => id)).toEqual([])
  })
})

describe('a catalogue that is wrong', () => {
  type Stage = Record<string, unknown>
  const obligation = (stages: Stage[], more: Record<string, unknown> = {}) => ({
    id: 'x-one',
    place: 'EU',
    law: 'A law',
    title: 'A title',
    who: 'somebody',
    applies: {},
    counting: 'ELAPSED_HOURS',
    stages,
    sources: [{ url: 'https://example.com', kind: 'official' }],
    confidence: 'high',
    ...more,
  })
  const file = (...obligations: unknown[]) => ({ 'x.yaml': { kind: 'obligations', compiled: '2026-11-22', title: 'X', obligations } })
  const first = { id: 'first', to: ['somebody'], within: 'PT24H', from: 'awareness' }
  const problemsOf = (value: unknown) => {
    try {
      readCatalogue(value)
      return []
    } catch (error) {
      if (error instanceof Refusal) return error.fields.map(({ path }) => path)
      throw error
    }
  }

  test('is told apart from one that is right', () => {
    expect(problemsOf(file(obligation([first])))).toEqual([])
    expect(problemsOf([])).toEqual([''])
  })
  test.each([
    ['a clock nobody knows', [{ ...first, from: 'yesterday' }], 'x.yaml/obligations/0/stages/0/from'],
    ['a duration that is none', [{ ...first, within: '72 hours' }], 'x.yaml/obligations/0/stages/0/within'],
    ['a limit without a start', [{ id: 'first', to: ['a'], within: 'PT24H' }], 'x.yaml/obligations/0/stages/0/from'],
    ['two starts', [{ ...first, after: 'second' }], 'x.yaml/obligations/0/stages/0/after'],
    [
      'a stage that is not there',
      [first, { id: 'second', to: ['a'], within: 'P1M', after: 'third' }],
      'x.yaml/obligations/0/stages/1/after',
    ],
    ['a stage after itself', [{ id: 'first', to: ['a'], within: 'P1M', after: 'first' }], 'x.yaml/obligations/0/stages/0/after'],
    ['a stage that is there twice', [first, first], 'x.yaml/obligations/0/stages/1/id'],
    ['a content item nobody knows', [{ ...first, content: ['weather'] }], 'x.yaml/obligations/0/stages/0/content/0'],
    ['a calendar nobody keeps', [{ ...first, calendar: 'lunar' }], 'x.yaml/obligations/0/stages/0/calendar'],
    ['nobody to tell', [{ ...first, to: [] }], 'x.yaml/obligations/0/stages/0/to'],
  ])('is refused with the place of %s', (_what, stages, path) => {
    expect(problemsOf(file(obligation(stages)))).toEqual([path])
  })
  test('is refused for a counting rule, a zone, a source or a place that is none', () => {
    expect(problemsOf(file(obligation([first], { counting: 'BY_THUMB' })))).toEqual(['x.yaml/obligations/0/counting'])
    expect(problemsOf(file(obligation([first], { zone: '+02:00' })))).toEqual(['x.yaml/obligations/0/zone'])
    expect(problemsOf(file(obligation([first], { sources: [] })))).toEqual(['x.yaml/obligations/0/sources'])
    expect(problemsOf(file(obligation([first], { place: 'US-XX' })))).toEqual(['x.yaml/obligations/0/place'])
  })
  test('is refused for an id that is there twice, also in another file', () => {
    const two = {
      ...file(obligation([first])),
      'y.yaml': { kind: 'obligations', compiled: '2026-11-22', title: 'Y', obligations: [obligation([first])] },
    }
    expect(problemsOf(two)).toEqual(['y.yaml/obligations/0/id'])
    expect(problemsOf({ ...parsedCatalogueFiles(), 'again.yaml': parsedCatalogueFiles()['eu.yaml'] }).length).toBeGreaterThan(5)
  })
})

describe('the notice templates', () => {
  const templates = noticeTemplates()

  test.each(templates)('$name asks for what its front matter says, no more and no less', ({ name, template }) => {
    expect(`${template.id}.md`).toBe(name)
    expect(blanksOf(template).sort()).toEqual([...template.content, ...Object.keys(template.asks)].sort())
    for (const item of template.content) expect(catalogue.content.has(item), item).toBe(true)
  })
  test.each(templates)('$name fulfils the rules it says it is used by', ({ template }) => {
    for (const pattern of template.usedBy) {
      const rules = catalogue.rules.filter((rule) => servesRule({ usedBy: [pattern] }, rule.id))
      expect(rules.length, pattern).toBeGreaterThan(0)
      for (const rule of rules)
        expect(
          rule.content.filter((item) => !template.content.includes(item)),
          rule.id,
        ).toEqual([])
    }
  })
})
