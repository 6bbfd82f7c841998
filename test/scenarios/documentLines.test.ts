// Do lists say of documents what follows from their lives, whatever happened to them, and is what they read kept with every change?
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { z } from 'zod'
import type { documentApi } from '../../src/contract/document.ts'
import type { Document, ListedDocument } from '../../src/contract/documentShapes.ts'
import type { ReplyOf } from '../../src/contract/endpoint.ts'
import { systemActor } from '../../src/core/kernel/actor.ts'
import { day } from '../../src/core/kernel/instant.ts'
import { inOrganization, type OrganizationTx } from '../../src/database/inOrganization.ts'
import { mendLines } from '../../src/server/document/mendLines.ts'
import { fsck } from '../../src/server/ledger/fsck.ts'
import { engines } from '../support/database.ts'
import { type House, type SignedInCaller, startTestServer, type TestServer } from '../support/server.ts'

type Listed = z.infer<typeof ListedDocument>
type Whole = z.infer<typeof Document>
type List = ReplyOf<typeof documentApi.list>
type Waiting = ReplyOf<typeof documentApi.waitingForMe>['items'][number]

const kinds = ['policy', 'runbook'] as const
const ids = ['alpha', 'beta', 'gamma', 'delta'] as const

/** The same numbers each time. */
function numbersFrom(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

function textOf(kind: string, id: string, variant: number): string {
  const more = [
    variant % 3 === 0 ? '' : `review: { every: ${variant % 2 === 0 ? 'P20D' : 'P1M'}${variant % 4 === 1 ? ', grace: P5D' : ''} }`,
    variant % 4 === 1 ? 'approvers: [compliance]' : '',
    variant % 5 === 2 ? 'approvers: [cto, compliance]\nquorum: 1' : '',
    variant % 2 === 0 ? `acknowledge: { by: [responders], within: P7D${variant % 3 === 0 ? ', again_every: P30D' : ''} }` : '',
    variant % 3 === 1 ? `owner: Team ${variant}` : '',
  ].filter((line) => line !== '')
  const title = `${'ZYXWVU'[variant % 6]} ${id}`
  return `---\nkind: ${kind}\nid: ${id}\ntitle: "${title} [replace: ${variant}]"\n${more.join('\n')}\n---\n# ${title}\n\nCall [replace: somebody].\n`
}

describe.each(engines)('lines of documents, on %s', (engine) => {
  let server: TestServer
  let house: House
  let people: SignedInCaller[]

  beforeAll(async () => {
    server = await startTestServer(engine)
  })
  afterAll(() => server.close())
  beforeEach(async () => {
    house = await server.newHouse()
    people = [
      await house.signInAs('admin', { name: 'Ada' }),
      await house.signInAs('compliance', { name: 'Ben' }),
      await house.signInAs('responder', { name: 'Eve' }),
      await house.signInAs('responder', { name: 'Flo' }),
    ]
  })

  const within = <T>(work: (tx: OrganizationTx) => Promise<T>) =>
    inOrganization(server.services.database, house.organizationId, systemActor('test'), work)
  const rows = () =>
    within(({ db }) => db.selectFrom('document_line').selectAll().orderBy('kind').orderBy('document_id').orderBy('since').execute())
  const list = async (by: SignedInCaller, query = '') => {
    const { status, body } = await by.fetchJson<List>('GET', `/documents?limit=500${query}`)
    expect(status).toBe(200)
    return body
  }

  /** Days later a session is over, and another is begun. */
  async function pass(milliseconds: number): Promise<void> {
    server.clock.advance(milliseconds)
    if (milliseconds >= day)
      people = await Promise.all(people.map(({ role, personId, by: { name } }) => house.signInAs(role, { personId, name })))
  }

  /** Much of it is refused: what may be tried is tried. */
  async function tryOne(random: (below: number) => number): Promise<void> {
    const by = people[random(people.length)] as SignedInCaller
    const [kind, id] = [kinds[random(2)], ids[random(ids.length)]]
    const path = `/documents/${kind}/${id}`
    const ask = async (method: string, rest: string, body?: unknown) => void (await by.fetchJson(method, `${path}${rest}`, body))
    const whole = (await by.fetchJson<Whole>('GET', path)).body
    const inForce = whole.in_force?.hash ?? '0'.repeat(64)
    const waits = whole.waiting?.at(-1)?.hash ?? whole.next?.hash ?? inForce
    const markdown = textOf(kind ?? '', id ?? '', random(12))
    const reason = 'It is as it should be.'
    const soon = new Date(server.clock.now() + random(20) * day).toISOString()
    const acts = [
      () => ask('POST', '/propose', { markdown }),
      () => ask('POST', '/propose', { markdown, takes_effect_at: soon }),
      () => ask('POST', '/propose', { markdown, emergency: { reason } }),
      () => ask('POST', `/versions/${waits}/approve`, {}),
      () => ask('POST', `/versions/${waits}/approve`, {}),
      () => ask('POST', `/versions/${waits}/publish`, {}),
      () => ask('POST', `/versions/${waits}/withdraw`, { reason }),
      () => ask('POST', '/reviews', { hash: inForce, reason }),
      () => ask('POST', `/reviews/${whole.reviews?.[0]?.position ?? 0}/take-back`, { reason }),
      () => (random(4) === 0 ? ask('POST', '/retire', { reason }) : ask('POST', '/resume', { reason })),
      () => ask('PATCH', '/draft', { revision: whole.draft?.revision ?? 0, markdown }),
      () => ask('DELETE', `/draft?revision=${whole.draft?.revision ?? 1}`),
      () => ask('POST', '/acknowledge', { hash: inForce }),
      () => ask('POST', '/acknowledge', { hash: inForce }),
    ]
    await acts[random(acts.length)]?.()
  }

  const shows: Record<string, (one: Listed) => boolean> = {
    waiting: ({ waiting }) => waiting.length > 0,
    'waiting-for-me': ({ waiting }) => waiting.some((one) => one.you_can),
    'review-due': ({ review }) => review.state === 'due' || review.state === 'overdue',
    'review-overdue': ({ review }) => review.state === 'overdue',
    'acknowledgements-missing': ({ acknowledgement }) => (acknowledgement?.missing ?? 0) > 0,
  }

  async function compare(by: SignedInCaller, seen: Map<string, number>): Promise<void> {
    const [all, retired] = [await list(by), await list(by, '&filter=retired')]
    const items = [...all.items, ...retired.items]
    const wholes: Whole[] = []
    for (const item of items) {
      const { versions, reviews, you, ...line } = (await by.fetchJson<Whole>('GET', `/documents/${item.kind}/${item.id}`)).body
      wholes.push({ versions, reviews, you, ...line } as Whole)
      const { linter: _linter, placeholders, ...listed } = item
      expect(listed).toEqual(line)
      expect(placeholders).toBe(item.in_force === null ? null : 2)
    }
    const known = await within(({ db }) => db.selectFrom('document_version').select(['kind', 'document_id']).distinct().execute())
    const drafts = await within(({ db }) =>
      db.selectFrom('document_draft').select(['kind', 'document_id']).where('markdown', 'is not', null).execute(),
    )
    expect(new Set(items.map(({ kind, id }) => `${kind} ${id}`))).toEqual(
      new Set([...known, ...drafts].map(({ kind, document_id }) => `${kind} ${document_id}`)),
    )
    for (const [filter, show] of Object.entries(shows)) {
      const found = (await list(by, `&filter=${filter}`)).items
      // The linter reads meanwhile, and what it says is its own test's.
      const without = (some: readonly Listed[]) => some.map(({ linter: _linter, ...line }) => line)
      expect([filter, without(found)]).toEqual([filter, without(all.items.filter(show))])
      expect([filter, all.counts[filter as keyof List['counts']]]).toEqual([filter, found.length])
      seen.set(filter, (seen.get(filter) ?? 0) + found.length)
    }
    expect([all.counts.all, all.counts.retired]).toEqual([all.items.length, retired.items.length])
    const expected = wholes.flatMap(waitingIn)
    const waiting = (await by.fetchJson<{ items: Waiting[] }>('GET', '/documents/waiting')).body.items
    expect(waiting.map(({ what, kind, id, hash }) => `${what} ${kind} ${id} ${hash}`).sort()).toEqual(expected.sort())
    seen.set('waits for me', (seen.get('waits for me') ?? 0) + waiting.length)
  }

  function waitingIn(one: Whole): string[] {
    const of = (what: string, hash: string | undefined) => `${what} ${one.kind} ${one.id} ${hash}`
    const sign = one.waiting.filter(({ you_can }) => you_can).map(({ quorum, hash }) => of(quorum > 0 ? 'approve' : 'publish', hash))
    const { acknowledge, cannot_review } = one.you
    return [
      ...sign,
      ...(acknowledge !== null && acknowledge.state !== 'acknowledged' ? [of('acknowledge', one.in_force?.hash)] : []),
      ...((one.review.state === 'due' || one.review.state === 'overdue') && cannot_review === null
        ? [of('review', one.in_force?.hash)]
        : []),
    ]
  }

  test('a list, its filters and what waits for each say what each document’s own page says, whatever happened', async () => {
    const random = numbersFrom(20_261_128)
    const seen = new Map<string, number>()
    for (let round = 0; round < 10; round++) {
      for (let step = 0; step < 12; step++) {
        // Two at once now and then: one of them waits for the other.
        await Promise.all([tryOne(random), ...(step % 4 === 0 ? [tryOne(random)] : [])])
        await pass(random(3) === 0 ? random(6) * day : 60_000)
      }
      for (const by of people.slice(0, 3)) await compare(by, seen)
    }
    for (const [what, count] of seen) expect([what, count > 5]).toEqual([what, true])
    // What is kept is what is made anew of everything that happened.
    const kept = await rows()
    await within(({ db }) => db.deleteFrom('document_line').where('org_id', '=', house.organizationId).execute())
    expect((await list(people[0] as SignedInCaller)).items.every(({ in_force }) => in_force === null)).toBe(true)
    expect(await mendLines(server.services.database, house.organizationId)).toBeGreaterThan(5)
    expect(await rows()).toEqual(kept)
    expect(await mendLines(server.services.database, house.organizationId)).toBe(0)
    const check = () => fsck(server.services.database, house.organizationId, { keys: server.services.ledgerKeys, most: 10 })
    expect((await check()).disagreements).toEqual([])
    const [first] = kept
    await server.services.database.execute(
      `update document_line set due_over = '2001-01-01' where org_id = '${house.organizationId}' and kind = '${first?.kind}' and document_id = '${first?.document_id}'`,
    )
    expect((await check()).disagreements[0]).toMatchObject({
      table: 'document_line',
      column: 'due_over',
      found: expect.stringContaining('2001'),
    })
  }, 240_000)

  test('pages follow each other by cursor, and a search finds title, id and owner whatever their case', async () => {
    const [ada] = people as [SignedInCaller, ...SignedInCaller[]]
    const titles = ['Äpfel', 'zebra', 'Zebra', '日本', '🦓 zoo', 'b', 'a', 'a']
    const files = titles.map((title, place) => ({
      path: `runbooks/n${place}.md`,
      markdown: `---\nkind: runbook\nid: n${place}\ntitle: ${title}\nowner: Team ÄÖ${place}\n---\n# ${title}\n`,
    }))
    expect((await ada.fetchJson('POST', '/documents/push', { files })).status).toBe(200)
    const paged: string[] = []
    for (let cursor = ''; ; ) {
      const { items, next_cursor } = (await ada.fetchJson<List>('GET', `/documents?limit=3${cursor}`)).body
      paged.push(...items.map(({ id }) => id))
      if (next_cursor === null) break
      expect(items).toHaveLength(3)
      cursor = `&cursor=${next_cursor}`
    }
    expect(paged).toEqual((await list(ada)).items.map(({ id }) => id))
    expect(paged.map((id) => titles[Number(id.slice(1))])).toEqual(['Zebra', 'a', 'a', 'b', 'zebra', 'Äpfel', '日本', '🦓 zoo'])
    const find = async (search: string) => (await list(ada, `&search=${encodeURIComponent(search)}`)).items.map(({ id }) => id).sort()
    expect(await find('ZEBRA')).toEqual(['n1', 'n2'])
    expect(await find('äöZ')).toEqual([])
    expect(await find('team äö3')).toEqual(['n3'])
    expect(await find('N6')).toEqual(['n6'])
    expect(await find('%')).toEqual([])
  })

  test('a page ends also at the longest title, and a cursor that nobody gave is refused', async () => {
    const [ada] = people as [SignedInCaller, ...SignedInCaller[]]
    const long = '\u{1F993}'.repeat(300)
    const files = [long, `${long}!`].map((title, place) => ({
      path: `runbooks/n${place}.md`,
      markdown: `---\nkind: runbook\nid: n${place}\ntitle: "${title}"\n---\n# Long\n`,
    }))
    expect((await ada.fetchJson('POST', '/documents/push', { files })).status).toBe(200)
    const first = (await ada.fetchJson<List>('GET', '/documents?limit=1')).body
    const second = (await ada.fetchJson<List>('GET', `/documents?limit=1&cursor=${first.next_cursor}`)).body
    expect([first, second].map(({ items }) => items.map(({ id }) => id))).toEqual([['n0'], ['n1']])
    const given = (place: unknown) => Buffer.from(typeof place === 'string' ? place : JSON.stringify(place)).toString('base64url')
    for (const cursor of [
      'none',
      ['a', 'policy'],
      ['\0', 'policy', 'a'],
      ['a', 'policy', '\ud800'],
      ['a', 'other', 'a'],
      [1, 2, 3],
      null,
    ].map(given))
      expect((await ada.fetchJson('GET', `/documents?cursor=${cursor}`)).status, cursor).toBe(400)
    for (const cursor of ['policy\0', ['policy', '\0'], ['policy'], {}].map(given))
      expect((await ada.fetchJson('GET', `/documents/pull?cursor=${cursor}`)).status, cursor).toBe(400)
  })

  test('what another server wrote without its line has one again after the next look', async () => {
    const [ada] = people as [SignedInCaller, ...SignedInCaller[]]
    const markdown = textOf('runbook', 'alpha', 0)
    expect((await ada.fetchJson('POST', '/documents/runbook/alpha/propose', { markdown })).status).toBe(201)
    const [before] = await rows()
    if (before === undefined) throw new Error('A line is kept with the proposal.')
    await within(async ({ db }) => {
      await db.deleteFrom('document_line').where('org_id', '=', house.organizationId).execute()
      await db
        .insertInto('document_line')
        .values({ ...before, counted: before.counted - 1, title: 'As it was' })
        .execute()
    })
    expect((await list(ada)).items.map(({ title }) => title)).toEqual(['As it was'])
    expect(await mendLines(server.services.database, house.organizationId)).toBe(1)
    expect(await rows()).toEqual([before])
  })
})
