// What a file holds is told by its bytes: Word, wikis and Markdown arrive, and what is hostile or of another kind is refused by name.
import { describe, expect, test } from 'vitest'
import { paragraph, table, wordFile, zipOf } from '../../../test/support/zipOf.ts'
import { Refusal } from '../../core/kernel/refusal.ts'
import { documentsIn } from './documentsIn.ts'

const text = (html: string) => Buffer.from(html)

async function refusalOf(name: string, bytes: Buffer): Promise<string> {
  try {
    await documentsIn(name, bytes)
  } catch (error) {
    if (error instanceof Refusal) return error.code
    throw error
  }
  return 'nothing'
}

describe('a Word document', () => {
  const body = [
    paragraph('Leaked key', 'Heading1'),
    paragraph('Contain', 'Heading2'),
    paragraph('Deactivate the key.', 'step'),
    paragraph('Page the on-call.', 'step'),
    paragraph('aws iam update-access-key --status Inactive', 'Code'),
    paragraph('aws iam list-access-keys', 'Code'),
    table([
      ['Evidence', 'Where'],
      ['Events', 'CloudTrail'],
    ]),
  ].join('')

  test('becomes headings, steps, code and tables', async () => {
    const { texts } = await documentsIn('key.docx', await wordFile(body))
    expect(texts[0]?.markdown).toBe(
      '# Leaked key\n\n## Contain\n\n1. Deactivate the key.\n2. Page the on-call.\n\n```\naws iam update-access-key --status Inactive\naws iam list-access-keys\n```\n\n| Evidence | Where |\n| - | - |\n| Events | CloudTrail |\n',
    )
  })
  test('says what of it was left out', async () => {
    const { texts } = await documentsIn('key.docx', await wordFile(body, { 'word/comments.xml': '<x/>', 'word/embeddings/a.bin': 'x' }))
    expect(texts[0]?.left).toEqual(['comments', 'embedded files'])
  })
  test('is known by its bytes, whatever it is called', async () => {
    expect((await documentsIn('key.md', await wordFile(body))).texts[0]?.markdown).toContain('# Leaked key')
  })
  test.each([
    ['with macros', { 'word/vbaProject.bin': 'x' }, 'unsupported_media_type'],
    [
      'with an external entity',
      { 'word/document.xml': '<!DOCTYPE w [<!ENTITY e SYSTEM "file:///etc/passwd">]><w>&e;</w>' },
      'payload_not_readable',
    ],
    ['with an entity in its styles', { 'word/styles.xml': '<!DOCTYPE w [<!ENTITY e "eeee">]><w/>' }, 'payload_not_readable'],
    ['in another encoding, where entities could hide', { 'word/document.xml': Buffer.from('<w/>', 'utf16le') }, 'payload_not_readable'],
    ['that is no XML', { 'word/document.xml': 'not xml' }, 'payload_not_readable'],
  ])('%s is refused', async (_, more, code) => {
    const outcome = await refusalOf('x.docx', await wordFile(body, more)).catch(() => 'payload_not_readable')
    expect(outcome).toBe(code)
  })
  test('that would unpack to more than it may is refused before it is unpacked', async () => {
    const bomb = await wordFile(body, { 'word/document.xml': Buffer.alloc(30_000_000, 0x20) })
    expect(bomb.length).toBeLessThan(100_000)
    expect(await refusalOf('x.docx', bomb)).toBe('payload_too_large')
  })
  test('never unpacks what it does not need', async () => {
    const picture = await wordFile(body, { 'word/media/huge.png': Buffer.alloc(30_000_000) })
    expect((await documentsIn('x.docx', picture)).texts).toHaveLength(1)
  })
})

