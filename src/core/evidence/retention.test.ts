// Is every entry of the catalogue readable and whole, and is one that is not refused by name?
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { sharedAvailable, sharedPath } from '../../../test/support/shared.ts'
import { day, hour } from '../kernel/instant.ts'
import { readRetention } from './retention.ts'
import { readWindow } from './window.ts'

const directory = new URL('../../../catalogues/retention/', import.meta.url)
const files = readdirSync(directory).filter((name) => name.endsWith('.yaml'))
const families = files.map((name) => ({ name, ...readRetention(parse(readFileSync(new URL(name, directory), 'utf8'))) }))
const entries = families.flatMap((family) => family.entries)

describe('the catalogue of retention', () => {
  test('is one file a family, named by it, and no entry stands in two', () => {
    expect(families.map(({ name }) => name)).toEqual(families.map(({ family }) => `${family}.yaml`))
    expect(new Set(entries.map(({ id }) => id)).size).toBe(entries.length)
    expect(entries.length).toBeGreaterThan(50)
  })
  test('says for every entry where it is from, and confesses what is known from nowhere', () => {
    const claimed = entries.filter(({ source, confidence }) => source.kind === 'general-knowledge' && confidence === 'high')
    expect(claimed.map(({ id }) => id)).toEqual([])
  })
  test.skipIf(!sharedAvailable)('has every entry of the compilation it was made from', () => {
    const { sources_of_logs: facts } = parse(readFileSync(sharedPath('facts', 'retention.yaml'), 'utf8')) as {
      sources_of_logs: { id: string; preserve: string[]; confidence: string; default_retention: { value: number | null; unit: string } }[]
    }
    expect(entries.map(({ id }) => id).sort()).toEqual(facts.map(({ id }) => id).sort())
    for (const { id, preserve, confidence, default_retention: kept } of facts) {
      const entry = entries.find((one) => one.id === id)
      expect(entry, id).toMatchObject({ preserve, confidence })
      if (kept.unit === 'days' && kept.value) expect(entry?.kept, id).toEqual({ how: 'time', window: kept.value * day })
    }
  })
})

const good = {
  id: 'example-log',
  product: 'Example',
  log: 'Audit log',
  kept: { how: 'time', for: 'P90D' },
  on_by_default: true,
  preserve: ['example export'],
  source: { kind: 'official', url: 'https://example.com/retention' },
  as_of: '2026-11-22',
  confidence: 'high',
}
const read = (entry: object) => readRetention({ family: 'example', title: 'Example', entries: [entry] })

describe('an entry', () => {
  test('is read with its window in milliseconds', () => {
    expect(read({ ...good, plans: [{ plan: 'Free', for: 'PT36H' }] }).entries[0]).toMatchObject({
      kept: { how: 'time', window: 90 * day },
      plans: [{ plan: 'Free', window: 36 * hour }],
      urgency: null,
      source: { kind: 'official', url: 'https://example.com/retention' },
    })
  })
  test.each<[string, object, string]>([
    ['a window in months', { kept: { how: 'time', for: 'P18M' } }, 'example-log.kept.for'],
    ['a window that is kept for ever', { kept: { how: 'always', for: 'P1D' } }, 'example-log.kept.for'],
    ['a way of keeping nobody knows', { kept: { how: 'perhaps' } }, 'example-log.kept.how'],
    ['no way to preserve it', { preserve: [] }, 'example-log.preserve'],
    ['a date that is none', { as_of: '2026-02-30' }, 'example-log.as_of'],
    ['a source without an address', { source: { kind: 'official' } }, 'example-log.source.url'],
    ['an address that is no https', { source: { kind: 'official', url: 'javascript:alert(1)' } }, 'example-log.source.url'],
    ['a field nobody knows', { retention: 90 }, 'retention'],
    ['an id that could be a path', { id: '../etc' }, 'entries[0].id'],
  ])('with %s is refused by name', (_what, change, where) => {
    expect(() => read({ ...good, ...change })).toThrow(where)
  })
  test('that stands twice is refused', () => {
    expect(() => readRetention({ family: 'a', title: 'A', entries: [good, good] })).toThrow('example-log: stands here twice')
  })
})

describe('a window', () => {
  test.each([
    ['P7D', 7 * day],
    ['P4W', 28 * day],
    ['PT1H', hour],
    ['P1DT12H', 36 * hour],
  ])('%s is read', (text, length) => {
    expect(readWindow(text)).toBe(length)
  })
  test.each(['', 'P', 'PT', 'P0D', 'P1M', 'P1Y', '90', '90 days', 'P-1D', 'P1.5D', 'P9999999D'])('“%s” is not', (text) => {
    expect(readWindow(text)).toBeUndefined()
  })
})
