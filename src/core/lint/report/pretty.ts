// A linted document for somebody who reads it in a terminal: how it stands, then what stops whom, where, and what could stand there instead.
import { elements } from '../element.ts'
import type { LintedDocument, LintFinding } from '../lintDocument.ts'

export type Paint = (kind: 'error' | 'warning' | 'note' | 'good' | 'dim' | 'strong', text: string) => string

/** Of one rule in one document: more of the same teaches nothing. `--all` shows them. */
const mostOfOneRule = 4

export function printPretty(document: LintedDocument, paint: Paint, all: boolean): string {
  const { path, kind, overall, score } = document
  const colour = overall === 'functional' ? 'good' : overall === 'mixed' ? 'warning' : 'error'
  const lines = [`${paint('strong', path)}  ${paint(colour, overall)}, ${score} of 100  ${paint('dim', `(read as ${kind})`)}`]
  lines.push(`  ${elements.map((element) => standing(document, element, paint)).join('  ')}`)
  const shown = new Map<string, number>()
  for (const finding of document.findings) {
    const before = shown.get(finding.rule) ?? 0
    shown.set(finding.rule, before + 1)
    if (all || before < mostOfOneRule) lines.push(...printFinding(finding, paint))
  }
  if (!all) {
    for (const [rule, count] of shown)
      if (count > mostOfOneRule) lines.push(paint('dim', `  … and ${count - mostOfOneRule} more of ${rule} (--all shows them)`))
  }
  return `${lines.join('\n')}\n`
}

function standing({ elements: standings }: LintedDocument, element: (typeof elements)[number], paint: Paint): string {
  const stands = standings[element]
  return paint(stands === 'functional' ? 'good' : stands === 'generic' ? 'warning' : 'dim', `${element} ${stands}`)
}

function printFinding({ line, column, level, rule, message, suggestion }: LintFinding, paint: Paint): string[] {
  return [
    `  ${`${line}:${column}`.padEnd(8)} ${paint(level, level.padEnd(7))} ${message}  ${paint('dim', rule)}`,
    `  ${' '.repeat(16)} ${paint('dim', suggestion)}`,
  ]
}

export function printSummary(documents: readonly LintedDocument[]): string {
  const findings = documents.flatMap((document) => document.findings)
  const count = (level: LintFinding['level']) => findings.filter((finding) => finding.level === level).length
  const of = (overall: LintedDocument['overall']) => documents.filter((document) => document.overall === overall).length
  const whole = documents.length === 1 ? '1 document' : `${documents.length} documents`
  return `${whole}: ${of('functional')} functional, ${of('mixed')} mixed, ${of('compliance-formatted')} compliance-formatted; ${counted(count('error'), 'error')}, ${counted(count('warning'), 'warning')}, ${counted(count('note'), 'note')}.`
}

function counted(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`
}
