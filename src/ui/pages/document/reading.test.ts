// A text as its readers and the linter see it, with what it cites at hand.
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { shippedLexicons } from '../../../../test/support/lexicons.ts'
import { contradictsPolicy } from '../../../core/lint/rules/communication/contradictsPolicy.ts'
import { readText } from './reading.ts'

const lexicons = shippedLexicons()
const template = (path: string) => readFileSync(new URL(`../../../../catalogues/templates/${path}`, import.meta.url), 'utf8')
const asked = { policy: null, escalations: [], today: '2026-07-01' }
const rulesOf = (markdown: string, policy: string | null) =>
  readText({ kind: 'runbook', markdown, ...asked, policy }, lexicons).findings.map(({ rule }) => rule)

test('a runbook that promises another time than its policy is told so, where the policy is at hand', () => {
  const { bad, policy = '' } = contradictsPolicy
  expect(rulesOf(bad, policy)).toContain('communication/contradicts-policy')
  expect(rulesOf(bad, null)).not.toContain('communication/contradicts-policy')
})

test('what cannot be read as it was meant stands among the findings, in the order of the text', () => {
  const { findings } = readText(
    { kind: 'policy', markdown: '---\nkind: policy\nid: x\nreview: { every: often }\n---\n\nHandle it as appropriate.\n', ...asked },
    lexicons,
  )
  expect(findings.map(({ line }) => line)).toEqual([...findings.map(({ line }) => line)].sort((left, right) => left - right))
  expect(findings.some(({ rule, line }) => rule === 'front-matter/duration' && line === 4)).toBe(true)
})

test('a policy is read as its promises, a runbook as its steps', () => {
  const policy = readText({ kind: 'policy', markdown: template('policies/incident-response.md'), ...asked }, lexicons)
  expect(policy.commitments).toContainEqual({
    id: 'severity/SEV1/acknowledge',
    about: 'SEV1',
    what: 'acknowledge within',
    value: '15 minutes',
  })
  expect(policy.runbook).toBeNull()
  const runbook = readText({ kind: 'runbook', markdown: template('runbooks/leaked-cloud-credential.md'), ...asked }, lexicons)
  expect(runbook.runbook?.sections.some(({ kind, steps }) => kind === 'contain' && steps.length > 0)).toBe(true)
})
