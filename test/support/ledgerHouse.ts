// A ledger with what it needs around it and nothing else: a database, keys, a data directory, a clock that stands where it is put.
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import type { LiveEvent } from '../../src/contract/event.ts'
import { systemActor } from '../../src/core/kernel/actor.ts'
import { makeId, type OrganizationId } from '../../src/core/kernel/ids.ts'
import { type Instant, toInstant } from '../../src/core/kernel/instant.ts'
import type { NewEntry } from '../../src/core/ledger/entry.ts'
import type { Database } from '../../src/database/connect.ts'
import { inOrganization, type OrganizationTx } from '../../src/database/inOrganization.ts'
import { readConfig } from '../../src/server/config.ts'
import { fileBlobStore } from '../../src/server/files/fileBlobStore.ts'
import { outgoingHttp } from '../../src/server/files/outgoingHttp.ts'
import { openSecretBox } from '../../src/server/files/secretBox.ts'
import { openLedgerKeys } from '../../src/server/ledger/ledgerKeys.ts'
import { openLedger } from '../../src/server/ledger/openLedger.ts'
import { type RecordedEntry, record } from '../../src/server/ledger/record.ts'
import { openUploads } from '../../src/server/openBlobStore.ts'
import type { Services } from '../../src/server/services.ts'

export const tester = systemActor('test')

/** Tickers do not tick by themselves here: tests call what they want to happen. */
const noJobs: Services['jobs'] = {
  every: () => () => undefined,
  define: async () => undefined,
  send: async () => undefined,
  stop: async () => undefined,
}

export type LedgerHouse = {
  services: Services
  directory: string
  /** Set it to move on; it does not by itself. */
  time: { now: Instant }
  heard: LiveEvent[]
  logged: { level: number; msg: string }[]
  remove(): void
}

type Options = { directory?: string; outgoing?: 'no' | 'public' | 'all'; mailer?: Services['mailer'] }

/** `directory`: that of an earlier house, to come back as the same server would after a restart. */
export function openLedgerHouse(
  database: Database,
  { directory = mkdtempSync(join(tmpdir(), 'tickmark-ledger-')), outgoing = 'no', mailer = null }: Options = {},
): LedgerHouse {
  const config = readConfig({ TICKMARK_DATA_DIR: directory, TICKMARK_PUBLIC_URL: 'https://tickmark.example.com' })
  const time = { now: toInstant(Date.now()) }
  const heard: LiveEvent[] = []
  const logged: LedgerHouse['logged'] = []
  const blobs = fileBlobStore(join(directory, 'files'))
  const services: Services = {
    config,
    database,
    clock: () => time.now,
    newId: (noun) => makeId(noun, time.now, randomBytes(10)),
    log: pino({ level: 'debug' }, { write: (line) => logged.push(JSON.parse(line)) }),
    events: { announce: (_organization, event) => heard.push(event), subscribe: () => () => undefined, close: async () => undefined },
    jobs: noJobs,
    secrets: openSecretBox(config.secretKeyFile),
    ledgerKeys: openLedgerKeys(config.signingSeedFile),
    blobs,
    uploads: openUploads(config, blobs, () => time.now),
    outgoing: outgoingHttp(outgoing),
    mailer,
  }
  return { services, directory, time, heard, logged, remove: () => rmSync(directory, { recursive: true, force: true }) }
}

export async function organizationWithLedger({ services, time }: LedgerHouse): Promise<OrganizationId> {
  const organizationId = services.newId('organization')
  await inside(services, organizationId, async (tx) => {
    await tx.db
      .insertInto('organization')
      .values({ org_id: organizationId, name: 'Example', time_zone: 'UTC', created_at: time.now })
      .execute()
    await openLedger(tx, services.config.publicUrl)
  })
  return organizationId
}

export function inside<T>(
  services: Pick<Services, 'database'>,
  organizationId: OrganizationId,
  work: (tx: OrganizationTx) => Promise<T>,
): Promise<T> {
  return inOrganization(services.database, organizationId, tester, work)
}

export const sourceId = makeId('source', 0, new Uint8Array(10).fill(7))

/** Something that could have happened, told apart by its number. */
export function someEntry(number: number, at: Instant): NewEntry {
  return {
    kind: 'delivery.received',
    act: sourceId,
    obj: makeId('delivery', at, new Uint8Array([0, 0, 0, 0, 0, 0, ...new Uint8Array(new Uint32Array([number]).buffer)])),
    at,
    ctl: ['CC7.2'],
    detail: { source: sourceId, state: 'accepted', authentication: 'url_only', observations: 1, omitted: 0, number },
  }
}

export function recordSome(house: LedgerHouse, organizationId: OrganizationId, count: number): Promise<RecordedEntry[]> {
  const { services, time } = house
  const entries = Array.from({ length: count }, (_, number) => someEntry(number, time.now))
  return inside(services, organizationId, (tx) => record(tx, entries, time.now))
}
