// Lints what the paths name and prints it in one of the formats; answers the exit code.
import { readFileSync } from 'node:fs'
import { type LintedDocument, type LintOptions, lintDocument } from '../../core/lint/lintDocument.ts'
import { printGithub } from '../../core/lint/report/github.ts'
import { type Paint, printPretty, printSummary } from '../../core/lint/report/pretty.ts'
import { printSarif } from '../../core/lint/report/sarif.ts'
import { allRules } from '../../core/lint/rules/allRules.ts'
import { type FoundDocument, findDocuments } from './findDocuments.ts'
import { findHouse } from './findHouse.ts'
import { findReach } from './findReach.ts'
import { isPlainYaml } from './isPlainYaml.ts'
import { loadLexicons } from './loadLexicons.ts'
import { readLintConfig } from './readLintConfig.ts'

export const lintFormats = ['pretty', 'json', 'sarif', 'github'] as const
export type LintFormat = (typeof lintFormats)[number]

export type LintWish = { format: LintFormat; config: string | undefined; maxWarnings: number | null; all: boolean; quiet: boolean }

const colours = { error: '31', warning: '33', note: '36', good: '32', dim: '2', strong: '1' } as const

export async function lint(paths: readonly string[], { format, config: configPath, maxWarnings, all, quiet }: LintWish): Promise<number> {
  const config = await readLintConfig(configPath)
  if (typeof config === 'string') {
    console.error(config)
    return 2
  }
  const found = findDocuments(paths, config.isIgnored)
  const options = await optionsFor(found, config.levels)
  const { reach, paths: escalationPaths } = await findReach(found, options)
  const house = await findHouse(found, escalationPaths)
  const linted = found.flatMap(({ path, text }) => (text === null ? [] : [lintDocument(path, text, { ...options, reach, house })]))
  const documents = quiet ? linted.map(withErrorsOnly) : linted
  await write(print(documents, format, all))
  for (const { path, problem } of found) if (problem !== null) console.error(`${path}: ${problem}.`)
  if (found.length === 0) console.error('There is no Markdown file here.')
  if (found.length === 0 || found.some(({ problem }) => problem !== null)) return 2
  return exitCode(documents, maxWarnings)
}

async function optionsFor(found: readonly FoundDocument[], levels: LintOptions['levels'] & object): Promise<LintOptions> {
  const lexicons = await loadLexicons()
  const today = new Date().toISOString().slice(0, 10)
  // YAML is read only where it could be wrong.
  if (!found.some(({ text }) => text?.startsWith('---') === true && !isPlainYaml(text))) return { lexicons, today, levels }
  const { parseYaml } = await import('../../core/document/located.ts')
  return { lexicons, today, levels, yamlProblems: (yaml) => parseYaml(yaml).problems }
}

function withErrorsOnly(document: LintedDocument): LintedDocument {
  return { ...document, findings: document.findings.filter(({ level }) => level === 'error') }
}

function print(documents: readonly LintedDocument[], format: LintFormat, all: boolean): string {
  if (format === 'json') return JSON.stringify({ documents }, null, 2)
  if (format === 'sarif') return printSarif(documents, allRules, version())
  if (format === 'github') return printGithub(documents)
  const isColoured = process.stdout.isTTY === true && process.env.NO_COLOR === undefined
  const paint: Paint = (kind, text) => (isColoured ? `\u001b[${colours[kind]}m${text}\u001b[0m` : text)
  return [...documents.map((document) => printPretty(document, paint, all)), printSummary(documents)].join('\n')
}

function version(): string {
  const { version: said } = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')) as { version: string }
  return said
}

function exitCode(documents: readonly LintedDocument[], maxWarnings: number | null): number {
  const findings = documents.flatMap((document) => document.findings)
  if (findings.some(({ level }) => level === 'error')) return 1
  return maxWarnings !== null && findings.filter(({ level }) => level === 'warning').length > maxWarnings ? 1 : 0
}

/** Through a pipe a long answer is written in pieces; leaving before the last one would cut it. */
async function write(text: string): Promise<void> {
  if (text === '') return
  await new Promise<void>((resolve, reject) => process.stdout.write(`${text}\n`, (error) => (error ? reject(error) : resolve())))
}
