// Sentences about CSV.
import { expect, test } from 'vitest'
import { csvLine } from './csvLine.ts'

test('commas, quotes and line breaks are quoted as RFC 4180 has it', () => {
  expect(csvLine(['a', 'b,c', 'say "hi"', 'two\nlines', null, 7])).toBe('a,"b,c","say ""hi""","two\nlines",,7\r\n')
})

test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1'])('%j is text to a spreadsheet, not a formula', (value) => {
  expect(csvLine([value]).replaceAll('"', '').startsWith("'")).toBe(true)
})

test('a negative number stays a number', () => {
  expect(csvLine([-5])).toBe('-5\r\n')
})
