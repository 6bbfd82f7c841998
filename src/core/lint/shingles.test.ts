// What is promised of texts that resemble each other: our own runbooks, filled in or not, do not; copies do.
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { shippedLexicons } from '../../../test/support/lexicons.ts'
import { unknownHouse } from './house.ts'
import { lintDocument } from './lintDocument.ts'
import { indexTexts, sharedWith } from './shingles.ts'

const lexicons = shippedLexicons()
const folder = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..', 'catalogues', 'templates')
const shipped = ['policies', 'runbooks'].flatMap((room) =>
  readdirSync(join(folder, room))
    .filter((name) => name.endsWith('.md'))
    .map((name) => ({ path: `template:${name}`, name, source: readFileSync(join(folder, room, name), 'utf8') })),
)
const filled = (source: string) => source.replace(/\[replace:[^\]]*\]/g, 'Example Ltd')
const templates = shipped.map(({ path, name, source }) => ({ path, id: name.replace('.md', ''), title: name, isTemplate: true, source }))
const documents = shipped.map(({ name, source }) => ({
  ...{ path: name, id: name.replace('.md', ''), title: name, isTemplate: false, source: filled(source) },
}))
const texts = indexTexts([...templates, ...documents])

function boilerplate(path: string, source: string) {
  const house = { ...unknownHouse, texts }
  return lintDocument(path, source, { lexicons, today: null, house }).findings.filter(({ rule }) => rule === 'document/boilerplate')
}

describe('texts that resemble each other', () => {
  test.each(shipped)('$name shares less than a third of its words with any other that ships', ({ path, source }) => {
    const [, next] = sharedWith(source, indexTexts(templates))
    expect(sharedWith(source, indexTexts(templates))[0]).toMatchObject({ text: { path }, share: 1 })
    expect(next?.share ?? 0).toBeLessThan(1 / 3)
  })
  test.each(documents)('$path is not called boilerplate once it is filled in', ({ path, source }) => {
    expect(boilerplate(path, source)).toEqual([])
  })
  test('a template with its places open is, and says how many', () => {
    for (const { name, source } of shipped) {
      const open = source.match(/\[replace:/g)?.length ?? 0
      const [finding] = boilerplate(`ours-${name}`, source)
      expect(finding?.message).toContain(`100 % of the words are those of the template “${name}”, and ${open} of its places`)
    }
  })
  test('a runbook that was copied for another incident is, and names the other', () => {
    const copy = filled(shipped[2]?.source ?? '')
      .replace(/^id: .*$/m, 'id: stolen-laptop')
      .replace(/^# .*$/m, '# Stolen laptop')
    const found = boilerplate('stolen-laptop.md', copy)
    expect(found).toHaveLength(1)
    expect(found[0]?.message).toMatch(/^From “.*” on, \d+ % of the words stand word for word in “.*\.md” too/)
  })
  test('what a text shares is estimated from a quarter of its words, closely', () => {
    const words = (from: number, count: number) => Array.from({ length: count }, (_, at) => `word${(from + at).toString(36)}`).join(' ')
    const other = { path: 'other.md', id: null, title: 'Other', isTemplate: false, source: words(0, 4000) }
    const [half] = sharedWith(`${words(0, 2000)} ${words(9000, 2000)}`, indexTexts([other]))
    expect(half?.share).toBeGreaterThan(0.45)
    expect(half?.share).toBeLessThan(0.55)
  })
})
