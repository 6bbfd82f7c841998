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
  ['lines of another system', document('title: Going on call', 'layout: page').replaceAll('\n', '\r\n')],
])('%s are plain', (_, text) => {
  expect(isPlainYaml(text)).toBe(true)
})

test.each([
  ['no front matter', '# Title\n'],
  ['one without an end', '---\ntitle: x\n'],
  ['a name that stands twice', document('title: one', 'title: two')],
  ['a colon inside', document('title: one: two')],
  ['a list', document('tags: [one, two]')],
  ['what is nested', document('review:', '  every: P1Y')],
  ['a quote that is left open', document('title: "one')],
  ['an anchor', document('title: &a one')],
  ['a tab', document('title: one\ttwo')],
])('%s is not called plain', (_, text) => {
  expect(isPlainYaml(text)).toBe(false)
})

test('what is called plain has no problem, whatever it says', () => {
  const sign = fc.constantFrom(...`ab Z09_-./+()"'#:,[]{}&*!|>%@?;=\\\t`)
  const value = fc.string({ unit: sign, maxLength: 8 }).chain((text) => fc.constantFrom(`a${text}b`, `7${text}`, `"${text}"`, `'${text}'`))
  const line = fc.tuple(fc.constantFrom('a', 'b.c', 'd-e', '_f'), value).map((parts) => parts.join(': '))
  fc.assert(
    fc.property(fc.array(line, { minLength: 1, maxLength: 2 }), (lines) => {
      fc.pre(isPlainYaml(document(...lines)))
      expect(parseYaml(lines.join('\n')).problems).toEqual([])
    }),
    { numRuns: 300, maxSkipsPerRun: 10_000 },
  )
})
