// What the wikis of companies export, and what strangers might send instead: the words arrive, the furniture does not, and nothing costs more than it says.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Refusal } from '../kernel/refusal.ts'
import { htmlToMarkdown } from './htmlToMarkdown.ts'

const confluence = `<!DOCTYPE html><html><head><title>SEC : Leaked key</title><style>x</style></head><body class="theme-default">
<div id="page"><div id="main-header"><div id="breadcrumb-section"><ol><li><a href="index.html">SEC</a></li></ol></div>
<h1 id="title-heading"><span id="title-text"> SEC : Leaked key </span></h1></div>
<div id="content"><div class="page-metadata">Created by Ada, last modified on May 03</div>
<div id="main-content" class="wiki-content group"><h2>Contain</h2><ol><li><p>Deactivate the key.</p>
<div class="code panel pdl"><div class="codeContent panelContent pdl"><pre class="syntaxhighlighter-pre" data-syntaxhighlighter-params="brush: bash; gutter: false; theme: Confluence">aws iam update-access-key --status Inactive
aws iam list-access-keys</pre></div></div></li><li>Tell <a href="mailto:security@example.com">security</a>.</li></ol>
<ul class="inline-task-list"><li data-inline-task-id="1">Page the on-call</li><li class="checked" data-inline-task-id="2">Read this</li></ul>
<table><tbody><tr><th>Evidence</th><th>Where</th></tr><tr><td>Events</td><td>CloudTrail</td></tr></tbody></table>
<img src="attachments/1.png" alt="The console"><a href="javascript:alert(1)">here</a></div></div></div><div id="footer">Atlassian</div></body></html>`

const notion = `<html><head><title>Disk full</title></head><body><article class="page sans"><header><h1 class="page-title">Disk full</h1></header>
<div class="page-body"><p>What to do.</p><pre class="code"><code class="language-Bash">df -h</code></pre>
<ul class="to-do-list"><li><div class="checkbox checkbox-on"></div><span class="to-do-children-checked">Look</span></li></ul>
<ul class="toggle"><li><details open=""><summary>More</summary><p>Ask #incident-security.</p></details></li></ul></div></article></body></html>`

describe('a page of Confluence', () => {
  const { title, markdown, left } = htmlToMarkdown(confluence)
  test('keeps its title, steps, commands with their language, tasks, tables and links', () => {
    expect(title).toBe('Leaked key')
    expect(markdown).toContain('# Leaked key\n\n## Contain\n')
    expect(markdown).toContain('```bash\n   aws iam update-access-key --status Inactive\n   aws iam list-access-keys\n   ```')
    expect(markdown).toContain('2. Tell [security](mailto:security@example.com).')
    expect(markdown).toMatch(/- \[ \] Page the on-call\n- \[x\] Read this/)
    expect(markdown).toContain('| Evidence | Where |\n| - | - |\n| Events | CloudTrail |')
  })
  test('leaves its furniture behind, and says what else it left', () => {
    for (const word of ['Atlassian', 'Created by', 'breadcrumb', 'javascript', 'index.html']) expect(markdown).not.toContain(word)
    expect(markdown).toContain('(Picture: The console)')
    expect(left).toEqual(['1 picture'])
  })
})

test('a page of Notion keeps its title, code, tasks and what is folded away', () => {
  const { markdown } = htmlToMarkdown(notion)
  expect(markdown).toContain('# Disk full\n\nWhat to do.\n\n```bash\ndf -h\n```')
  expect(markdown).toContain('- [x] Look')
  expect(markdown).toContain('Ask #incident-security.')
})

describe('a page that', () => {
  const refusalOf = (html: string) => {
    try {
      htmlToMarkdown(html)
    } catch (error) {
      if (error instanceof Refusal) return error.code
      throw error
    }
    return null
  }
  test('is nested without end is refused before it is read', () => {
    expect(refusalOf('<div>'.repeat(100_000))).toBe('payload_not_readable')
    expect(refusalOf(`${'<ul><li>'.repeat(5_000)}x`)).toBe('payload_not_readable')
    expect(refusalOf(`<b>${'<i>'.repeat(300)}x`)).toBe('payload_not_readable')
  })
  test('is longer than any page, or has more parts, is refused', () => {
    expect(refusalOf('x'.repeat(4_000_001))).toBe('payload_too_large')
    expect(refusalOf('<br>'.repeat(200_000))).toBe('payload_too_large')
  })
  test('runs something keeps its words and nothing that runs', () => {
    const { markdown } = htmlToMarkdown(
      '<body><p onclick="steal()">Words</p><script>steal()</script><iframe src="https://example.com"></iframe><a href="data:text/html,x">link</a></body>',
    )
    expect(markdown).toBe('Words\n\nlink\n')
  })
  test('is of any shape is converted or refused, and never breaks', () => {
    const piece = fc.constantFrom(
      '<p>',
      '</p>',
      '<ol><li>',
      '</li>',
      '<table><tr><td>',
      '</table>',
      '<pre>',
      '<code>',
      '<a href="x">',
      '<img alt="a">',
      'text ',
      '&nbsp;',
      '<!--',
      '-->',
      '<h1>',
      '<input type=checkbox>',
      '<details>',
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        expect([null, 'payload_not_readable', 'payload_too_large']).toContain(refusalOf(pieces.join('')))
      }),
      { numRuns: 300 },
    )
  })
})
