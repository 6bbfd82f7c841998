// Small rooms, no clock or chance where decisions are made, a first line that says what a file answers.
import { describe, expect, test } from 'vitest'
import { isTest, sourceFiles } from './sources.ts'

const all = ['src', 'test', 'bench', 'scripts'].flatMap(sourceFiles)
const shipped = all.filter((file) => file.path.startsWith('src/') && !isTest(file))

/** Where the outside world is let in: the only files of `src` that may ask the clock or throw dice. */
const edges = [/^src\/server\/(main|app)\.ts$/, /^src\/cli\//, /^src\/ui\//, /^src\/database\/pglite\//]

describe('budgets', () => {
  test('no file is longer than 400 lines', () => {
    expect(all.filter((file) => file.lines > 400).map((file) => `${file.path}: ${file.lines}`)).toEqual([])
  })
  test('the clock and chance are asked only at the edges', () => {
    const asks = /\bDate\.now\(|new Date\(\)|Math\.random\(|Temporal\.Now/
    const inside = shipped.filter((file) => asks.test(file.text) && !edges.some((edge) => edge.test(file.path)))
    expect(inside.map((file) => file.path)).toEqual([])
  })
  test('every file begins by saying what it answers', () => {
    expect(all.filter((file) => !/^(\/\/|\/\*\*|#!)/.test(file.text)).map((file) => file.path)).toEqual([])
  })
  test('nothing speaks of a path of somebody’s machine', () => {
    const places = /(^|[^A-Za-z0-9_.])\/(work|farm)\//
    expect(all.filter((file) => places.test(file.text) && !file.path.startsWith('test/architecture/')).map((file) => file.path)).toEqual([])
  })
})
