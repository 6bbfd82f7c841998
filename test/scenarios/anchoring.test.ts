// Do checkpoints leave our hands: stamped, mailed, posted and written; is every answer checked, every failure shown, and nothing sent without end?
import { createHmac } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { OrganizationId } from '../../src/core/kernel/ids.ts'
import { day, hour, minute, toInstant } from '../../src/core/kernel/instant.ts'
import { mostAttempts } from '../../src/core/ledger/anchorSchedule.ts'
import { smtpMailer } from '../../src/server/files/mailer.ts'
import { outgoingHttp } from '../../src/server/files/outgoingHttp.ts'
import type { StoredSettings } from '../../src/server/ledger/anchor/anchorTask.ts'
import { sendToAuthority } from '../../src/server/ledger/anchor/timestamp.ts'
import { anchorDue } from '../../src/server/ledger/anchor.job.ts'
import { saveDestination } from '../../src/server/ledger/anchorStore.ts'
import { sealAll } from '../../src/server/ledger/sealLedger.ts'
import { checkpointPage, entryPage, entryStates, latestCheckpointNote, ledgerStatus } from '../../src/server/ledger/views.ts'
import type { Services } from '../../src/server/services.ts'
import { engines, openTestDatabase, type TestDatabase } from '../support/database.ts'
import { inside, type LedgerHouse, openLedgerHouse, organizationWithLedger, recordSome } from '../support/ledgerHouse.ts'
import { type Answer, type HeardRequest, type LoopbackHttp, startLoopbackHttp } from '../support/loopbackHttp.ts'
import {
  authorityExtensions,
  OpensslAuthority,
  opensslAvailable,
  stampingExtensions,
  type TestCertificate,
} from '../support/opensslAuthority.ts'
import { type SmtpSink, startSmtpSink } from '../support/smtpSink.ts'

