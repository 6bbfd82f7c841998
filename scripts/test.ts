// `npm test`: everything a newcomer and CI run. Checks, the build, then every test on a real PGlite, PostgreSQL and Chromium.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { memoryFolder } from './memoryFolder.ts'
import { run, runChecks } from './run.ts'
import { prepareMachine } from './testPrerequisites.ts'

type VitestReport = { numPassedTests: number; numFailedTests: number; numPendingTests: number; numTodoTests: number; success: boolean }

async function runTests(filters: readonly string[]): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'tickmark-test-'))
  const file = join(folder, 'report.json')
  const inMemory = memoryFolder()
  try {
    const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`, ...filters]
    const once = () => run('tests', 'vitest', args, inMemory === null ? {} : { TMPDIR: inMemory })
    let code = await once()
    if (!existsSync(file)) {
      // Not a test that failed but the runner that died, of a defect in V8 that PGlite's code meets now and then (nodejs/node#64500).
      console.error('The test runner died before it could report. Running the tests once more.')
      code = await once()
    }
    const report = JSON.parse(readFileSync(file, 'utf8')) as VitestReport
    const skipped = report.numPendingTests + report.numTodoTests
    console.log(`${report.numPassedTests} passed, ${report.numFailedTests} failed, ${skipped} skipped`)
    return code === 0 && report.numPassedTests === 0 ? 1 : code
  } finally {
    rmSync(folder, { recursive: true, force: true })
    if (inMemory !== null) rmSync(inMemory, { recursive: true, force: true })
  }
}

const filters = process.argv.slice(2)
prepareMachine()
const checked = filters.length === 0 ? await runChecks() : 0
const prepared = checked === 0 ? await run('build', 'node', ['scripts/build.ts']) : checked
process.exitCode = prepared === 0 ? await runTests(filters) : prepared
