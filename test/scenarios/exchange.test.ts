// Documents between a git checkout and a server, with the commands that people and pipelines type: `tickmark push` and `tickmark pull`.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { z } from 'zod'
import type { Document } from '../../src/contract/documentShapes.ts'
import { type Checkout, newCheckout } from '../support/checkout.ts'
import { engines } from '../support/database.ts'
import { type House, type SignedInCaller, startTestServer, type TestServer } from '../support/server.ts'
import { sharedAvailable, sharedPath } from '../support/shared.ts'

type Doc = z.infer<typeof Document>
type Step = { id: string; state: string }
type Run = { id: string; sections: { steps: Step[] }[]; counts: Record<string, number> }
type Told = { files: { path: string; outcome: string; id: string | null; kind: string | null; problems: { rule: string }[] }[] }

const policy = (within = 'PT15M', more = '') =>
  `---\nkind: policy\nid: answering\ntitle: Answering alerts\napprovers: [cto]\nreview: { every: P1Y }\nacknowledge: { by: [responders], within: ${within} }\n${more}---\n# Answering alerts\n\nWe answer.\n`
const runbook = '\ufeff# Restart the API\r\n\r\n1. `systemctl restart api`\r\n'

describe.each(engines)('documents in a checkout, on %s', (engine) => {
  let server: TestServer
  let house: House
  let ada: SignedInCaller
  let here: Checkout

  beforeAll(async () => {
    server = await startTestServer(engine)
  })
  afterAll(() => server.close())
  beforeEach(async () => {
    house = await server.newHouse()
    ada = await house.signInAs('admin', { name: 'Ada' })
    const { secret } = await house.tokenAs('compliance')
    here = newCheckout({ TICKMARK_URL: server.url, TICKMARK_TOKEN: secret, CI: 'true' })
  })
  afterEach(() => here.remove())

  const get = async <T = Doc>(path: string): Promise<T> => {
    const { status, body } = await ada.fetchJson('GET', path)
    expect(status, JSON.stringify(body)).toBe(200)
    return body as T
  }
  const push = async (...more: string[]) => here.tickmark(['push', ...more])
  const lines = (text: string) => text.trimEnd().split('\n')

  test('a push says a line for each file and what changed; a second changes nothing; one refused file does not keep the others', async () => {
    here.write('policies/answering.md', policy())
    here.write('ops/Restart the API.md', runbook)
    here.write('ops/broken.md', '---\nkind: policy\nid: broken\nreview: { every: often }\n---\n# Broken\n')
    here.write('archive/old.md', '# Old\n')
    here.git('remote', 'add', 'origin', 'https://robot:tmk_not-a-secret@git.example.com/docs.git?token=x')
    const head = here.commit('Cleo <cleo@example.com>')
    const dry = await push('--dry-run', '--ignore', 'archive/**')
    expect([dry.code, lines(dry.out)]).toEqual([
      1,
      [
        'ops/Restart the API.md: in force',
        'ops/broken.md:4:18: refused: `often` is no duration; write it like PT15M or P1Y.',
        'policies/answering.md: proposed (waits for cto)',
      ].map((line) => (line.includes('broken') ? expect.stringMatching(/^ops\/broken\.md:4:\d+: refused: ./) : line)),
    ])
    expect(dry.said).toContain('dry run')
    expect(await get('/documents')).toMatchObject({ items: [] })
    const first = await push('--ignore', 'archive/**')
    expect([first.code, first.out]).toEqual([1, dry.out])
    const { versions } = await get('/documents/policy/answering')
    const origin = {
      repository: 'https://git.example.com/docs.git',
      commit: head,
      author: 'Cleo <cleo@example.com>',
      path: 'policies/answering.md',
    }
    expect(versions[0]?.proposal?.origin).toEqual(origin)
    here.git('rm', '--quiet', 'ops/broken.md', 'archive/old.md')
    const again = await here.tickmark(['push', 'policies', 'ops/Restart the API.md', 'policies/answering.md'])
    expect([again.code, lines(again.out)]).toEqual([0, ['ops/Restart the API.md: unchanged', 'policies/answering.md: unchanged']])
    await ada.fetchJson('POST', `/documents/policy/answering/versions/${versions[0]?.hash}/approve`, {})
    here.write('policies/answering.md', policy('PT30M'))
    const changed = await push()
    expect(lines(changed.out)[1]).toMatch(/^policies\/answering\.md: proposed \(waits for cto\): not committed; .*1 line changed$/)
    const dirty = (await get('/documents/policy/answering')).versions[0]?.proposal?.origin
    expect(dirty).toMatchObject({ commit: `${head}-dirty`, author: 'Here <here@example.com>' })
  })

  test('whoever wrote a file last cannot approve it, also where others wrote the other files of the same push', async () => {
    const ben = await house.signInAs('compliance', { name: 'Ben' })
    here.write('policies/answering.md', policy())
    here.commit(`Ben <compliance.${ben.personId.slice(-8)}@example.com>`)
    here.write('policies/other.md', policy().replace('id: answering', 'id: other'))
    here.commit('Eve <eve@example.com>')
    expect((await push()).code).toBe(0)
    const approve = async (id: string) => {
      const { versions } = await get(`/documents/policy/${id}`)
      return (await ben.fetchJson('POST', `/documents/policy/${id}/versions/${versions[0]?.hash}/approve`, { as: 'cto' })).body.code
    }
    expect([await approve('answering'), await approve('other')]).toEqual(['second_person_needed', undefined])
  })

  test('what cannot be sent is refused at its line and column, in words that GitHub shows beside the file', async () => {
    here.write('nul.md', '# A\n\nb\0\n')
    here.write('latin.md', Buffer.concat([Buffer.from('# Über\n\nGr'), Buffer.from([0xfc]), Buffer.from('sse\n')]))
    here.write('cut.md', Buffer.from('# €').subarray(0, 4))
    here.write('long.md', 'x'.repeat(1024 * 1024 + 1))
    here.write('empty.md', '\n')
    here.write('fine.md', '# Fine\n\n1. Do it\n')
    here.write('same.md', '---\nid: fine\n---\n# Same\n')
    const { code, out } = await push('--format', 'github')
    expect(code).toBe(1)
    expect(lines(out)).toEqual([
      '::error file=cut.md,line=1,col=3,title=text/not-utf-8::The text is not valid UTF-8. Save it as UTF-8.',
      expect.stringMatching(/^::error file=empty\.md,line=1,col=1,title=text\/empty::/),
      '::notice file=fine.md,line=1,title=in force::not committed',
      '::error file=latin.md,line=3,col=3,title=text/not-utf-8::The text is not valid UTF-8. Save it as UTF-8.',
      expect.stringMatching(/^::error file=long\.md,line=1,col=1,title=text\/too-large::/),
      expect.stringMatching(/^::error file=nul\.md,line=3,col=2,title=text\/nul::/),
      expect.stringMatching(/^::error file=same\.md,.*::It is the same document as fine\.md/),
    ])
  })

  test('two files of one document are told apart though they are sent in two requests, and nothing steers the terminal', async () => {
    here.write('a.md', '---\nid: one\napprovers: ["cto\\u202e"]\n---\n# One\n')
    for (let at = 0; at < 60; at++) here.write(`m${at}.md`, `# M ${at}\n`)
    here.write('z.md', '---\nid: one\n---\n# One more\n')
    const { code, out } = await push()
    expect(code).toBe(1)
    expect(lines(out).at(0)).toMatch(/^a\.md: proposed \(waits for [\x20-\x7e]+\): not committed$/)
    expect(lines(out).at(-1)).toBe('z.md:1:1: refused: It is the same document as a.md: give one of them another `id`.')
    const again = await push('--json')
    expect((JSON.parse(again.out) as Told).files.filter(({ outcome }) => outcome === 'unchanged')).toHaveLength(61)
  })

  test('what cannot be done is said, with another exit code than a refusal', async () => {
    here.write('fine.md', '# Fine\n')
    const code = async (words: string[], environment: Record<string, string> = {}) => {
      const ran = await here.tickmark(words, environment)
      expect(ran.said).not.toBe('')
      return ran.code
    }
    expect(await code(['push', 'nowhere'])).toBe(2)
    expect(await code(['push', '--server', 'ftp://example.com'])).toBe(2)
    expect(await code(['push', '--token', 'tmk_x'])).toBe(2)
    expect(await code(['push'], { TICKMARK_TOKEN: '' })).toBe(2)
    expect(await code(['push'], { TICKMARK_TOKEN: 'tmk_wrong' })).toBe(2)
    const viewer = await house.tokenAs('viewer')
    here.write('token.txt', `${viewer.secret}\n`)
    const { code: refused, said } = await here.tickmark(['push', '--server', server.url, '--token-file', 'token.txt'], { TICKMARK_URL: '' })
    expect([refused, said]).toEqual([2, expect.stringContaining('viewer')])
    expect(await code(['pull'])).toBe(2)
    expect(await code(['pull', 'fine.md'])).toBe(2)
  })

  test('a pull writes byte for byte, checks without writing, and leaves what git does not know of', async () => {
    here.write('ops/Restart the API.md', runbook)
    here.write('two.md', '# Two\n')
    await push()
    const pull = (...words: string[]) => here.tickmark(['pull', ...words])
    expect((await pull('.', '--check')).code).toBe(0)
    const there = await pull('copy', '--check')
    expect([there.code, lines(there.out)]).toEqual([1, ['ops/Restart the API.md: is not here', 'two.md: is not here']])
    expect((await pull('copy')).code).toBe(0)
    expect(readFileSync(join(here.folder, 'copy', 'ops/Restart the API.md'), 'utf8')).toBe(runbook)
    here.write('two.md', '# Two, otherwise\n')
    here.commit()
    here.write('ops/Restart the API.md', '# Mine\n')
    // Git is told to look away: the text is in no commit all the same.
    here.git('update-index', '--assume-unchanged', 'ops/Restart the API.md')
    const some = await pull('.')
    expect([some.code, lines(some.out)]).toEqual([
      1,
      [expect.stringMatching(/^ops\/Restart the API\.md: left as it is: .*--force/), 'two.md: written (version 1)'],
    ])
    expect(readFileSync(join(here.folder, 'ops/Restart the API.md'), 'utf8')).toBe('# Mine\n')
    expect(readFileSync(join(here.folder, 'two.md'), 'utf8')).toBe('# Two\n')
    expect((await pull('.', '--force')).code).toBe(0)
    expect(readFileSync(join(here.folder, 'ops/Restart the API.md'), 'utf8')).toBe(runbook)
  })

  test.skipIf(!sharedAvailable)(
    'real documents are pushed, opened, followed as a run, pulled byte for byte, and unchanged when pushed again',
    {
      timeout: 300_000,
    },
    async () => {
      const folder = sharedPath('runbooks', 'docs')
      const names = readdirSync(folder)
        .filter((name) => name.endsWith('.md'))
        .sort()
      expect(names.length).toBeGreaterThanOrEqual(50)
      for (const name of names) here.write(`docs/${name}`, readFileSync(join(folder, name)))
      here.commit()
      const first = JSON.parse((await push('--json')).out) as Told
      // One has the same field twice in its front matter: which of them was meant, nobody knows.
      const taken = first.files.filter(({ outcome }) => outcome === 'in-force')
      const others = first.files.filter((file) => !taken.includes(file))
      expect(others.map(({ outcome, problems }) => [outcome, problems[0]?.rule])).toEqual(
        others.map(() => ['refused', 'front-matter/yaml']),
      )
      expect(taken.length).toBeGreaterThanOrEqual(50)
      const incident = await ada.fetchJson<{ id: string }>('POST', '/incidents', { origin: 'report', title: 'A key leaked' })
      let followed = 0
      for (const { id } of taken) {
        const opened = await get<{ id: string; steps: number; markdown: string }>(`/runbooks/${id}`)
        expect(opened.markdown.length).toBeGreaterThan(0)
        const run = await ada.fetchJson<Run>('POST', `/incidents/${incident.body.id}/runs`, { document_id: id })
        expect(run.status, String(id)).toBe(201)
        const step = run.body.sections.flatMap(({ steps }) => steps)[0]
        if (step === undefined) continue
        const mark = { state: 'stuck', reason: 'What was asked for is not here.' }
        const marked = await ada.fetchJson<Run>('POST', `/incidents/${incident.body.id}/runs/${run.body.id}/steps/${step.id}`, mark)
        expect([marked.status, marked.body.counts.stuck], String(id)).toEqual([200, 1])
        followed++
      }
      expect(followed).toBeGreaterThan(30)
      expect((await here.tickmark(['pull', 'copy'])).code).toBe(0)
      for (const { path } of taken) {
        expect(readFileSync(join(here.folder, 'copy', path)).equals(readFileSync(join(here.folder, path))), path).toBe(true)
      }
      const again = JSON.parse((await push('docs', '--json')).out) as Told
      expect(again.files.filter(({ outcome }) => outcome === 'unchanged').map(({ path }) => path)).toEqual(taken.map(({ path }) => path))
    },
  )
})
