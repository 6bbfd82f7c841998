// Are checkpoints stamped by a timestamp authority, and is its answer believed only when every part of it is right?
import { readFileSync } from 'node:fs'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { OrganizationId } from '../../src/core/kernel/ids.ts'
import { hour } from '../../src/core/kernel/instant.ts'
import { sendToAuthority } from '../../src/server/ledger/anchor/timestamp.ts'
import { anchorDue } from '../../src/server/ledger/anchor.job.ts'
import { sealAll } from '../../src/server/ledger/sealLedger.ts'
import { checkpointPage, entryPage, entryStates } from '../../src/server/ledger/views.ts'
import { anchorEntries, anchored, lastAnchor, latestNote, passTime, statusOf } from '../support/anchoredHouse.ts'
import { engines, openTestDatabase, type TestDatabase } from '../support/database.ts'
import { inside, type LedgerHouse, openLedgerHouse } from '../support/ledgerHouse.ts'
import { type Answer, type HeardRequest, type LoopbackHttp, startLoopbackHttp } from '../support/loopbackHttp.ts'
import {
  authorityExtensions,
  OpensslAuthority,
  opensslAvailable,
  stampingExtensions,
  type TestCertificate,
} from '../support/opensslAuthority.ts'

const authority = opensslAvailable ? new OpensslAuthority() : null

