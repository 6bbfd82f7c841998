// A text read only as far as its front matter says the same of itself as the whole of it.
import { expect, test } from 'vitest'
import { shippedTemplates } from '../../../test/support/toolCatalogue.ts'
import { readFrontMatter } from './readFrontMatter.ts'
import { readText } from './readText.ts'

test('title, owner and terms are those that the whole text gives', () => {
  for (const { text } of shippedTemplates()
    .filter(({ path }) => path.endsWith('.md'))
    .slice(0, 3)) {
    const { title, owner, terms } = readText(text, [])
    expect(readFrontMatter(text)).toEqual({ title, owner, terms })
  }
})
test('a text without front matter is named by its heading, and one without a heading not at all', () => {
  expect(readFrontMatter('Words.\r\n\r\n# Disk full\r\n').title).toBe('Disk full')
  expect(readFrontMatter('Words, and\n## no title.\n')).toMatchObject({ title: '', owner: null })
  expect(readFrontMatter('---\nnever closed\n').title).toBe('')
})
