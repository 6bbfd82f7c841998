// Fills an empty database with the sample company and its story, before any server runs on it.
import { createHash } from 'node:crypto'
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
import { keepPapers, Performance } from './incidents/perform.ts'
import { neverHere, type Script } from './script.ts'
import { type Settled, settle } from './settle.ts'
import { simulate } from './simulate.ts'

/** The same for one date: drawn from the seed and a count, not by chance. */
function idsFrom(seed: string, clock: () => Instant): Services['newId'] {
  let count = 0
  return (noun) => {
    count += 1
    const drawn = createHash('sha256').update(`${seed} ${noun} ${count}`).digest()
    return makeId(noun, clock(), drawn.subarray(0, 10))
  }
}

function offstage(config: Config, database: Database, clock: () => Instant, seed: string): Services {
  const blobs = fileBlobStore(`${config.dataDirectory}/files`)
  return {
    config,
    database,
    clock,
    newId: idsFrom(seed, clock),
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

export type Rehearsed = Settled & { quarter: Script['quarter']; incidents: Performance }

export async function rehearse(config: Config, database: Database, script: Script, progress: (share: number) => void): Promise<Rehearsed> {
  const { story, quarter, seed } = script
  let at = story.from
  const services = offstage(config, database, () => at, seed)
  const settled = await settle(services, story.to, story.from)
  const setClock = (instant: Instant) => {
    at = instant
  }
  const kept = await keepPapers(services.blobs, settled.organizationId, script.plots)
  const incidents = new Performance({ services, people: settled.people, kept })
  await withoutWaiting(database, () => simulate({ ...settled, services, incidents, setClock }, script, progress))
  return { ...settled, quarter, incidents }
}
