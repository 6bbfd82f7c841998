// Addresses: nothing in one may lead off the site or break a page.
import { expect, test } from 'vitest'
import { alertFilter } from '../contract/alert.ts'
import { paths, readWords, safeBack } from './paths.ts'

test('a filter stands in the address, empty words do not', () => {
  expect(paths.alerts({ review: 'unreviewed', q: '' })).toBe('/alerts?review=unreviewed')
})
test('nobody is sent to another site after signing in', () => {
  expect(['//evil.example', '/\\evil.example', 'https://evil.example', undefined].map(safeBack)).toEqual(['/', '/', '/', '/'])
  expect(safeBack('/alerts?q=x')).toBe('/alerts?q=x')
})
test('a word of the address that cannot be read is left out', () => {
  expect(readWords(alertFilter, { review: 'maybe', q: 'cpu', source: 'src_1', extra: 'x' })).toEqual({ q: 'cpu' })
})