describe.each(engines)('timestamps on %s', (engine) => {
  let database: TestDatabase
  let house: LedgerHouse
  let root: TestCertificate
  let signer: TestCertificate
  const closing: (() => Promise<void> | void)[] = []

  beforeAll(async () => {
    database = await openTestDatabase(engine)
    house = openLedgerHouse(database, { outgoing: 'all' })
    if (authority === null) return
    root = authority.certificate({ name: 'Example root', extensions: authorityExtensions })
    signer = authority.certificate({ name: 'Example stamping', issuer: root, extensions: stampingExtensions })
  })
  afterAll(async () => {
    await database.close()
    house.remove()
  })
  afterEach(async () => {
    for (const close of closing.splice(0).reverse()) await close()
  })

  async function listen(answer: (request: HeardRequest) => Answer): Promise<LoopbackHttp> {
    const server = await startLoopbackHttp(answer)
    closing.push(() => server.close())
    return server
  }

  const reply = (body: Uint8Array): Answer => ({ status: 200, headers: { 'content-type': 'application/timestamp-reply' }, body })

  test.skipIf(authority === null)(
    'a checkpoint is stamped, the token kept and recorded, and the entries below it are timestamped',
    async () => {
      const tsa = await listen(({ body }) => reply(authority?.answer(body, signer) ?? new Uint8Array()))
      const organizationId = await anchored(house, { kind: 'timestamp', url: `${tsa.url}/tsa`, ca_pem: root.pem })
      expect(await anchorDue(house.services, organizationId)).toBe(1)
      expect(tsa.heard[0]?.headers).toMatchObject({ 'content-type': 'application/timestamp-query' })
      const anchor = await lastAnchor(house, organizationId)
      expect(anchor).toMatchObject({ state: 'anchored', size: 5, attempts: 1, last_error: null })

      // The whole of what an auditor does by hand: the checkpoint's file, the response, the root certificate.
      const [checkpoint, response] = [authority?.file(await latestNote(house, organizationId)), authority?.file(anchor?.token ?? undefined)]
      authority?.run('ts', '-verify', '-data', checkpoint ?? '', '-in', response ?? '', '-CAfile', root.pemFile)

      await sealAll(house.services, organizationId)
      const [entry] = await anchorEntries(house, organizationId)
      expect(entry).toMatchObject({
        index: 5,
        obj: anchor?.destination_id,
        detail: { kind: 'timestamp', size: 5, authority_at: anchor?.authority_at },
      })
      const opening = await inside(house.services, organizationId, (tx) =>
        tx.db.selectFrom('ledger_opening').select('bytes').where('slot', '=', 'file').executeTakeFirstOrThrow(),
      )
      const file = JSON.parse(Buffer.from(opening.bytes).toString()) as { sha256: string; size: number; type: string }
      expect(file).toMatchObject({ size: anchor?.token?.length, type: 'application/timestamp-reply' })
      const blob = await house.services.blobs.get(organizationId, file.sha256)
      expect(new Uint8Array(await collect(blob))).toEqual(anchor?.token)

      const status = await statusOf(house, organizationId)
      expect(status.anchored).toMatchObject({ size: 5, kind: 'timestamp' })
      expect(status.proves.at(-1)).toMatch(/^The first 5 entries existed before .*: a timestamp authority vouches for it\.$/)
      const { items } = await inside(house.services, organizationId, (tx) => entryPage(tx, { limit: 10 }))
      expect(items.map(({ state }) => state)).toEqual(['sealed', ...Array(5).fill('timestamped')])
      const states = await inside(house.services, organizationId, (tx) => entryStates(tx, items.at(-1)?.obj ?? ''))
      expect(states).toMatchObject([{ state: 'timestamped' }])
      const page = await inside(house.services, organizationId, (tx) => checkpointPage(tx, { limit: 10 }))
      expect(page.items[1]?.anchors).toMatchObject([{ destination: 'Elsewhere', kind: 'timestamp', state: 'anchored' }])
    },
  )

  const dishonest: [string, (body: Uint8Array, earlier: Uint8Array | undefined) => Answer, RegExp][] = [
    [
      'an authority nobody chose',
      (body) => {
        const other = authority?.certificate({ name: 'Example root', extensions: authorityExtensions }) as TestCertificate
        const stamping = authority?.certificate({
          name: 'Other stamping',
          issuer: other,
          extensions: stampingExtensions,
        }) as TestCertificate
        return reply(authority?.answer(body, stamping) ?? new Uint8Array())
      },
      /not accepted/,
    ],
    [
      'a certificate that is not for timestamps',
      (body) => {
        const server = authority?.certificate({
          name: 'A web server',
          issuer: root,
          extensions: ['basicConstraints = critical, CA:false', 'extendedKeyUsage = critical, serverAuth'],
        }) as TestCertificate
        // openssl refuses to answer with such a key, so the token is put together by hand: an honest one's content, signed anew.
        return reply(authority?.sign(tokenContent(authority, body, signer), server) ?? new Uint8Array())
      },
      /not accepted/,
    ],
    [
      'an answer to an earlier request, with another nonce',
      (body, earlier) => reply(earlier ?? authority?.answer(body, signer) ?? new Uint8Array()),
      /not accepted/,
    ],
    ['an error', () => ({ status: 503 }), /HTTP status 503/],
    ['a page instead of a token', () => ({ status: 200, headers: { 'content-type': 'text/html' }, body: '<p>Hello</p>' }), /text\/html/],
    ['bytes that are no token', () => reply(Buffer.from('3003020101', 'hex')), /not accepted/],
  ]

  test.skipIf(authority === null).each(dishonest)(
    '%s is not taken for an anchor, and the reason is shown',
    async (name, answer, reason) => {
      let earlier: Uint8Array | undefined
      const tsa = await listen(({ body }) => answer(new Uint8Array(body), earlier))
      const organizationId = await anchored(house, { kind: 'timestamp', url: tsa.url, ca_pem: root.pem })
      if (name.startsWith('an answer to an earlier')) {
        const query = await captureQuery(organizationId)
        earlier = authority?.answer(query, signer)
      }
      await anchorDue(house.services, organizationId)
      expect(await lastAnchor(house, organizationId)).toMatchObject({
        state: 'pending',
        last_error: expect.stringMatching(reason),
        token: null,
      })
      expect((await statusOf(house, organizationId)).anchored).toBeNull()
    },
  )

  /** A request for the very same checkpoint, as an attacker would have seen it go by earlier. */
  async function captureQuery(organizationId: OrganizationId): Promise<Uint8Array> {
    const eavesdropper = await listen(() => ({ status: 500 }))
    const note = await latestNote(house, organizationId)
    const [origin = '', size = '', rootText = ''] = note.split('\n')
    const checkpoint = {
      origin,
      size: Number(size),
      root: new Uint8Array(Buffer.from(rootText, 'base64')),
      note,
      signedAt: house.time.now,
    }
    const task = {
      organizationId,
      anchorId: house.services.newId('anchor'),
      destinationId: house.services.newId('destination'),
      settings: { kind: 'timestamp' as const, url: eavesdropper.url, ca_pem: root.pem },
      attempt: 1,
      checkpoint,
    }
    await expect(sendToAuthority(house.services, task.settings, task)).rejects.toThrow(/500/)
    return new Uint8Array(eavesdropper.heard[0]?.body ?? [])
  }

  test.skipIf(authority === null)('a log in which nothing happens is stamped once a day, and its own anchors call for none', async () => {
    const tsa = await listen(({ body }) => reply(authority?.answer(body, signer) ?? new Uint8Array()))
    const organizationId = await anchored(house, { kind: 'timestamp', url: tsa.url, ca_pem: root.pem })
    await anchorDue(house.services, organizationId)
    for (let hours = 1; hours < 24; hours++) {
      passTime(house, hour)
      await sealAll(house.services, organizationId)
      await anchorDue(house.services, organizationId)
    }
    expect(tsa.heard).toHaveLength(1)
    passTime(house, hour)
    await anchorDue(house.services, organizationId)
    expect(tsa.heard).toHaveLength(2)
  })
})

afterAll(() => authority?.remove())

async function collect(stream: AsyncIterable<Buffer> | null): Promise<Buffer> {
  const pieces: Buffer[] = []
  for await (const piece of stream ?? []) pieces.push(piece)
  return Buffer.concat(pieces)
}

/** What an honest authority would have signed for this request: the TSTInfo inside its answer. */
function tokenContent(authority: OpensslAuthority, query: Uint8Array, signer: TestCertificate): Uint8Array {
  const response = authority.file(authority.answer(query, signer))
  const [token, content] = [authority.file(), authority.file()]
  authority.run('ts', '-reply', '-in', response, '-token_out', '-out', token)
  authority.run('cms', '-verify', '-noverify', '-inform', 'DER', '-in', token, '-out', content)
  return new Uint8Array(readFileSync(content))
}
