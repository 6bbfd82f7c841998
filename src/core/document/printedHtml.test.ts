// Sentences about paper: everything that was written is on it, nothing on it acts by itself, whatever was written.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { toInstant } from '../kernel/instant.ts'
import { printedRunbook } from '../runbook/printedRunbook.ts'
import { printBlocks } from './printBlocks.ts'
import { printedHtml } from './printedHtml.ts'
import { readDocument } from './readDocument.ts'

const version = {
  documentId: 'small',
  version: 'ab'.repeat(32),
  number: 3,
  title: 'Small',
  publishedAt: toInstant(1_795_000_000_000),
  publishedBy: 'system',
}
const blocksOf = (markdown: string) => printBlocks(readDocument(markdown).blocks)
const htmlOf = (markdown: string) => printedHtml(printedRunbook(markdown, version, 'Example Ltd'))

describe('a printed document', () => {
  test('has the steps with a box to tick and without their names, and says which version it is', () => {
    const page = htmlOf(
      '---\nid: small\nowner: The team\n---\n# Small\n\nWhy.\n\n## Contain\n\n1. Stop `api`. {#stop}\n   - Check: it is **gone**.\n',
    )
    expect(page).toContain('<h2>Contain</h2>')
    expect(page).toMatch(/<li><span class="box" aria-hidden="true"><\/span><span>Stop <code>api<\/code>\.<\/span>/)
    expect(page).toContain('it is <strong>gone</strong>.')
    for (const said of ['Why.', 'The team', 'ab'.repeat(32), 'small, version 3', 'Example Ltd']) expect(page).toContain(said)
    expect(page).not.toContain('{#')
    expect(page.match(/<h1>/g)).toHaveLength(1)
  })
  test('says at its head that places are not filled in', () => {
    expect(htmlOf('# Small\n\nAsk [replace: whom].')).toContain('One place of the template is not filled in yet')
    expect(htmlOf('# Small\n\nAsk Ada.')).not.toContain('class="notice"')
  })
  test('shows no mark of a template, and every other comment, for nothing that was published is hidden', () => {
    const page = htmlOf(
      '# Small\n\n<!-- for cloud: aws -->\n\n1. Do it.\n   <!-- tool identity/cut-app: okta -->\n   By hand.\n   <!-- /tool -->\n\n<!-- tool of mine -->\n',
    )
    expect(page).toContain('By hand.')
    expect(page).not.toMatch(/for cloud|identity\/cut-app|\/tool/)
    expect(page).toContain('tool of mine')
  })
  test('loads nothing and runs nothing, whatever the text tries', () => {
    const hostile = [
      '<script>alert(1)</script>',
      'A <img src=x onerror=alert(1)> and ![alt](https://attacker.example.com/x.png)',
      '[press](javascript:alert(1)) and [data](data:text/html,x)',
      '<style>@import url(https://attacker.example.com)</style>',
      '```html\n</code></pre><script>alert(1)</script>\n```',
      '| a |\n|---|\n| <iframe src="https://attacker.example.com"> |',
    ].join('\n\n')
    const page = htmlOf(`# Small\n\n${hostile}\n`)
    expect(page).not.toMatch(/<(script|img|iframe|link|object)\b/i)
    expect(page.match(/<style/g)).toHaveLength(1)
    expect([...page.matchAll(/href="([^"]*)"/g)].map(([, to]) => to)).toEqual([])
    expect(page).toContain('&lt;script&gt;')
  })
  test('keeps links for reading, to the web, mail and telephones alone', () => {
    const [block] = blocksOf('See [the page](https://example.com/a) or [call](tel:+41440000000) or [no](ftp://example.com).')
    expect(block).toMatchObject({ runs: expect.arrayContaining([{ text: 'the page', style: 'plain', to: 'https://example.com/a' }]) })
    expect(JSON.stringify(block)).not.toContain('ftp:')
  })
  test('is set for any text', () => {
    const piece = fc.oneof(
      fc.string(),
      fc.constantFrom('- a\n', '1. b\n', '> c\n', '```\n', '| a | b |\n|---|\n', '**', '`', '<b>', '\n\n', '    '),
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const page = htmlOf(pieces.join(''))
        expect(page).not.toMatch(/<script|<b>/i)
      }),
    )
  })
})
