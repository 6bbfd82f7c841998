// The formats: SARIF that is valid, workflow commands that cannot be broken out of, and a page for people.
import { readFileSync } from 'node:fs'
import { Ajv } from 'ajv'
import { expect, test } from 'vitest'
import { shippedLexicons } from '../../../../test/support/lexicons.ts'
import { sharedAvailable, sharedPath } from '../../../../test/support/shared.ts'
import { lintDocument } from '../lintDocument.ts'
import { allRules } from '../rules/allRules.ts'
import { printGithub } from './github.ts'
import { printPretty, printSummary } from './pretty.ts'
import { printSarif } from './sarif.ts'

const lexicons = shippedLexicons()
const text =
  '# Key runbook\n\n- Isolate affected systems.\n- Isolate infected hosts.\n- Isolate impacted users.\n- Isolate servers.\n- Isolate laptops.\n- Call [PHONE].\n'
const linted = lintDocument('docs/my runbooks/key #1.md', text, { lexicons, today: null })
const refused = lintDocument('big.md', '\0', { lexicons, today: null })

test.skipIf(!sharedAvailable)('SARIF is valid by the schema of 2.1.0', () => {
  const schema = JSON.parse(readFileSync(sharedPath('schemas', 'sarif-schema-2.1.0.json'), 'utf8')) as Record<string, unknown>
  // The schema is of draft 4, which names itself otherwise.
  const { $schema: _draft, id: _id, ...rest } = schema
  const validate = new Ajv({ strict: false, validateFormats: false }).compile(rest)
  const valid = validate(JSON.parse(printSarif([linted, refused], allRules, '0.1.0')))
  expect(validate.errors ?? []).toEqual([])
  expect(valid).toBe(true)
  expect(validate({ version: '2.1.0', runs: [{ results: [] }] })).toBe(false)
})

test('SARIF names each rule once, and every result by its place in the list', () => {
  const { runs } = JSON.parse(printSarif([linted, refused], allRules, '0.1.0')) as {
    runs: { tool: { driver: { rules: { id: string }[] } }; results: { ruleId: string; ruleIndex: number }[] }[]
  }
  const [run] = runs
  const ids = run?.tool.driver.rules.map(({ id }) => id) ?? []
  expect(new Set(ids).size).toBe(ids.length)
  for (const { ruleId, ruleIndex } of run?.results ?? []) expect(ids[ruleIndex]).toBe(ruleId)
  expect(run?.results.map(({ ruleId }) => ruleId)).toContain('document/not-text')
})

test('a line end or a colon in a document begins no other workflow command', () => {
  const lines = printGithub([{ ...linted, path: 'a,b:c\n::error::x.md' }]).split('\n')
  expect(lines).toHaveLength(linted.findings.length)
  for (const line of lines) expect(line).toMatch(/^::(?:error|warning|notice) file=a%2Cb%3Ac%0A%3A%3Aerror%3A%3Ax\.md,line=\d+,/)
})

test('the page for people says how it stands, and keeps more of the same for later', () => {
  const plain = (_kind: string, words: string) => words
  const page = printPretty(linted, plain, false)
  expect(page).toContain('containment generic')
  expect(page.match(/gives nothing to type/g)).toHaveLength(4)
  expect(page).toContain('1 more of containment/no-handle')
  expect(printPretty(linted, plain, true).match(/gives nothing to type/g)).toHaveLength(5)
  expect(printSummary([linted, refused])).toContain('2 documents')
})
