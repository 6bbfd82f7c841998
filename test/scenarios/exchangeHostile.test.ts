// Documents that mean harm, over HTTP: each is refused by name or kept as text, within a bounded time, and nothing of it runs.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { engines } from '../support/database.ts'
import { type House, type SignedInCaller, startTestServer, type TestServer } from '../support/server.ts'

type Pushed = { files: { path: string; outcome: string; because: string; problems: { rule: string; refuses: boolean }[] }[] }

const mib = 1024 * 1024
/** Of this process's own work, in which the server runs: a busy machine makes nothing slower. Each takes a small part of it. */
const mostSeconds = 20
const mostMemory = 512 * mib

const front = (yaml: string) => `---\n${yaml}\n---\n# Text\n\n1. Do it\n`
const bomb = [
  'a: &a [x, x, x, x, x, x, x, x, x]',
  ...[...'bcdefghi'].map((name, at) => `${name}: &${name} [${`*${'abcdefgh'[at]}, `.repeat(9)}]`),
].join('\n')

/** What of it refuses it; null: it is taken, and is text. */
const hostile: readonly (readonly [name: string, markdown: string, rule: string | null])[] = [
  ['nested lists of nearly 1 MiB', '- '.repeat(mib / 2 - 10), 'document/too-large'],
  ['nested lists of the longest text that is read', '- '.repeat(74_000), null],
  ['quotes in lists in quotes', '> - '.repeat(37_000), null],
  ['a line of a million characters', `# Long\n\n${'x'.repeat(1_000_000)}`, 'document/too-large'],
  [
    'lists that go ever deeper',
    Array.from({ length: 500 }, (_, at) => `${' '.repeat(2 * at)}- a`)
      .join('\n')
      .slice(0, 149_000),
    null,
  ],
  ['a YAML bomb', front(bomb), 'front-matter/alias'],
  ['an alias of itself', front('a: &a [*a]'), 'front-matter/alias'],
  ['YAML that nests without end', front('['.repeat(50_000)), 'document/too-dense'],
  ['front matter that never ends', `---\n${'a: b\n'.repeat(2_000)}`, null],
  ['a name that every object has', front('__proto__: { polluted: true }\nconstructor: { prototype: { polluted: true } }'), null],
  ['unclosed brackets', '['.repeat(149_000), null],
  ['a table of pipes', '|'.repeat(149_000), null],
  [
    'scripts and frames',
    '# <script>alert(1)</script>\n\n1. <iframe src="javascript:alert(2)"></iframe> [go](javascript:alert(3))\n\n<img src=x onerror=alert(4)>\n',
    null,
  ],
]

