// What is promised of the lists: each word in one place, and nothing in them that another list takes back.
import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { shippedLexicons } from '../../../test/support/lexicons.ts'
import { readLexicons } from './lexicon.ts'
import { tokensOf } from './reading/tokens.ts'

const folder = new URL('../../../catalogues/lexicons/', import.meta.url)
type File = { kind: string; english?: string[]; words?: string[]; [group: string]: unknown }
const files = readdirSync(folder).map((name) => parse(readFileSync(new URL(name, folder), 'utf8')) as File)
const products = files.filter(({ kind }) => kind === 'products')
const names = products.flatMap(({ kind: _, english: __, ...groups }) => Object.values(groups).flatMap((list) => list as string[]))

test('a product stands in one list', () => {
  expect(names.length).toBeGreaterThan(2_000)
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([])
})

test('what is said to be a word of English is a product of a list', () => {
  expect(products.flatMap(({ english = [] }) => english).filter((name) => !names.includes(name))).toEqual([])
})

test('a word that is ordinary is no product in small letters', () => {
  const ordinary = files.find(({ kind }) => kind === 'ordinary')?.words ?? []
  const lexicons = shippedLexicons()
  expect(ordinary.filter((word) => lexicons.products.find(tokensOf(String(word))).length > 0)).toEqual([])
})

test('a kind that no file has is a mistake of ours', () => {
  expect(() => readLexicons(files.filter(({ kind }) => kind !== 'ordinary'))).toThrow('There is no lexicon of kind ordinary.')
})
