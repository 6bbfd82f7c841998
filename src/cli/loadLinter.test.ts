// The linter in one file: the same answers as its sources, and never an older one than they are.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { buildLinter } from '../../scripts/buildLinter.ts'
import { isFresh, linter, linterFolder, madeOf } from './loadLinter.ts'

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..')
const folder = mkdtempSync(join(tmpdir(), 'tickmark-linter-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const source = join(folder, 'source.ts')
const noon = new Date('2026-03-01T12:00:00Z')

beforeEach(() => {
  writeFileSync(source, '')
  writeFileSync(join(folder, linter), '')
  writeFileSync(join(folder, madeOf), JSON.stringify([relative(root, source)]))
  for (const path of [source, join(folder, linter)]) utimesSync(path, noon, noon)
})

test('it is taken where it is as new as what it was made of', () => {
  expect(isFresh(folder)).toBe(true)
})

test('a source that was changed since makes it too old', () => {
  utimesSync(source, noon, new Date('2026-03-01T12:00:01Z'))
  expect(isFresh(folder)).toBe(false)
})

test('a source that is gone makes it too old', () => {
  rmSync(source)
  expect(isFresh(folder)).toBe(false)
})

test('without it, or without the list of what it was made of, the sources are taken', () => {
  rmSync(join(folder, madeOf))
  expect(isFresh(folder)).toBe(false)
  expect(isFresh(join(folder, 'nowhere'))).toBe(false)
})

test('it says of every template, rule and option what its sources say', async () => {
  await buildLinter()
  expect(isFresh(linterFolder)).toBe(true)
  const answers = (file: string, args: string[]) => {
    const program = `import { run } from ${JSON.stringify(file)}; process.exitCode = await run(${JSON.stringify(args)})`
    const { status, stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', program], { cwd: root, encoding: 'utf8' })
    return { status, stdout, stderr }
  }
  for (const args of [
    ['catalogues/templates', '--format', 'json'],
    ['catalogues/templates', '--format', 'sarif'],
    ['--explain', 'all'],
  ]) {
    const built = answers(join(linterFolder, linter), args)
    expect(built).toEqual(answers(join(root, 'src', 'cli', 'lint.ts'), args))
    expect(built.stdout.length).toBeGreaterThan(1000)
  }
})
