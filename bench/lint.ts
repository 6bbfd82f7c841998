// How well the linter agrees with an expert, which of the expert's quotes its findings cover, and how fast it is beside markdownlint-cli2.
import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildLinter } from '../scripts/buildLinter.ts'
import { loadLexicons } from '../src/cli/lint/loadLexicons.ts'
import { elements } from '../src/core/lint/element.ts'
import { type LintedDocument, lintDocument } from '../src/core/lint/lintDocument.ts'
import { agreementOf, type Pair } from './agreement.ts'
import { type Labelled, type Part, readLabelled } from './labelledFolder.ts'

const rounds = 7
const standings = ['functional', 'generic', 'absent']
const wholes = ['functional', 'mixed', 'compliance-formatted']
const root = join(dirname(fileURLToPath(import.meta.url)), '..')

type Checked = { labelled: Labelled; linted: LintedDocument }

export async function benchLint(args: readonly string[]): Promise<void> {
  const [folder, ...flags] = args
  if (folder === undefined) {
    console.log('npm run bench -- lint <folder with docs/ and labels.json> [--developed | --held-back]')
    return
  }
  const part: Part = flags.includes('--held-back') ? 'held-back' : flags.includes('--developed') ? 'developed' : 'all'
  const labelled = readLabelled(folder, part)
  const options = { lexicons: await loadLexicons(), today: new Date().toISOString().slice(0, 10) }
  const checked = labelled.map((each): Checked => ({ labelled: each, linted: lintDocument(each.path, each.text, options) }))
  console.log(`${checked.length} labelled documents (${part}) of ${folder}\n`)
  printAgreement(checked)
  printQuotes(checked)
  // As it is installed: in one file.
  await buildLinter()
  printSpeed(labelled)
}

function printAgreement(checked: readonly Checked[]): void {
  const rows = elements.map((element) => {
    const pairs = checked.flatMap(({ labelled, linted }): Pair[] => {
      const expected = labelled.elements[element]
      return expected === undefined ? [] : [[expected, linted.elements[element]]]
    })
    return { name: element as string, ...agreementOf(pairs, standings) }
  })
  const overall = {
    name: 'overall',
    ...agreementOf(
      checked.map(({ labelled, linted }): Pair => [labelled.overall, linted.overall]),
      wholes,
    ),
  }
  console.log('Agreement with the expert     accuracy  macro-F1     kappa')
  for (const { name, accuracy, macroF1, kappa } of [...rows, overall]) {
    console.log(`  ${name.padEnd(26)}${accuracy.toFixed(3).padStart(10)}${macroF1.toFixed(3).padStart(10)}${kappa.toFixed(3).padStart(10)}`)
  }
  const mean = rows.reduce((sum, { kappa }) => sum + kappa, 0) / rows.length
  console.log(`  mean of the elements${' '.repeat(26)}${mean.toFixed(3).padStart(10)}\n`)
  for (const { name, matrix } of [...rows, overall]) console.log(`  ${name}\n${matrix}\n`)
}

function printQuotes(checked: readonly Checked[]): void {
  let vague = 0
  let vagueCovered = 0
  let specific = 0
  let specificCovered = 0
  for (const { labelled, linted } of checked) {
    const covers = coverageOf(labelled.text, linted)
    for (const quote of labelled.vague) {
      const found = covers(quote)
      if (found === null) continue
      vague++
      if (found) vagueCovered++
    }
    for (const quote of labelled.specific) {
      const found = covers(quote)
      if (found === null) continue
      specific++
      if (found) specificCovered++
    }
  }
  const findings = checked.reduce((sum, { linted }) => sum + linted.findings.length, 0)
  console.log(`Findings: ${findings}, ${(findings / Math.max(1, checked.length)).toFixed(1)} a document`)
  console.log(`  vague phrases covered       ${vagueCovered} of ${vague}: recall ${(vagueCovered / Math.max(1, vague)).toFixed(3)}`)
  console.log(
    `  specific phrases covered    ${specificCovered} of ${specific}: of what is covered, ${(vagueCovered / Math.max(1, vagueCovered + specificCovered)).toFixed(3)} is vague (precision)\n`,
  )
}

/** Whether a finding touches a quote; null where the quote is not in the text. */
function coverageOf(text: string, { findings }: LintedDocument): (quote: string) => boolean | null {
  const starts = [0]
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  const offset = (line: number, column: number) => (starts[line - 1] ?? 0) + column - 1
  const ranges = findings.map(({ line, column, endLine, endColumn }) => [offset(line, column), offset(endLine, endColumn)] as const)
  return (quote) => {
    const words = quote
      .trim()
      .split(/\s+/)
      .map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    const found = new RegExp(words.join('\\s+')).exec(text)
    if (found === null) return null
    const end = found.index + found[0].length
    return ranges.some(([from, to]) => from < end && found.index < to)
  }
}

/** Both as they are run: one process that starts, reads all documents and prints. Taken in turns, so that a busy minute hits both. */
function printSpeed(labelled: readonly Labelled[]): void {
  const folder = mkdtempSync(join(tmpdir(), 'tickmark-lint-'))
  try {
    for (const { path } of labelled) copyFileSync(path, join(folder, basename(path)))
    const peer = join(dirname(createRequire(import.meta.url).resolve('markdownlint-cli2')), 'markdownlint-cli2-bin.mjs')
    const ours: number[] = []
    const theirs: number[] = []
    for (let round = 0; round <= rounds; round++) {
      const own = timeOf([join(root, 'bin', 'tickmark.mjs'), 'lint', '--format', 'json', folder], folder)
      const other = timeOf([peer, '*.md'], folder)
      // The first round fills caches.
      if (round > 0) {
        ours.push(own)
        theirs.push(other)
      }
    }
    const [own, other] = [median(ours), median(theirs)]
    const perSecond = (time: number) => `${Math.round(labelled.length / time)} documents/s`
    console.log(`Speed, process and all, median of ${rounds} (${labelled.length} documents)`)
    console.log(`  tickmark lint               ${perSecond(own)} (${Math.round(own * 1000)} ms)`)
    console.log(`  markdownlint-cli2           ${perSecond(other)} (${Math.round(other * 1000)} ms)`)
    console.log(`  ratio                       ${(other / own).toFixed(2)} times as fast`)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function timeOf(args: readonly string[], folder: string): number {
  const start = performance.now()
  const { status, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8', maxBuffer: 100_000_000 })
  if (status !== 0 && status !== 1) throw new Error(`${args.join(' ')} answered ${status}: ${stderr.slice(0, 500)}`)
  return (performance.now() - start) / 1000
}

function median(times: readonly number[]): number {
  return [...times].sort((left, right) => left - right)[Math.floor(times.length / 2)] ?? 0
}
