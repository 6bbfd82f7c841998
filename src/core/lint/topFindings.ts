// Which few findings does somebody read first? The worst, one of each rule before the second of any.
import type { LintFinding } from './lintDocument.ts'
import type { Level } from './rules/rule.ts'

const inOrder: readonly Level[] = ['error', 'warning', 'note']

export function topFindings(findings: readonly LintFinding[], most: number): LintFinding[] {
  const seen = new Map<string, number>()
  return findings
    .map((finding) => {
      const turn = seen.get(finding.rule) ?? 0
      seen.set(finding.rule, turn + 1)
      return { finding, turn, level: inOrder.indexOf(finding.level) }
    })
    .sort((left, right) => left.level - right.level || left.turn - right.turn || left.finding.line - right.finding.line)
    .slice(0, most)
    .map(({ finding }) => finding)
}
