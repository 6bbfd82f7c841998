// Fills an empty database with the sample company and its story, before any server runs on it.
import { createHash } from 'node:crypto'
import { addDays, dateAt, quarterBefore } from '../../core/kernel/deadline.ts'
import { makeId } from '../../core/kernel/ids.ts'
import type { Instant } from '../../core/kernel/instant.ts'
import type { Database } from '../../database/connect.ts'
import { interpreterOf } from '../../server/alert/interpretDelivery.ts'
import type { Config } from '../../server/config.ts'
import { fileBlobStore } from '../../server/files/blobStore.ts'
import { outgoingHttp } from '../../server/files/outgoingHttp.ts'
import { openSecretBox } from '../../server/files/secretBox.ts'
import { makeLogger } from '../../server/http/logger.ts'
import { openLedgerKeys } from '../../server/ledger/ledgerKeys.ts'
import type { Services } from '../../server/services.ts'
import { company, sources } from './company.ts'
import { demoSecret, type Settled, settle } from './settle.ts'
import { simulate } from './simulate.ts'
import { tellStory } from './story.ts'

/** So many days before the quarter the company begins to use Tickmark. */
const daysBefore = 4

function neverHere(what: string): never {
  throw new Error(`The demo’s story has no ${what}: nothing in it should have asked for one.`)
}

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
    blobs: fileBlobStore(`${config.dataDirectory}/files`),
    outgoing: outgoingHttp('no'),
    mailer: null,
  }
}

export type Rehearsed = Settled & { quarter: { first: string; last: string }; services: Services }

/** `now`: the instant the story ends, by the real clock. Its quarter is the last one that is wholly over. */
export async function rehearse(config: Config, database: Database, now: Instant, progress: (share: number) => void): Promise<Rehearsed> {
  const quarter = quarterBefore(dateAt(now, company.timeZone))
  const firstDay = addDays(quarter.first, -daysBefore)
  const story = tellStory(firstDay, quarter, now)
  let at = story.from
  const services = offstage(config, database, () => at, `demo ${quarter.first}`)
  const settled = await settle(services, now, story.from)
  const secrets = Object.fromEntries(sources.filter(({ signed }) => signed).map(({ key }) => [key, demoSecret(key)]))
  const stage = {
    ...settled,
    services,
    interpreter: interpreterOf(services),
    setClock: (instant: Instant) => {
      at = instant
    },
  }
  await simulate(stage, story, firstDay, secrets, progress)
  return { ...settled, quarter, services }
}