describe.each(engines)('anchoring on %s', (engine) => {
  let database: TestDatabase
  let house: LedgerHouse
  const closing: (() => Promise<void> | void)[] = []

  beforeAll(async () => {
    database = await openTestDatabase(engine)
    house = openLedgerHouse(database, { outgoing: 'all' })
  })
  afterAll(async () => {
    await database.close()
    house.remove()
  })
  afterEach(async () => {
    for (const close of closing.splice(0).reverse()) await close()
  })

  const latest = (organizationId: OrganizationId) => inside(house.services, organizationId, latestCheckpointNote)
  const statusOf = (organizationId: OrganizationId) =>
    inside(house.services, organizationId, (tx) => ledgerStatus(tx, house.services.ledgerKeys, null))
  const lastAnchor = (organizationId: OrganizationId) =>
    inside(house.services, organizationId, (tx) =>
      tx.db.selectFrom('anchor').selectAll().where('org_id', '=', organizationId).orderBy('requested_at', 'desc').executeTakeFirst(),
    )
  const anchorEntries = (organizationId: OrganizationId) =>
    inside(house.services, organizationId, async (tx) => (await entryPage(tx, { kind: 'anchor', limit: 100 })).items)

  /** An organization with five sealed entries and one destination. */
  async function anchored(settings: StoredSettings, everySeconds = 3600): Promise<OrganizationId> {
    const organizationId = await organizationWithLedger(house)
    await inside(house.services, organizationId, (tx) =>
      saveDestination(tx, {
        destinationId: house.services.newId('destination'),
        name: 'Elsewhere',
        settings,
        everySeconds,
        createdAt: house.time.now,
      }),
    )
    await recordSome(house, organizationId, 5)
    await sealAll(house.services, organizationId)
    return organizationId
  }

  async function listen(answer: (request: HeardRequest) => Answer): Promise<LoopbackHttp> {
    const server = await startLoopbackHttp(answer)
    closing.push(() => server.close())
    return server
  }

  function passTime(milliseconds: number) {
    house.time.now = toInstant(house.time.now + milliseconds)
  }

  function folder(): string {
    const made = mkdtempSync(join(tmpdir(), 'tickmark-anchors-'))
    closing.push(() => rmSync(made, { recursive: true, force: true }))
    return made
  }

  describe('by a timestamp authority', () => {
    const authority = opensslAvailable ? new OpensslAuthority() : null
    let root: TestCertificate
    let signer: TestCertificate

    beforeAll(() => {
      if (authority === null) return
      root = authority.certificate({ name: 'Example root', extensions: authorityExtensions })
      signer = authority.certificate({ name: 'Example stamping', issuer: root, extensions: stampingExtensions })
    })
    afterAll(() => authority?.remove())

    const reply = (body: Uint8Array): Answer => ({ status: 200, headers: { 'content-type': 'application/timestamp-reply' }, body })

    test.skipIf(authority === null)(
      'a checkpoint is stamped, the token kept and recorded, and the entries below it are timestamped',
      async () => {
        const tsa = await listen(({ body }) => reply(authority?.answer(body, signer) ?? new Uint8Array()))
        const organizationId = await anchored({ kind: 'timestamp', url: `${tsa.url}/tsa`, ca_pem: root.pem })
        expect(await anchorDue(house.services, organizationId)).toBe(1)
        expect(tsa.heard[0]?.headers).toMatchObject({ 'content-type': 'application/timestamp-query' })
        const anchor = await lastAnchor(organizationId)
        expect(anchor).toMatchObject({ state: 'anchored', size: 5, attempts: 1, last_error: null })

        // The whole of what an auditor does by hand: the checkpoint's file, the response, the root certificate.
        const [checkpoint, response] = [authority?.file(await latest(organizationId)), authority?.file(anchor?.token ?? undefined)]
        authority?.run('ts', '-verify', '-data', checkpoint ?? '', '-in', response ?? '', '-CAfile', root.pemFile)

        await sealAll(house.services, organizationId)
        const [entry] = await anchorEntries(organizationId)
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

        const status = await statusOf(organizationId)
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
        const organizationId = await anchored({ kind: 'timestamp', url: tsa.url, ca_pem: root.pem })
        if (name.startsWith('an answer to an earlier')) {
          const query = await captureQuery(organizationId)
          earlier = authority?.answer(query, signer)
        }
        await anchorDue(house.services, organizationId)
        expect(await lastAnchor(organizationId)).toMatchObject({ state: 'pending', last_error: expect.stringMatching(reason), token: null })
        expect((await statusOf(organizationId)).anchored).toBeNull()
      },
    )

    /** A request for the very same checkpoint, as an attacker would have seen it go by earlier. */
    async function captureQuery(organizationId: OrganizationId): Promise<Uint8Array> {
      const eavesdropper = await listen(() => ({ status: 500 }))
      const note = await latest(organizationId)
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
      const organizationId = await anchored({ kind: 'timestamp', url: tsa.url, ca_pem: root.pem })
      await anchorDue(house.services, organizationId)
      for (let hours = 1; hours < 24; hours++) {
        passTime(hour)
        await sealAll(house.services, organizationId)
        await anchorDue(house.services, organizationId)
      }
      expect(tsa.heard).toHaveLength(1)
      passTime(hour)
      await anchorDue(house.services, organizationId)
      expect(tsa.heard).toHaveLength(2)
    })
  })

  describe('by mail', () => {
    let sink: SmtpSink
    let services: Services
    beforeAll(async () => {
      sink = await startSmtpSink()
      services = { ...house.services, mailer: smtpMailer({ url: sink.url, from: 'Tickmark <ledger@tickmark.example.com>' }) }
    })
    afterAll(async () => {
      services.mailer?.close()
      await sink.close()
    })

    test('the checkpoint stands in the mail and is attached as a file, byte for byte', async () => {
      const organizationId = await anchored({ kind: 'mail', to: 'auditor@example.com' })
      await anchorDue(services, organizationId)
      const note = await latest(organizationId)
      expect(await lastAnchor(organizationId)).toMatchObject({ state: 'anchored', last_error: null, authority_at: null })
      const mail = sink.mails.at(-1)
      expect(mail?.to).toEqual(['<auditor@example.com>'])
      expect(mail?.text).toMatch(/Subject: Checkpoint of tickmark\.example\.com.*: 5 entries/s)
      const [, part = ''] = (mail?.text ?? '').split('filename=0000000000000005.checkpoint')
      const [, attached = ''] = part.split('--')[0]?.split('\r\n\r\n') ?? []
      expect(Buffer.from(attached, 'base64').toString()).toBe(note)
      await sealAll(services, organizationId)
      const [entry] = await anchorEntries(organizationId)
      expect(entry?.detail).toMatchObject({ kind: 'mail', size: 5 })
      expect((await statusOf(organizationId)).proves.at(-1)).toMatch(/was mailed at/)
    })

    test('a mail server that refuses is asked again, less and less often, and then given up visibly', async () => {
      sink.refuseWith = '451 try again later'
      const organizationId = await anchored({ kind: 'mail', to: 'auditor@example.com' })
      const tries = async () => (await lastAnchor(organizationId))?.attempts
      await anchorDue(services, organizationId)
      await anchorDue(services, organizationId)
      expect(await tries()).toBe(1)
      passTime(minute)
      await anchorDue(services, organizationId)
      expect(await tries()).toBe(2)
      passTime(3 * minute)
      await anchorDue(services, organizationId)
      expect(await tries()).toBe(2)
      for (let quarter = 0; quarter < 24; quarter++) {
        passTime(15 * minute)
        await anchorDue(services, organizationId)
        if ((await lastAnchor(organizationId))?.state === 'failed') break
      }
      expect(await lastAnchor(organizationId)).toMatchObject({
        state: 'failed',
        attempts: mostAttempts,
        last_error: expect.stringContaining('451'),
      })
      sink.refuseWith = null
      await anchorDue(services, organizationId)
      expect(await lastAnchor(organizationId)).toMatchObject({ state: 'anchored', attempts: 1 })
    })

    test('without a mail server the failure says which settings are missing', async () => {
      const organizationId = await anchored({ kind: 'mail', to: 'auditor@example.com' })
      await anchorDue(house.services, organizationId)
      expect(await lastAnchor(organizationId)).toMatchObject({ state: 'pending', last_error: expect.stringContaining('TICKMARK_SMTP_URL') })
    })
  })

  describe('by webhook', () => {
    test('the post is signed as Standard Webhooks are, and a repeat bears the same id', async () => {
      let status = 500
      const server = await listen(() => ({ status }))
      const secret = `whsec_${Buffer.from('a secret of thirty-two bytes, ok').toString('base64')}`
      const destination = house.services.newId('destination')
      const sealed = Buffer.from(house.services.secrets.seal(secret, destination)).toString('base64')
      const organizationId = await organizationWithLedger(house)
      await inside(house.services, organizationId, (tx) =>
        saveDestination(tx, {
          destinationId: destination,
          name: 'Hook',
          settings: { kind: 'webhook', url: `${server.url}/hook`, secret_sealed: sealed },
          everySeconds: 3600,
          createdAt: house.time.now,
        }),
      )
      await recordSome(house, organizationId, 2)
      await sealAll(house.services, organizationId)
      await anchorDue(house.services, organizationId)
      expect(await lastAnchor(organizationId)).toMatchObject({ state: 'pending', last_error: expect.stringContaining('500') })
      status = 204
      passTime(minute)
      await anchorDue(house.services, organizationId)
      expect(await lastAnchor(organizationId)).toMatchObject({ state: 'anchored', attempts: 2 })
      const [first, second] = server.heard
      expect(second?.headers['webhook-id']).toBe(first?.headers['webhook-id'])
      const { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signature } = second?.headers ?? {}
      const mac = createHmac('sha256', 'a secret of thirty-two bytes, ok')
        .update(`${id}.${timestamp}.${second?.body.toString()}`)
        .digest('base64')
      expect(signature).toBe(`v1,${mac}`)
      expect(JSON.parse(second?.body.toString() ?? '')).toMatchObject({
        type: 'ledger.checkpoint',
        data: { size: 2, note: await latest(organizationId) },
      })
    })

    test('an address on this machine or its network is refused unless the operator allows all', async () => {
      const server = await listen(() => ({ status: 204 }))
      for (const mode of ['public', 'no'] as const) {
        const organizationId = await anchored({ kind: 'webhook', url: server.url, secret_sealed: null })
        await anchorDue({ ...house.services, outgoing: outgoingHttp(mode) }, organizationId)
        expect(await lastAnchor(organizationId)).toMatchObject({
          state: 'pending',
          last_error: expect.stringContaining('TICKMARK_ALLOW_OUTGOING'),
        })
      }
      expect(server.heard).toEqual([])
    })
  })

  describe('in a directory', () => {
    test('the file is the checkpoint, appears whole, and is never written over', async () => {
      const path = folder()
      const organizationId = await anchored({ kind: 'directory', path })
      await anchorDue(house.services, organizationId)
      const { origin } = await statusOf(organizationId)
      const log = join(path, origin.replaceAll('/', '_'))
      expect(readdirSync(log)).toEqual(['0000000000000005.checkpoint'])
      expect(readFileSync(join(log, '0000000000000005.checkpoint'), 'utf8')).toBe(await latest(organizationId))

      const other = await anchored({ kind: 'directory', path })
      const otherLog = join(path, (await statusOf(other)).origin.replaceAll('/', '_'))
      mkdirSync(otherLog)
      writeFileSync(join(otherLog, '0000000000000005.checkpoint'), 'another history\n')
      await anchorDue(house.services, other)
      expect(await lastAnchor(other)).toMatchObject({ state: 'pending', last_error: expect.stringContaining('two histories') })
      expect(readdirSync(otherLog)).toEqual(['0000000000000005.checkpoint'])
      expect(readFileSync(join(otherLog, '0000000000000005.checkpoint'), 'utf8')).toBe('another history\n')
    })

    test('a directory that is not there is not made: a missing mount must be noticed', async () => {
      const path = join(folder(), 'not', 'mounted')
      const organizationId = await anchored({ kind: 'directory', path })
      await anchorDue(house.services, organizationId)
      expect(await lastAnchor(organizationId)).toMatchObject({ state: 'pending', last_error: expect.stringContaining('ENOENT') })
    })
  })

  test('one destination is sent to once per interval and only with news, also when two servers look at once', async () => {
    const path = folder()
    const organizationId = await anchored({ kind: 'directory', path })
    await Promise.all([anchorDue(house.services, organizationId), anchorDue(house.services, organizationId)])
    const count = () =>
      inside(
        house.services,
        organizationId,
        async (tx) => (await tx.db.selectFrom('anchor').select('anchor_id').where('org_id', '=', organizationId).execute()).length,
      )
    expect(await count()).toBe(1)
    passTime(3 * day)
    await sealAll(house.services, organizationId)
    await anchorDue(house.services, organizationId)
    expect(await count()).toBe(1)
    await recordSome(house, organizationId, 1)
    await sealAll(house.services, organizationId)
    await anchorDue(house.services, organizationId)
    expect(await count()).toBe(2)
    expect(await anchorEntries(organizationId)).toHaveLength(1)
  })
})

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
