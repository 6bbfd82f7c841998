// Files that a company brings along, over HTTP: a report before anything is changed, drafts of what is taken, and hostile files refused by name.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { ReplyOf } from '../../src/contract/endpoint.ts'
import { type importApi, longestImport } from '../../src/contract/import.ts'
import { engines } from '../support/database.ts'
import { type House, type SignedInCaller, startTestServer, type TestServer } from '../support/server.ts'
import { paragraph, wordFile, zipOf } from '../support/zipOf.ts'

type Report = ReplyOf<typeof importApi.report>
type Answered = { status: number; body: Report & { code?: string; detail?: string } }
type Draft = { revision: number; markdown: string | null }

const vague = '# Leaked key runbook\n\n## Contain\n\n1. Revoke the exposed credentials.\n2. Isolate affected systems.\n'

describe.each(engines)('an import of documents, on %s', { timeout: 180_000 }, (engine) => {
  let server: TestServer
  let house: House
  let ada: SignedInCaller

  beforeAll(async () => {
    server = await startTestServer(engine)
  })
  afterAll(() => server.close())
  beforeEach(async () => {
    house = await server.newHouse()
    ada = await house.signInAs('responder', { name: 'Ada' })
  })

  async function report(name: string, bytes: string | Buffer, as: SignedInCaller = ada): Promise<Answered> {
    const response = await fetch(`${server.url}/api/v1/documents/import?name=${encodeURIComponent(name)}`, {
      method: 'POST',
      headers: { ...as.headers, 'content-type': 'application/octet-stream' },
      body: typeof bytes === 'string' ? bytes : new Uint8Array(bytes),
    })
    return { status: response.status, body: (await response.json()) as Answered['body'] }
  }
  const draftOf = async (path: string) => (await ada.fetchJson<Draft>('GET', `/documents/${path}/draft`)).body

  test('a Word file, a page and an export each give a report, and nothing is written until something is taken', async () => {
    const word = await report(
      'Plan.docx',
      await wordFile(`${paragraph('Disk full', 'Heading1')}${paragraph('docker system prune', 'step')}`),
    )
    expect(word.body.documents).toMatchObject([
      { from: 'Plan.docx', kind: 'runbook', id: 'disk-full', title: 'Disk full', stands: 'nothing' },
    ])
    const page = await report('Key.html', '<html><body><h1>Key</h1><img src="a.png"><p>Ask the team.</p></body></html>')
    expect(page.body.documents).toMatchObject([{ id: 'key', left: ['1 picture'] }])
    const zip = await zipOf({
      'Ops/Leaked key 0123456789abcdef0123456789abcdef.md': vague,
      'Ops/Other.md': vague.replace('two', 'three'),
      'Ops/list.csv': 'a,b',
    })
    const exported = await report('Notion.zip', zip)
    expect(exported.body.documents.map(({ id }) => id)).toEqual(['leaked-key-runbook', 'leaked-key-runbook-2'])
    expect(exported.body.skipped).toEqual([{ from: 'Notion.zip/Ops/list.csv', because: 'it is neither Markdown nor HTML' }])
    const [first] = exported.body.documents
    expect(first?.linted).toMatchObject({ kind: 'security-runbook', elements: { containment: 'generic' } })
    expect(first?.linted.findings[0]?.message).toContain('Revoke the exposed credentials')
    expect(first?.markdown.endsWith(vague)).toBe(true)
    expect((await ada.fetchJson('GET', '/documents')).body).toMatchObject({ items: [] })

    const documents = exported.body.documents.map(({ kind, id, revision, markdown }) => ({ kind, id, revision, markdown }))
    const key = { 'idempotency-key': 'import-of-an-export' }
    const made = await ada.fetchJson('POST', '/documents/import/drafts', { documents }, key)
    expect([made.status, made.body]).toMatchObject([201, { drafts: [{ id: 'leaked-key-runbook', revision: 1 }, { revision: 1 }] }])
    expect((await ada.fetchJson('POST', '/documents/import/drafts', { documents }, key)).headers.get('idempotent-replay')).toBe('true')
    expect(await draftOf('runbook/leaked-key-runbook')).toMatchObject({ revision: 1, markdown: first?.markdown })
    expect((await ada.fetchJson('GET', '/documents/runbook/leaked-key-runbook')).body).toMatchObject({ in_force: null, versions: [] })

    // The same file again: it says what is there, and a draft that went on is not written over.
    await ada.fetchJson('PATCH', '/documents/runbook/leaked-key-runbook/draft', { revision: 1, markdown: '# Better\n' })
    const again = await report('Notion.zip', zip)
    expect(again.body.documents[0]).toMatchObject({ stands: 'draft', revision: 2 })
    const over = await ada.fetchJson('POST', '/documents/import/drafts', { documents })
    expect([over.status, over.body.code, (await draftOf('runbook/leaked-key-runbook')).markdown]).toEqual([
      409,
      'draft_changed',
      '# Better\n',
    ])
  })

  test('two texts under one name are refused together, and so is what no document can be', async () => {
    const document = { kind: 'runbook', id: 'disk', revision: 0, markdown: '# Disk\n' }
    const twice = await ada.fetchJson('POST', '/documents/import/drafts', { documents: [document, document] })
    expect([twice.status, twice.body.code]).toEqual([400, 'invalid_request'])
    const large = { ...document, id: 'large', markdown: 'x'.repeat(1024 * 1024 + 1) }
    const refused = await ada.fetchJson('POST', '/documents/import/drafts', { documents: [document, large] })
    expect([refused.status, refused.body.code, (await draftOf('runbook/disk')).markdown]).toEqual([413, 'payload_too_large', null])
  })

  test('hostile files are refused by name or arrive without what is hostile, and the server goes on', async () => {
    const bomb = await wordFile(paragraph('x'), { 'word/document.xml': Buffer.alloc(30_000_000, 0x20) })
    const nested = await zipOf(Object.fromEntries([0, 1, 2, 3, 4].map((at) => [`${at}.zip`, nestedPart])))
    const escaping = Buffer.from(
      (await zipOf({ 'aaaaaaaaa.md': vague })).toString('latin1').replaceAll('aaaaaaaaa.md', '../../../x.md').slice(0),
      'latin1',
    )
    const refusals: [name: string, bytes: string | Buffer, code: string][] = [
      ['bomb.docx', bomb, 'payload_too_large'],
      ['parts.zip', nested, 'payload_too_large'],
      ['escaping.zip', escaping, 'payload_not_readable'],
      ['lists.html', '<ul><li>'.repeat(400_000), 'payload_not_readable'],
      ['deep.html', `<html>${'<div>'.repeat(900_000)}`, 'payload_too_large'],
      [
        'entities.docx',
        await wordFile('', { 'word/document.xml': '<!DOCTYPE w [<!ENTITY e SYSTEM "file:///etc/passwd">]><w>&e;</w>' }),
        'payload_not_readable',
      ],
      ['macros.docx', await wordFile(paragraph('x'), { 'word/vbaProject.bin': 'x' }), 'unsupported_media_type'],
      ['old.pdf', '%PDF-1.7 …', 'unsupported_media_type'],
      ['nothing.md', '', 'payload_not_readable'],
      ['cut.zip', bomb.subarray(0, bomb.length - 40), 'payload_not_readable'],
    ]
    for (const [name, bytes, code] of refusals) {
      const { status, body } = await report(name, bytes)
      expect([name, body.code, status < 500]).toEqual([name, code, true])
    }
    const long = await report('book.md', `# Book\n\n${'- words that go on\n'.repeat(60_000)}`)
    expect([long.status, long.body.documents, long.body.skipped[0]?.because]).toEqual([200, [], expect.stringContaining('MiB')])
    const script = await report(
      'page.html',
      '<html><body><h1>Key</h1><script>steal()</script><a href="javascript:steal()">here</a></body></html>',
    )
    expect([script.status, script.body.documents[0]?.markdown.includes('steal')]).toEqual([200, false])
    expect((await report('../../etc/passwd.md', vague)).body.documents[0]?.id).toBe('leaked-key-runbook')
    expect(server.lines.filter(({ level }) => level >= 50)).toEqual([])
  })

  test('a file larger than is taken is refused with a reason that arrives, and only whoever writes documents may import', async () => {
    const { status, body } = await report('large.zip', Buffer.alloc(longestImport + 1))
    expect([status, body.code]).toEqual([413, 'payload_too_large'])
    expect((await report('key.md', vague, await house.signInAs('auditor'))).status).toBe(403)
  })

  test('more imports at once than there is room for are refused for the moment', async () => {
    const many = await Promise.all(Array.from({ length: 8 }, () => report('key.md', vague)))
    const codes = many.map(({ status, body }) => (status === 200 ? 'taken' : body.code))
    expect(codes.filter((code) => code === 'taken').length).toBeGreaterThanOrEqual(3)
    expect(codes.filter((code) => code !== 'taken' && code !== 'too_many_uploads')).toEqual([])
    expect((await report('key.md', vague)).status).toBe(200)
  })
})

const nestedPart = await zipOf({ 'page.md': Buffer.alloc(15_000_000, 0x61) })
