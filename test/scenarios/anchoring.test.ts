// Do checkpoints leave our hands: mailed, posted and written; is every failure shown, and nothing sent without end?
import { createHmac } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { day, minute } from '../../src/core/kernel/instant.ts'
import { mostAttempts } from '../../src/core/ledger/anchorSchedule.ts'
import { smtpMailer } from '../../src/server/files/mailer.ts'
import { outgoingHttp } from '../../src/server/files/outgoingHttp.ts'
import { anchorDue } from '../../src/server/ledger/anchor.job.ts'
import { saveDestination } from '../../src/server/ledger/anchorStore.ts'
import { sealAll } from '../../src/server/ledger/sealLedger.ts'
import type { Services } from '../../src/server/services.ts'
import { anchorEntries, anchored, lastAnchor, latestNote, passTime, statusOf } from '../support/anchoredHouse.ts'
import { engines, openTestDatabase, type TestDatabase } from '../support/database.ts'
import { inside, type LedgerHouse, openLedgerHouse, organizationWithLedger, recordSome } from '../support/ledgerHouse.ts'
import { type Answer, type HeardRequest, type LoopbackHttp, startLoopbackHttp } from '../support/loopbackHttp.ts'
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

  async function listen(answer: (request: HeardRequest) => Answer): Promise<LoopbackHttp> {
    const server = await startLoopbackHttp(answer)
    closing.push(() => server.close())
    return server
  }

  function folder(): string {
    const made = mkdtempSync(join(tmpdir(), 'tickmark-anchors-'))
    closing.push(() => rmSync(made, { recursive: true, force: true }))
    return made
  }

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
      const organizationId = await anchored(house, { kind: 'mail', to: 'auditor@example.com' })
      await anchorDue(services, organizationId)
      const note = await latestNote(house, organizationId)
      expect(await lastAnchor(house, organizationId)).toMatchObject({ state: 'anchored', last_error: null, authority_at: null })
      const mail = sink.mails.at(-1)
      expect(mail?.to).toEqual(['<auditor@example.com>'])
      expect(mail?.text).toMatch(/Subject: Checkpoint of tickmark\.example\.com.*: 5 entries/s)
      const [, part = ''] = (mail?.text ?? '').split('filename=0000000000000005.checkpoint')
      const [, attached = ''] = part.split('--')[0]?.split('\r\n\r\n') ?? []
      expect(Buffer.from(attached, 'base64').toString()).toBe(note)
      await sealAll(services, organizationId)
      const [entry] = await anchorEntries(house, organizationId)
      expect(entry?.detail).toMatchObject({ kind: 'mail', size: 5 })
      expect((await statusOf(house, organizationId)).proves.at(-1)).toMatch(/was mailed at/)
    })

    test('a mail server that refuses is asked again, less and less often, and then given up visibly', async () => {
      sink.refuseWith = '451 try again later'
      const organizationId = await anchored(house, { kind: 'mail', to: 'auditor@example.com' })
      const tries = async () => (await lastAnchor(house, organizationId))?.attempts
      await anchorDue(services, organizationId)
      await anchorDue(services, organizationId)
      expect(await tries()).toBe(1)
      passTime(house, minute)
      await anchorDue(services, organizationId)
      expect(await tries()).toBe(2)
      passTime(house, 3 * minute)
      await anchorDue(services, organizationId)
      expect(await tries()).toBe(2)
      for (let quarter = 0; quarter < 24; quarter++) {
        passTime(house, 15 * minute)
        await anchorDue(services, organizationId)
        if ((await lastAnchor(house, organizationId))?.state === 'failed') break
      }
      expect(await lastAnchor(house, organizationId)).toMatchObject({
        state: 'failed',
        attempts: mostAttempts,
        last_error: expect.stringContaining('451'),
      })
      sink.refuseWith = null
      await anchorDue(services, organizationId)
      expect(await lastAnchor(house, organizationId)).toMatchObject({ state: 'anchored', attempts: 1 })
    })

    test('without a mail server the failure says which settings are missing', async () => {
      const organizationId = await anchored(house, { kind: 'mail', to: 'auditor@example.com' })
      await anchorDue(house.services, organizationId)
      expect(await lastAnchor(house, organizationId)).toMatchObject({
        state: 'pending',
        last_error: expect.stringContaining('TICKMARK_SMTP_URL'),
      })
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
      expect(await lastAnchor(house, organizationId)).toMatchObject({ state: 'pending', last_error: expect.stringContaining('500') })
      status = 204
      passTime(house, minute)
      await anchorDue(house.services, organizationId)
      expect(await lastAnchor(house, organizationId)).toMatchObject({ state: 'anchored', attempts: 2 })
      const [first, second] = server.heard
      expect(second?.headers['webhook-id']).toBe(first?.headers['webhook-id'])
      const { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signature } = second?.headers ?? {}
      const mac = createHmac('sha256', 'a secret of thirty-two bytes, ok')
        .update(`${id}.${timestamp}.${second?.body.toString()}`)
        .digest('base64')
      expect(signature).toBe(`v1,${mac}`)
      expect(JSON.parse(second?.body.toString() ?? '')).toMatchObject({
        type: 'ledger.checkpoint',
        data: { size: 2, note: await latestNote(house, organizationId) },
      })
    })

    test('an address on this machine or its network is refused unless the operator allows all', async () => {
      const server = await listen(() => ({ status: 204 }))
      for (const mode of ['public', 'no'] as const) {
        const organizationId = await anchored(house, { kind: 'webhook', url: server.url, secret_sealed: null })
        await anchorDue({ ...house.services, outgoing: outgoingHttp(mode) }, organizationId)
        expect(await lastAnchor(house, organizationId)).toMatchObject({
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
      const organizationId = await anchored(house, { kind: 'directory', path })
      await anchorDue(house.services, organizationId)
      const { origin } = await statusOf(house, organizationId)
      const log = join(path, origin.replaceAll('/', '_'))
      expect(readdirSync(log)).toEqual(['0000000000000005.checkpoint'])
      expect(readFileSync(join(log, '0000000000000005.checkpoint'), 'utf8')).toBe(await latestNote(house, organizationId))

      const other = await anchored(house, { kind: 'directory', path })
      const otherLog = join(path, (await statusOf(house, other)).origin.replaceAll('/', '_'))
      mkdirSync(otherLog)
      writeFileSync(join(otherLog, '0000000000000005.checkpoint'), 'another history\n')
      await anchorDue(house.services, other)
      expect(await lastAnchor(house, other)).toMatchObject({ state: 'pending', last_error: expect.stringContaining('two histories') })
      expect(readdirSync(otherLog)).toEqual(['0000000000000005.checkpoint'])
      expect(readFileSync(join(otherLog, '0000000000000005.checkpoint'), 'utf8')).toBe('another history\n')
    })

    test('a directory that is not there is not made: a missing mount must be noticed', async () => {
      const path = join(folder(), 'not', 'mounted')
      const organizationId = await anchored(house, { kind: 'directory', path })
      await anchorDue(house.services, organizationId)
      expect(await lastAnchor(house, organizationId)).toMatchObject({ state: 'pending', last_error: expect.stringContaining('ENOENT') })
    })
  })

  test('one destination is sent to once per interval and only with news, also when two servers look at once', async () => {
    const path = folder()
    const organizationId = await anchored(house, { kind: 'directory', path })
    await Promise.all([anchorDue(house.services, organizationId), anchorDue(house.services, organizationId)])
    const count = () =>
      inside(
        house.services,
        organizationId,
        async (tx) => (await tx.db.selectFrom('anchor').select('anchor_id').where('org_id', '=', organizationId).execute()).length,
      )
    expect(await count()).toBe(1)
    passTime(house, 3 * day)
    await sealAll(house.services, organizationId)
    await anchorDue(house.services, organizationId)
    expect(await count()).toBe(1)
    await recordSome(house, organizationId, 1)
    await sealAll(house.services, organizationId)
    await anchorDue(house.services, organizationId)
    expect(await count()).toBe(2)
    expect(await anchorEntries(house, organizationId)).toHaveLength(1)
  })
})
