// What is promised: where a front matter is called plain, the reader of YAML finds nothing wrong with it.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseYaml } from '../../core/document/located.ts'
import { isPlainYaml } from './isPlainYaml.ts'

const document = (...lines: string[]) => `---\n${lines.join('\n')}\n---\n# Title\n`

test.each([
  ['words and dates', document('title: Going on call', 'weight: 9150', 'last_reviewed_on: 2025-11-14', 'review_in: 12 months')],
  [
    'a sentence with commas',
    document('description: Learn to investigate, contain, and remediate attacks in an organization.', 'ms.service: security'),
  ],
  ['quoted texts', document('owner_slack: "#oncall"', "parent: '/manual.html'")],
  ['a name without a value', document('ms.collection:', 'title: Going on call')],
  ['a link', document('source: https://example.com/handbook/on-call', 'path: /manual')],
  ['a list in brackets', document('tags: [one, two-three]')],
  ['a comment', document('# what it is', 'title: Going on call')],
  ['signs of a sentence', document('description: Don’t panic – “breathe”, 5 | 6, C#, {x} & [y]')],
  ['a list of lines', document('tags:', '  - one', '  - "two, three"', 'owners:', '- ops')],
  ['lines of another system', document('title: Going on call', 'layout: page').replaceAll('\n', '\r\n')],
])('%s are plain', (_, text) => {
  expect(isPlainYaml(text)).toBe(true)
})

test.each([
  ['no front matter', '# Title\n'],
  ['one without an end', '---\ntitle: x\n'],
  ['a name that stands twice', document('title: one', 'title: two')],
  ['a comment behind a value', document('title: one # two')],
  ['a colon inside', document('title: one: two')],
  ['a list of what is more than words', document('tags: [one, {two: 3}]')],
  ['a list that is left open', document('tags: [one, two')],
  ['items that stand differently', document('tags:', '  - one', '    - two')],
  ['items under a value', document('tags: one', '- two')],
  ['an item that has a name', document('tags:', '- one: two')],
  ['what is nested', document('review:', '  every: P1Y')],
  ['a quote that is left open', document('title: "one')],
  ['an anchor', document('title: &a one')],
  ['a tab', document('title: one\ttwo')],
])('%s is not called plain', (_, text) => {
  expect(isPlainYaml(text)).toBe(false)
})

test('what is called plain has no problem, whatever it says', () => {
  const sign = fc.constantFrom(...`ab Z09_-./+()"'#:,[]{}&*!|>%@?;=\\\t–“é\u0085\u2028\ufeff`)
  const value = fc
    .string({ unit: sign, maxLength: 8 })
    .chain((text) =>
      fc.constantFrom(`a${text}b`, `7${text}`, `/${text}`, `(${text}`, `.${text}`, `"${text}"`, `'${text}'`, `[a, ${text}]`, ''),
    )
  const named = fc.tuple(fc.constantFrom('a:', 'b.c:', 'd-e:', '_f:'), value).map((parts) => parts.join(' ').trimEnd())
  const listed = fc.tuple(fc.constantFrom('- ', '  - ', ' - '), value).map((parts) => parts.join(''))
  fc.assert(
    fc.property(fc.array(fc.oneof(named, listed, fc.constantFrom('# a: b', '#')), { minLength: 1, maxLength: 3 }), (lines) => {
      fc.pre(isPlainYaml(document(...lines)))
      expect(parseYaml(lines.join('\n')).problems).toEqual([])
    }),
    { numRuns: 600, maxSkipsPerRun: 100_000 },
  )
})
