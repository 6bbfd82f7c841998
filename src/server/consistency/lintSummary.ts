// What the linter thinks of a text that is not kept yet, in short: how it stands, how many findings, and the worst of them.
import type { z } from 'zod'
import type { LintSummary } from '../../contract/consistency.ts'
import type { LintedDocument } from '../../core/lint/lintDocument.ts'
import { topFindings } from '../../core/lint/topFindings.ts'
import { lintShape } from './lintText.ts'

const most = 5
/** Places of a template are listed by themselves: there are many, and nobody is wrong about them. */
const isPlace = ({ rule }: { rule: string }) => rule === 'document/placeholder'

export function lintSummary(linted: LintedDocument): z.infer<typeof LintSummary> {
  const findings = linted.findings.filter((finding) => !isPlace(finding))
  const count = (level: 'error' | 'warning' | 'note') => findings.filter((finding) => finding.level === level).length
  return {
    ...lintShape({ ...linted, findings: topFindings(findings, most) }),
    counts: { error: count('error'), warning: count('warning'), note: count('note') },
    places: linted.findings.filter(isPlace).length,
  }
}
