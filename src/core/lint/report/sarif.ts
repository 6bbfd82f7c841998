// Findings as SARIF 2.1.0, which code hosts show beside the lines.
import type { LintedDocument } from '../lintDocument.ts'
import type { Rule } from '../rules/rule.ts'

export function printSarif(documents: readonly LintedDocument[], rules: readonly Rule[], version: string): string {
  const known = rules.map(({ id }) => id)
  // What the linter says of its own reading has no rule of the room.
  const others = [...new Set(documents.flatMap(({ findings }) => findings.map(({ rule }) => rule)))].filter((rule) => !known.includes(rule))
  const ids = [...known, ...others.sort()]
  const driver = {
    name: 'Tickmark',
    version,
    rules: [
      ...rules.map(({ id, title, explanation, level }) => ({
        id,
        shortDescription: { text: title },
        fullDescription: { text: explanation },
        defaultConfiguration: { level },
      })),
      ...others.map((id) => ({ id })),
    ],
  }
  const results = documents.flatMap(({ path, findings }) =>
    findings.map(({ rule, level, line, column, endLine, endColumn, message, suggestion }) => ({
      ruleId: rule,
      ruleIndex: ids.indexOf(rule),
      level,
      message: { text: `${message} ${suggestion}` },
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: uriOf(path) },
            region: { startLine: line, startColumn: column, endLine, endColumn },
          },
        },
      ],
    })),
  )
  const run = { tool: { driver }, columnKind: 'utf16CodeUnits', results, properties: { documents: documents.map(withoutFindings) } }
  return JSON.stringify({ $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs: [run] }, null, 2)
}

function uriOf(path: string): string {
  return path.replaceAll('\\', '/').split('/').map(encodeURIComponent).join('/')
}

function withoutFindings({ path, kind, elements, overall, score }: LintedDocument) {
  return { path, kind, elements, overall, score }
}
