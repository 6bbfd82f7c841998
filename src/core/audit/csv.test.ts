// Sentences about CSV: what a reader gets back, and what a spreadsheet must not run.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Cell, csvLine, csvPieces } from './csv.ts'

/** RFC 4180, read by somebody else's rules: a small state machine. */
function parse(text: string): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  let cell = ''
  let quoted = false
  for (let at = 0; at < text.length; at++) {
    const character = text[at] as string
    if (quoted) {
      if (character !== '"') cell += character
      else if (text[at + 1] === '"') cell += text[++at]
      else quoted = false
    } else if (character === '"') quoted = true
    else if (character === ',') {
      row.push(cell)
      cell = ''
    } else if (character === '\r' && text[at + 1] === '\n') {
      rows.push([...row, cell])
      row = []
      cell = ''
      at++
    } else cell += character
  }
  return rows
}

test('a reader of RFC 4180 gets back every cell, whatever it holds', () => {
  const cell = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.constantFrom('a,b', '"', '""', 'line\r\nline', ' x ', '', '\n', ','),
    fc.integer(),
  )
  fc.assert(
    fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 5 }), { minLength: 1, maxLength: 5 }), (rows) => {
      const wanted = rows.map((row) =>
        row.map((one) => (typeof one === 'string' && /^[=+\-@\t\r＝＋－＠]/.test(one) ? `'${one}` : String(one))),
      )
      expect(parse(rows.map((row) => csvLine(row)).join(''))).toEqual(wanted)
    }),
  )
})

test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '＝1'])('the text %j is marked as text, so that no spreadsheet runs it', (text) => {
  expect(csvLine([text, 'x'])).toMatch(/^"?'/)
})

test('numbers of ours stay numbers, and nothing stays empty', () => {
  expect(csvLine([-5, 0, null, 'a'])).toBe('-5,0,,a\r\n')
})

test('a table comes in pieces that make one whole, its columns first', () => {
  const rows = Array.from({ length: 5000 }, (_, at): Cell[] => [at, `title ${at}`, 'ü'])
  const pieces = [...csvPieces(['n', 'title', 'u'], rows)]
  expect(pieces.length).toBeGreaterThan(1)
  const text = new TextDecoder().decode(Buffer.concat(pieces))
  expect(text).toBe(csvLine(['n', 'title', 'u']) + rows.map((row) => csvLine(row)).join(''))
})
