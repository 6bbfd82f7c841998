// Findings as workflow commands, which GitHub shows beside the lines of a pull request.
import type { LintedDocument } from '../lintDocument.ts'
import { workflowCommand } from './workflowCommand.ts'

const levels = { error: 'error', warning: 'warning', note: 'notice' } as const

export function printGithub(documents: readonly LintedDocument[]): string {
  return documents
    .flatMap(({ path, findings }) =>
      findings.map(({ rule, level, line, column, endLine, endColumn, message, suggestion }) =>
        workflowCommand({
          ...{ level: levels[level], file: path, title: rule, message: `${message} ${suggestion}` },
          place: { line, col: column, endLine, endColumn },
        }),
      ),
    )
    .join('\n')
}
