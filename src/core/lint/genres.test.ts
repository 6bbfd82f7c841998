// One short document of each genre that companies write, and how it stands: a change to a judge shows here which kinds of page it moves.
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { shippedLexicons } from '../../../test/support/lexicons.ts'
import { elements } from './element.ts'
import { lintDocument } from './lintDocument.ts'

const folder = join(dirname(fileURLToPath(import.meta.url)), 'fixtures')
const options = { lexicons: shippedLexicons(), today: '2026-11-28' }

/** Severity, escalation, containment, evidence, communication, review, training, each by its first letter; then the whole. */
const expected: readonly (readonly [name: string, standings: string, whole: string])[] = [
  ['aws-noun', 'aagaaaa', 'mixed'],
  ['comms', 'aaaafaa', 'functional'],
  ['ddos', 'affaaga', 'functional'],
  ['evidence', 'aaafaaa', 'functional'],
  ['gdpr-proc', 'agaafaa', 'mixed'],
  ['hipaa', 'agggggg', 'compliance-formatted'],
  ['k8s-diag', 'aagaaaa', 'mixed'],
  ['lost-laptop', 'affaaaa', 'functional'],
  ['malwarecard', 'aagaagg', 'compliance-formatted'],
  ['oncall', 'afaaaaa', 'functional'],
  ['phishing', 'agfaaaa', 'functional'],
  ['plan-mixed', 'ggggfgf', 'mixed'],
  ['pm', 'aaaaafa', 'functional'],
  ['pm-report', 'aaaaaga', 'mixed'],
  ['policy-generic', 'ggggggf', 'compliance-formatted'],
  ['redis', 'aafaaaa', 'functional'],
  ['restore', 'aafaaaa', 'functional'],
  ['sev-generic', 'gaaaaaa', 'compliance-formatted'],
  ['sevmatrix', 'faaagaa', 'functional'],
  ['slack-process', 'afaagfa', 'functional'],
  ['startup-plan', 'gggaggf', 'mixed'],
  ['vdp', 'agaafaa', 'functional'],
  ['token-pr', 'aafaaaa', 'functional'],
  ['sidekiq', 'aafaaaa', 'functional'],
  ['console', 'agfaaaa', 'functional'],
  ['purge', 'aafaaaa', 'functional'],
  ['steps', 'agfaaaa', 'functional'],
  ['process-only', 'agaagga', 'compliance-formatted'],
  ['comms-roles', 'aaaafaa', 'mixed'],
]

test.each(expected)('%s', (name, standings, whole) => {
  const linted = lintDocument(`${name}.md`, readFileSync(join(folder, `${name}.md`), 'utf8'), options)
  expect([elements.map((element) => linted.elements[element][0]).join(''), linted.overall]).toEqual([standings, whole])
})
