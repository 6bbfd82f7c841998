// Many files in one push: the same versions, acts and entries as if each had been sent alone, in the order in which they were sent.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readingFor, readText } from '../../src/core/document/readText.ts'
import { systemActor } from '../../src/core/kernel/actor.ts'
import { inOrganization } from '../../src/database/inOrganization.ts'
import { readLives } from '../../src/server/document/actStore.ts'
import { readTexts } from '../../src/server/document/readTexts.ts'
import { openedEntriesOfKinds } from '../../src/server/ledger/objectViews.ts'
import { engines } from '../support/database.ts'
import { type House, type SignedInCaller, startTestServer, type TestServer } from '../support/server.ts'

type File = { path: string; markdown: string }
type Answer = { path: string; id: string | null; outcome: string; because: string; number: number | null; hash: string | null }

/** Long enough that threads read them. */
const filling = Array.from({ length: 60 }, (_, at) => `${at + 1}. Look at \`kubectl get pods\` once more.`).join('\n')
const runbook = (id: string, more = ''): File => ({
  path: `runbooks/${id}.md`,
  markdown: `---\nid: ${id}\ntitle: Runbook ${id}\n${more}---\n\n# Steps\n\n${filling}\n`,
})
const first = [
  ...Array.from({ length: 30 }, (_, at) => runbook(`many-${at}`)),
  runbook('waits', 'approvers: [Ben Example]\n'),
  runbook('nobody', 'approvers: [gone@example.com]\n'),
  {
    path: 'policies/own.md',
    markdown: '---\nkind: policy\nid: own\ntitle: Our own\nseverities: [{ level: SEV1, acknowledge_within: PT15M }]\n---\n# Own\n',
  },
  runbook('broken', 'review: { every: often }\n'),
  { path: '../outside.md', markdown: '# Outside\n' },
  { path: 'empty.md', markdown: '  ' },
]
/** Some as they are, some changed, in another order. */
const second = [runbook('many-9', 'owner: ben\n'), runbook('many-3'), runbook('many-1', 'owner: ben\n'), runbook('new'), runbook('waits')]

describe.each(engines)('files that are pushed together, on %s', (engine) => {
  let server: TestServer

  beforeAll(async () => {
    server = await startTestServer(engine)
  })
  afterAll(() => server.close())

  async function newHouse(): Promise<{ house: House; ada: SignedInCaller }> {
    const house = await server.newHouse()
    const ada = await house.signInAs('admin', { name: 'Ada Example' })
    await house.signInAs('compliance', { name: 'Ben Example' })
    return { house, ada }
  }

  async function push(by: SignedInCaller, files: readonly File[], dryRun = false): Promise<Answer[]> {
    const { status, body } = await by.fetchJson<{ files: Answer[] }>('POST', '/documents/push', { files, dry_run: dryRun })
    expect(status).toBe(200)
    return body.files
  }

  /** Without ids, times and salts, which differ from house to house. */
  async function kept(house: House) {
    return inOrganization(server.services.database, house.organizationId, systemActor('test'), async (tx) => {
      const lives = [...(await readLives(tx)).values()].map(({ kind, documentId, published, proposals }) => ({
        ...{ kind, documentId, published: published.map(({ version, number, title }) => ({ version, number, title })) },
        proposals: proposals.map(({ order, version, number, effect }) => ({ order, version, number, basis: effect?.basis ?? null })),
      }))
      const kinds = ['runbook.published', 'policy.published', 'document.proposed', 'document.in_force'] as const
      const entries = (await openedEntriesOfKinds(tx, kinds)).map(({ header, slots: { detail } }) => {
        const { approvers: _approvers, from: _from, ...said } = detail ?? {}
        return { kind: header.kind, ctl: header.ctl, said }
      })
      return { lives: lives.sort((left, right) => (left.documentId < right.documentId ? -1 : 1)), entries }
    })
  }

  test('leave the same behind as one after the other', async () => {
    const [together, apart] = [await newHouse(), await newHouse()]
    for (const files of [first, second]) {
      const asked = await push(together.ada, files, true)
      const answers = await push(together.ada, files)
      const each: Answer[] = []
      for (const file of files) each.push(...(await push(apart.ada, [file])))
      expect(answers).toEqual(each)
      expect(asked.map(({ outcome, hash }) => [outcome, hash])).toEqual(answers.map(({ outcome, hash }) => [outcome, hash]))
    }
    const [one, other] = [await kept(together.house), await kept(apart.house)]
    expect(one).toEqual(other)
    expect(one.lives.find(({ documentId }) => documentId === 'many-9')?.published.map(({ number }) => number)).toEqual([1, 2])
    expect(one.lives.some(({ documentId }) => ['broken', 'nobody', 'empty'].includes(documentId))).toBe(false)
  })

  test('change nothing when they come again', async () => {
    const { house, ada } = await newHouse()
    await push(ada, first)
    const before = await kept(house)
    const again = await push(ada, first)
    expect(new Set(again.map(({ outcome }) => outcome))).toEqual(new Set(['unchanged', 'refused']))
    expect(await kept(house)).toEqual(before)
  })

  test('as many and as large as one request takes are kept byte for byte', async () => {
    const { ada } = await newHouse()
    const long = Array.from({ length: 60 }, (_, at) => ({ path: `long/${at}.md`, markdown: `# Long ${at}\n\n${'ä word '.repeat(14_000)}` }))
    const answers = await push(ada, long)
    expect(answers.every(({ outcome }) => outcome === 'in-force' || outcome === 'proposed')).toBe(true)
    const { body } = await ada.fetchJson<{ markdown: string }>('GET', `/documents/runbook/${answers[59]?.id}/versions/${answers[59]?.hash}`)
    expect(body.markdown).toBe(long[59]?.markdown)
  })
})

describe('a text that a thread has read', () => {
  test('is read as it is read here, also the second time', async () => {
    const people = [{ id: `per_${'1'.repeat(32)}`, name: 'Ben Example', email: 'ben@example.com' }]
    const texts = [
      ...first.map(({ markdown }) => markdown),
      runbook('quorum', 'approvers: [Ben Example, nobody@example.com]\nquorum: 9\n').markdown,
    ]
    for (const round of [1, 2]) {
      const readings = await readTexts(texts)
      for (const [place, text] of texts.entries()) {
        const reading = readings[place] ?? expect.unreachable()
        expect(readingFor(reading, people), `${round}: ${text.slice(0, 40)}`).toEqual(readText(text, people))
      }
    }
  })
})