describe.each(engines)('hostile documents, on %s', (engine) => {
  let server: TestServer
  let house: House
  let ada: SignedInCaller

  beforeAll(async () => {
    server = await startTestServer(engine)
    house = await server.newHouse()
    ada = await house.signInAs('admin', { name: 'Ada' })
  })
  afterAll(() => server.close())

  async function bounded<T>(work: () => Promise<T>): Promise<T> {
    const cpu = process.cpuUsage()
    const memory = process.memoryUsage().rss
    const answer = await work()
    const { user, system } = process.cpuUsage(cpu)
    expect((user + system) / 1_000_000).toBeLessThan(mostSeconds)
    expect(process.memoryUsage().rss - memory).toBeLessThan(mostMemory)
    return answer
  }
  const push = async (files: { path: string; markdown: string }[]) => {
    const { status, body } = await ada.fetchJson<Pushed>('POST', '/documents/push', { files })
    expect(status, JSON.stringify(body).slice(0, 500)).toBe(200)
    return body.files
  }

  test.each(hostile.map(([name, markdown, rule], at) => ({ name, markdown, rule, at })))('$name', async ({ markdown, rule, at }) => {
    const id = `odd-${at}`
    const [told] = await bounded(() => push([{ path: `${id}.md`, markdown }]))
    const refusing = told?.problems.filter(({ refuses }) => refuses).map((problem) => problem.rule) ?? []
    if (rule !== null) {
      expect([told?.outcome, refusing]).toEqual(['refused', expect.arrayContaining([rule])])
      const proposed = await bounded(() => ada.fetchJson('POST', `/documents/runbook/${id}/propose`, { markdown }))
      expect([proposed.status, proposed.body.code]).toEqual([422, 'document_not_valid'])
    } else if (told?.outcome === 'in-force') {
      const opened = await bounded(() => ada.fetchJson<{ markdown: string }>('GET', `/runbooks/${id}`))
      expect([opened.status, opened.body.markdown]).toEqual([200, markdown])
      const printed = await bounded(() => fetch(`${server.url}/api/v1/runbooks/${id}/print?format=html`, { headers: ada.headers }))
      const html = await printed.text()
      expect(html).not.toMatch(/<script>alert|<iframe|<img|href="javascript|onerror=alert\(4\)>/i)
    } else expect(refusing).not.toEqual([])
    const draft = await bounded(() => ada.fetchJson('PATCH', `/documents/runbook/${id}/draft`, { revision: 0, markdown }))
    expect([200, 413, 422]).toContain(draft.status)
  })

  test('five megabytes are refused by their size, before anything reads them', async () => {
    const markdown = '- '.repeat(2.5 * mib)
    const { status, body } = await bounded(() => ada.fetchJson('POST', '/documents/push', { files: [{ path: 'a.md', markdown }] }))
    expect([status, body.code]).toEqual([400, 'invalid_request'])
    const [large] = await push([{ path: 'a.md', markdown: '- '.repeat(mib) }])
    expect([large?.outcome, large?.problems[0]?.rule]).toEqual(['refused', 'text/too-large'])
  })

  test('what is no text refuses the request, by name', async () => {
    const raw = async (body: BodyInit) => {
      const headers = { ...ada.headers, 'content-type': 'application/json' }
      const answer = await fetch(`${server.url}/api/v1/documents/push`, { method: 'POST', headers, body, duplex: 'half' } as RequestInit)
      return [answer.status, ((await answer.json()) as { code: string }).code]
    }
    const withBytes = (bytes: number[]) =>
      Buffer.concat([Buffer.from('{"files":[{"path":"a.md","markdown":"# A'), Buffer.from(bytes), Buffer.from('"}]}')])
    expect(await raw(withBytes([0xff, 0xfe]))).toEqual([400, 'invalid_request'])
    const dripping = new ReadableStream({
      start(controller) {
        controller.enqueue(withBytes([0xc3, 0x28]))
        controller.close()
      },
    })
    expect(await raw(dripping)).toEqual([400, 'invalid_request'])
    expect(await raw('{"files":[{"path":"a.md","markdown":"a\\u0000"}]}')).toEqual([400, 'invalid_request'])
    expect(await raw('{"files":[{"path":"a.md","markdown":"a\\ud800"}]}')).toEqual([400, 'invalid_request'])
    expect(await raw('{"files":[{"path":"a\\n.md","markdown":"# A"}]}')).toEqual([400, 'invalid_request'])
    expect(await raw(`${'['.repeat(100_000)}`)).toEqual([400, expect.any(String)])
  })

  test('a path that leads out of the repository is refused, and the file beside it is taken', async () => {
    const paths = ['../../etc/cron.md', '/etc/passwd.md', 'a/../../b.md', '.git/hooks/pre-commit.md', 'fine/one.md']
    const told = await push(paths.map((path) => ({ path, markdown: `# ${path}\n` })))
    expect(told.map(({ outcome }) => outcome)).toEqual(['refused', 'refused', 'refused', 'refused', 'in-force'])
    const { body } = await ada.fetchJson<{ items: { path: string }[] }>('GET', '/documents/pull?limit=200')
    expect(body.items.filter(({ path }) => path.startsWith('.') || path.startsWith('/'))).toEqual([])
  })
})
