// Is a Markdown text read once for all who look at it, and does none of them notice the others?
import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parsePolicy } from '../policy/parsePolicy.ts'
import { parseRunbook } from '../runbook/parseRunbook.ts'
import { parseMarkdown } from './markdownTree.ts'
import { printBlocks } from './printBlocks.ts'
import { readDocument } from './readDocument.ts'
import { readText } from './readText.ts'

const tooDeep = `${'> '.repeat(20)}deep\n`
const runbooks = new URL('../../../catalogues/templates/runbooks/', import.meta.url)
const texts = readdirSync(runbooks).map((name) => readFileSync(new URL(name, runbooks), 'utf8'))

function freeze(value: unknown): void {
  if (typeof value !== 'object' || value === null) return
  Object.freeze(value)
  for (const inner of Object.values(value)) freeze(inner)
}

test('the problems of a text that is read twice are each reader’s own', () => {
  const first = parseMarkdown(tooDeep)
  const found = [...first.problems]
  expect(found).toHaveLength(1)
  first.problems.length = 0
  expect(parseMarkdown(tooDeep).problems).toEqual(found)
})

test('a text is read the same once others were read in between', () => {
  const before = parseMarkdown('# One\n\n- two\n')
  for (let at = 0; at < 4; at++) parseMarkdown(`# ${at}\n${'\n'.repeat(100_000)}`)
  const after = parseMarkdown('# One\n\n- two\n')
  expect(after).toEqual(before)
  expect(after.tree).not.toBe(before.tree)
})

test('nobody who reads a document changes the tree that the next one gets', () => {
  expect(texts.length).toBeGreaterThan(5)
  for (const text of texts) {
    const { tree } = parseMarkdown(text)
    freeze(tree)
    expect(parseMarkdown(text).tree).toBe(tree)
    readText(text, [])
    parseRunbook(text)
    parsePolicy(text)
    printBlocks(readDocument(text).blocks)
    expect(parseMarkdown(text).tree).toBe(tree)
  }
})
