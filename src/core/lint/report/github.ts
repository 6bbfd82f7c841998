// Findings as workflow commands, which GitHub shows beside the lines of a pull request.
import type { LintedDocument } from '../lintDocument.ts'

const names = { error: 'error', warning: 'warning', note: 'notice' } as const

export function printGithub(documents: readonly LintedDocument[]): string {
  return documents
    .flatMap(({ path, findings }) =>
      findings.map(
        ({ rule, level, line, column, endLine, endColumn, message, suggestion }) =>
          `::${names[level]} file=${property(path)},line=${line},col=${column},endLine=${endLine},endColumn=${endColumn},title=${property(rule)}::${escaped(`${message} ${suggestion}`)}`,
      ),
    )
    .join('\n')
}

/** A line end would begin another command. */
function escaped(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}

function property(text: string): string {
  return escaped(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
}