describe('an export', () => {
  test('of Notion gives each page, also from the parts it is packed into', async () => {
    const part = await zipOf({
      'Runbooks/Disk full 0123456789abcdef0123456789abcdef.md': '# Disk full\n\n1. Look.\n',
      'Runbooks/list.csv': 'a,b',
    })
    const { texts, skipped } = await documentsIn(
      'Export.zip',
      await zipOf({ 'Export-Part-1.zip': part, 'Key.html': '<html><body><h1>Key</h1></body></html>' }),
    )
    expect(texts.map(({ markdown }) => markdown).sort()).toEqual(['# Disk full\n\n1. Look.\n', '# Key\n'])
    expect(skipped).toEqual([{ from: 'Export.zip/Export-Part-1.zip/Runbooks/list.csv', because: 'it is neither Markdown nor HTML' }])
  })
  test('of Confluence leaves its table of contents out, and says so', async () => {
    const { texts, skipped } = await documentsIn(
      'SEC.zip',
      await zipOf({
        'SEC/index.html': '<html><body>links</body></html>',
        'SEC/Key_123456.html': '<html><body><div id="main-content">Words</div></body></html>',
      }),
    )
    expect(texts.map(({ from }) => from)).toEqual(['SEC.zip/SEC/Key_123456.html'])
    expect(skipped).toEqual([{ from: 'SEC.zip/SEC/index.html', because: 'it is the table of contents of the export' }])
  })
  test('without a page, with too many files or nested deeper than one level is refused', async () => {
    expect(await refusalOf('x.zip', await zipOf({ 'a.csv': 'x' }))).toBe('unsupported_media_type')
    expect(await refusalOf('x.zip', await zipOf(Object.fromEntries(Array.from({ length: 5_001 }, (_, at) => [`${at}.md`, '']))))).toBe(
      'payload_too_large',
    )
    const inner = await zipOf({ 'deep.zip': await zipOf({ 'a.md': 'x' }) })
    expect(await refusalOf('x.zip', await zipOf({ 'part.zip': inner }))).toBe('unsupported_media_type')
  })
  test('whose parts would together unpack to more than one may is refused, however small each of them is', async () => {
    const part = await zipOf({ 'page.md': Buffer.alloc(15_000_000, 0x61) })
    const parts = Object.fromEntries(Array.from({ length: 5 }, (_, at) => [`Export-Part-${at}.zip`, part]))
    expect(await refusalOf('x.zip', await zipOf(parts))).toBe('payload_too_large')
  })
  test('that is cut off, or lies about a size, is refused', async () => {
    const whole = await zipOf({ 'a.md': 'words '.repeat(1_000) })
    expect(await refusalOf('x.zip', whole.subarray(0, whole.length - 30))).toBe('payload_not_readable')
    const lying = Buffer.from(whole)
    const directory = lying.lastIndexOf(Buffer.from([0x50, 0x4b, 0x01, 0x02]))
    lying.writeUInt32LE(10, directory + 24)
    expect(await refusalOf('x.zip', lying)).toBe('payload_not_readable')
  })
})

describe('a file', () => {
  test('of Markdown is taken as it is', async () => {
    const markdown = '---\nkind: runbook\n---\n# Key\n\n1. `aws iam list-users` \\* <pod-name>\n'
    expect((await documentsIn('key.md', text(markdown))).texts).toEqual([{ title: null, markdown, left: [], from: 'key.md' }])
  })
  test.each([
    ['a PDF', '%PDF-1.7 …', 'unsupported_media_type'],
    ['RTF', '{\\rtf1 …', 'unsupported_media_type'],
    [
      'a web archive that calls itself a Word file',
      'Date: x\nMIME-Version: 1.0\nContent-Type: multipart/related\n',
      'unsupported_media_type',
    ],
    ['bytes of no text', 'a\0b', 'unsupported_media_type'],
    ['XML', '<?xml version="1.0"?><x/>', 'unsupported_media_type'],
  ])('that is %s is refused by name', async (_, content, code) => {
    expect(await refusalOf('x.doc', Buffer.from(content, 'latin1'))).toBe(code)
  })
  test('without a byte is refused', async () => {
    expect(await refusalOf('x.md', Buffer.alloc(0))).toBe('payload_not_readable')
  })
  test('of an old Word, or with a password, is refused by name', async () => {
    expect(await refusalOf('x.doc', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]))).toBe('unsupported_media_type')
  })
})
