// What is promised of every rule: its bad example has it, its good one has not, and both say so to whoever reads the documentation.
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { shippedLexicons } from '../../../../test/support/lexicons.ts'
import { promisesIn } from '../../policy/locatedPromises.ts'
import { unknownHouse } from '../house.ts'
import { type LintFinding, lintDocument } from '../lintDocument.ts'
import { allRules } from './allRules.ts'
import type { Rule } from './rule.ts'
import { rulePage, rulesIndex } from './rulePage.ts'

const lexicons = shippedLexicons()
const docs = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..', '..', 'docs', 'lint')

function findingsOf(text: string, { id, policy = '', house = unknownHouse }: Rule): LintFinding[] {
  const elements = lintDocument('policy.md', policy, { lexicons, today: null }).elements
  const reach = { policies: new Map([['incident-response', { elements, promised: promisesIn(policy) }]]), escalations: new Set<string>() }
  return lintDocument('example.md', text, { lexicons, today: '2026-11-28', reach, house }).findings.filter(({ rule }) => rule === id)
}

describe.each(allRules)('$id', (rule) => {
  test('finds its bad example once, quoting what is there, and offers something concrete', () => {
    const found = findingsOf(rule.bad, rule)
    expect(found).toHaveLength(1)
    const [finding] = found
    const line = rule.bad.split('\n')[(finding?.line ?? 0) - 1] ?? ''
    expect(line.length).toBeGreaterThanOrEqual((finding?.column ?? 0) - 1)
    expect(finding?.message).toMatch(/^(?:“|From “|After “|The levels from “|Last reviewed)/)
    expect(finding?.suggestion.length).toBeGreaterThan(15)
  })
  test('leaves its good example alone', () => {
    expect(findingsOf(rule.good, rule)).toEqual([])
  })
  test('is named after its file, and documented as it is', () => {
    const [element = '', what = ''] = rule.id.split('/')
    expect(rule.element).toBe(element)
    expect(what).toMatch(/^[a-z]+(?:-[a-z]+)*$/)
    const page = join(docs, element, `${what}.md`)
    expect(existsSync(page) ? readFileSync(page, 'utf8') : `${page} is missing: node scripts/printLintRules.ts`).toBe(rulePage(rule))
  })
})

test('no two rules have one name, and the list of them is printed', () => {
  const ids = allRules.map(({ id }) => id)
  expect(new Set(ids).size).toBe(ids.length)
  expect(readFileSync(join(docs, 'README.md'), 'utf8')).toBe(rulesIndex(allRules))
})
