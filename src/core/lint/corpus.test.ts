// How far the linter agrees with an expert on public documents, as a floor that a change may not fall through. Only the part that is developed on.
import { describe, expect, test } from 'vitest'
import { agreementOf, type Pair } from '../../../bench/agreement.ts'
import { readLabelled } from '../../../bench/labelledFolder.ts'
import { shippedLexicons } from '../../../test/support/lexicons.ts'
import { sharedAvailable, sharedPath } from '../../../test/support/shared.ts'
import { elements } from './element.ts'
import { lintDocument } from './lintDocument.ts'

describe.skipIf(!sharedAvailable)('the labelled documents', () => {
  const options = { lexicons: shippedLexicons(), today: '2026-11-28' }
  const checked = () =>
    readLabelled(sharedPath('runbooks'), 'developed').map((labelled) => ({
      labelled,
      linted: lintDocument(labelled.path, labelled.text, options),
    }))

  test('are judged as the expert did, far beyond chance', () => {
    const all = checked()
    const overall = agreementOf(
      all.map(({ labelled, linted }): Pair => [labelled.overall, linted.overall]),
      ['functional', 'mixed', 'compliance-formatted'],
    )
    const kappas = elements.map((element) => {
      const pairs = all.map(({ labelled, linted }): Pair => [labelled.elements[element] ?? 'absent', linted.elements[element]])
      return agreementOf(pairs, ['functional', 'generic', 'absent']).kappa
    })
    expect(overall.kappa).toBeGreaterThan(0.75)
    expect(kappas.reduce((sum, kappa) => sum + kappa, 0) / kappas.length).toBeGreaterThan(0.75)
  })
  test('say of no findings more than they underline', () => {
    for (const { labelled, linted } of checked()) {
      const lines = labelled.text.split('\n')
      for (const { line, column, endLine, endColumn } of linted.findings) {
        expect(line <= endLine && (line < endLine || column < endColumn)).toBe(true)
        expect(lines[endLine - 1]?.length).toBeGreaterThanOrEqual(endColumn - 1)
      }
    }
  })
})

test('agreement is measured as it is defined', () => {
  const pairs: Pair[] = [
    ...Array.from({ length: 20 }, (): Pair => ['yes', 'yes']),
    ...Array.from({ length: 5 }, (): Pair => ['yes', 'no']),
    ...Array.from({ length: 10 }, (): Pair => ['no', 'yes']),
    ...Array.from({ length: 15 }, (): Pair => ['no', 'no']),
  ]
  const { accuracy, kappa, macroF1 } = agreementOf(pairs, ['yes', 'no'])
  expect([accuracy, kappa, macroF1].map((value) => value.toFixed(3))).toEqual(['0.700', '0.400', '0.697'])
})
