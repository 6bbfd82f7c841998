// What is promised of reading: sections and units as a person sees them, and every word at the place it was written.
import { describe, expect, test } from 'vitest'
import { readUnits } from './readUnits.ts'

const textOf = (text: string) => text.replace(/\s+/g, ' ').trim()
const unitsOf = (source: string) => readUnits(source).units.map(({ kind, text }) => `${kind}: ${textOf(text)}`)
const sectionsOf = (source: string) => readUnits(source).sections.map(({ title, level, parent }) => [title, level, parent?.title ?? ''])

describe('units', () => {
  test('marks are blanked, and what is left stands where it was written', () => {
    const source = 'Ask **the [on-call](https://example.com/rota)** in `#help` now.\n'
    const [unit] = readUnits(source).units
    expect(textOf(unit?.text ?? '')).toBe('Ask the on-call in #help now.')
    expect(unit?.text.length).toBe(unit?.raw.length)
    expect(unit?.text.indexOf('on-call')).toBe(source.indexOf('on-call'))
    expect(unit?.links).toMatchObject([{ value: 'on-call', url: 'https://example.com/rota' }])
    expect(unit?.codes).toMatchObject([{ value: '#help', start: source.indexOf('#help') }])
  })
  test('the name of a step is no word of it', () => {
    expect(unitsOf('1. Updates every hour. {#updates}\n')).toEqual(['item: Updates every hour.'])
  })
  test('items, their continuation and code below them belong together', () => {
    const { units } = readUnits('1. Roll back\n   the api.\n   ```sh\n   kubectl rollout undo\n   ```\n   - Check: it runs.\n2. Next.\n')
    expect(units.map(({ kind, text }) => `${kind}: ${textOf(text)}`)).toEqual([
      'item: Roll back the api.',
      'code: kubectl rollout undo',
      'item: Check: it runs.',
      'item: Next.',
    ])
    expect(units[1]?.parent).toBe(units[0])
    expect(units[2]?.parent).toBe(units[0])
    expect(units[3]?.parent).toBeNull()
  })
  test('a row knows its header, and a cell its text', () => {
    const [row] = readUnits('| Level | **Page** |\n|---|---|\n| SEV1 | on-call |\n').units
    expect(row).toMatchObject({ kind: 'row', header: ['level', 'page'], cells: [{ text: 'SEV1' }, { text: 'on-call' }] })
  })
  test('a table in HTML is read line by line, without its tags', () => {
    expect(unitsOf('<table>\n<tr>\n<td>SEV1</td>\n<td><ul><li>Page an IC <code>!ic page</code></li></ul></td>\n</tr></table>\n')).toContain(
      'html: Page an IC !ic page',
    )
  })
  test('comments, template tags and front matter are said to nobody', () => {
    const source = '---\ntitle: x\n---\n<!-- secret -->\nAsk {{ site.team }} now, or {{PAGER_NUMBER}}.\n'
    expect(unitsOf(source)).toEqual(['paragraph: Ask now, or {{PAGER_NUMBER}}.'])
    expect(readUnits(source).frontMatter).toEqual({ text: 'title: x\n', offset: 4 })
  })
  test('line ends of Windows move nothing', () => {
    const source = '# A\r\n\r\n- one\r\n- two\r\n'
    const { units } = readUnits(source)
    expect(units.map(({ text, offset }) => [text, source.slice(offset, offset + 3)])).toEqual([
      ['one', 'one'],
      ['two', 'two'],
    ])
  })
})

describe('sections', () => {
  test('headings nest, underlined and marked alike', () => {
    expect(sectionsOf('Plan\n====\n\n## Contain\n\nx\n\n### Hosts\n\nx\n\n## After\n\nx\n')).toEqual([
      ['Plan', 1, ''],
      ['Contain', 2, 'Plan'],
      ['Hosts', 3, 'Contain'],
      ['After', 2, 'Plan'],
    ])
  })
  test('a bold line, and a short line before a list, are headings too', () => {
    expect(sectionsOf('# Card\n\n**(C) Containment**\n\n1. x\n\nActions\n\n- y\n')).toEqual([
      ['Card', 1, ''],
      ['(C) Containment', 7, 'Card'],
      ['Actions', 8, '(C) Containment'],
    ])
  })
  test('a sentence before a list is none', () => {
    expect(sectionsOf('# Plan\n\nYou must check that:\n\n- x\n')).toEqual([['Plan', 1, '']])
  })
})

test.each([' \t \tx', '\u00a0\u00a0\u00a0\u00a0x', '\f\f\f\fx', '  \u00a0  x'])(
  'a line that begins with blanks of any kind is read, and once: %j',
  (line) => {
    expect(readUnits(`# Title\n\n${line}\n\nAfter it.\n`).units.map(({ text }) => text.trim())).toEqual(['x', 'After it.'])
  },
)
