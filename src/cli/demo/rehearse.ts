// Fills an empty database with the sample company and its story, before any server runs on it.
import { createHash } from 'node:crypto'
import type { PersonActor } from '../../core/kernel/actor.ts'
import { makeId } from '../../core/kernel/ids.ts'
import type { Instant } from '../../core/kernel/instant.ts'
import type { Database } from '../../database/connect.ts'
import type { Config } from '../../server/config.ts'
import { fileBlobStore } from '../../server/files/fileBlobStore.ts'
import { outgoingHttp } from '../../server/files/outgoingHttp.ts'
import { openSecretBox } from '../../server/files/secretBox.ts'
import { makeLogger } from '../../server/http/logger.ts'
import { openLedgerKeys } from '../../server/ledger/ledgerKeys.ts'
import { openUploads } from '../../server/openBlobStore.ts'
import type { Services } from '../../server/services.ts'
import type { SourceKey } from './company.ts'
import { keepPapers, Performance, type ToldNames } from './incidents/perform.ts'
import { neverHere, type Script } from './script.ts'
import { comeBack, type Settled, settle } from './settle.ts'
import { type Lived, simulate } from './simulate.ts'

type Ids = { newId: Services['newId']; count(): number }

/** The same for one date: drawn from the seed and a count, not by chance. */
function idsFrom(seed: string, clock: () => Instant, drawnBefore: number): Ids {
  let count = drawnBefore
  const newId: Services['newId'] = (noun) => {
    count += 1
    const drawn = createHash('sha256').update(`${seed} ${noun} ${count}`).digest()
    return makeId(noun, clock(), drawn.subarray(0, 10))
  }
  return { newId, count: () => count }
}

function offstage(config: Config, database: Database, clock: () => Instant, newId: Services['newId']): Services {
  const blobs = fileBlobStore(`${config.dataDirectory}/files`)
  return {
    config,
    database,
    clock,
    newId,
    log: makeLogger({ logLevel: 'warn', logFormat: config.logFormat }),
    events: { announce: () => undefined, subscribe: () => () => undefined, close: async () => undefined },
    jobs: {
      every: () => neverHere('job'),
      define: () => neverHere('job'),
      send: () => neverHere('job'),
      stop: async () => undefined,
    },
    secrets: openSecretBox(config.secretKeyFile),
    ledgerKeys: openLedgerKeys(config.signingSeedFile),
    blobs,
    uploads: openUploads(config, blobs, clock),
    outgoing: outgoingHttp('no'),
    mailer: null,
  }
}

/** What is lost when the machine stops in the middle is a demo that never was: until it is whole, no commit waits for the disk. */
async function withoutWaiting(database: Database, work: () => Promise<void>): Promise<void> {
  await database.execute('set synchronous_commit = off')
  await work()
  await database.execute('set synchronous_commit = on')
  await database.execute('checkpoint')
}

/** What the rest of the story needs beside the data directory: plain values, so that it can be kept in a file. */
export type Remembered = {
  organizationId: Settled['organizationId']
  people: [string, PersonActor][]
  keys: [SourceKey, string][]
  idsDrawn: number
  names: ToldNames
  lived: Lived
}

export type Rehearsed = Settled & { quarter: Script['quarter']; incidents: Performance; remembered: Remembered }

export type Part = {
  /** Where an earlier part ended, in the same data directory; null: nothing was lived yet. */
  after: Remembered | null
  /** The last day that is lived ends before this; null: all of it. */
  until: Instant | null
  /** Hears the share that is done, from 0 to 1. */
  progress(share: number): void
}

export const theWhole: Part = { after: null, until: null, progress: () => undefined }

/** The same story whether it is lived in one part or in two. */
export async function rehearse(config: Config, database: Database, script: Script, { after, until, progress }: Part): Promise<Rehearsed> {
  const { story, quarter, seed } = script
  let at = after?.lived.at ?? story.from
  const setClock = (instant: Instant) => {
    at = instant
  }
  const ids = idsFrom(seed, () => at, after?.idsDrawn ?? 0)
  const services = offstage(config, database, () => at, ids.newId)
  const simulatedUntil = until ?? story.to
  const settled = after ? await comeBack(services, after, simulatedUntil) : await settle(services, simulatedUntil, story.from)
  const from = at
  const isNow = (act: { at: Instant }) => act.at >= from && act.at < simulatedUntil
  const plots = script.plots.filter(({ acts }) => acts.some(isNow))
  const kept = await keepPapers(services.blobs, settled.organizationId, plots)
  const incidents = new Performance({ services, people: settled.people, kept }, after?.names)
  let lived: Lived = after?.lived ?? { at: story.from, days: 0, waiting: [] }
  await withoutWaiting(database, async () => {
    lived = await simulate({ ...settled, services, incidents, setClock }, script, { after: lived, until, progress })
  })
  const { organizationId, people, keys } = settled
  const remembered = { organizationId, people: [...people], keys: [...keys], idsDrawn: ids.count(), names: incidents.told(), lived }
  return { ...settled, quarter, incidents, remembered }
}
