// The few findings that are read first.
import { expect, test } from 'vitest'
import type { LintFinding } from './lintDocument.ts'
import { topFindings } from './topFindings.ts'

const finding = (rule: string, level: LintFinding['level'], line: number): LintFinding => ({
  ...{ rule, level, line, column: 1, endLine: line, endColumn: 2, message: '', suggestion: '' },
})

test('the worst come first, and one rule that is broken often does not hide the others', () => {
  const often = Array.from({ length: 9 }, (_, at) => finding('containment/no-handle', 'warning', at + 1))
  const all = [...often, finding('escalation/person-left', 'error', 40), finding('evidence/no-source', 'warning', 30)]
  expect(topFindings(all, 4).map(({ rule, line }) => `${rule} ${line}`)).toEqual([
    'escalation/person-left 40',
    'containment/no-handle 1',
    'evidence/no-source 30',
    'containment/no-handle 2',
  ])
})
