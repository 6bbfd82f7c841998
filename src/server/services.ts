// What every room of the server is handed: the house's own tools, made once in `app.ts` and passed down.
import type { Logger } from 'pino'
import type { LiveEvent } from '../contract/event.ts'
import type { Id, IdNoun, OrganizationId } from '../core/kernel/ids.ts'
import type { Instant } from '../core/kernel/instant.ts'
import type { Database } from '../database/connect.ts'
import type { Config } from './config.ts'
import type { BlobStore } from './files/blobStore.ts'
import type { Mailer } from './files/mailer.ts'
import type { OutgoingHttp } from './files/outgoingHttp.ts'
import type { SecretBox } from './files/secretBox.ts'
import type { UploadEngine } from './files/uploadEngine.ts'
import type { Jobs } from './jobs/job.ts'
import type { LedgerKeys } from './ledger/ledgerKeys.ts'

export type Services = {
  config: Config
  database: Database
  /** The only clock. Injected, so that the demo and tests can live in another time. */
  clock: () => Instant
  newId: <N extends IdNoun>(noun: N) => Id<N>
  log: Logger
  events: EventBus
  jobs: Jobs
  secrets: SecretBox
  ledgerKeys: LedgerKeys
  blobs: BlobStore
  /** Files that are still arriving. */
  uploads: UploadEngine
  outgoing: OutgoingHttp
  /** Null where no SMTP server is configured. */
  mailer: Mailer | null
}

/** Tells open pages, on every server that shares the database, that something of a topic changed. Fire and forget; never awaited in a transaction. */
export type EventBus = {
  announce(organizationId: OrganizationId, event: LiveEvent): void
  subscribe(organizationId: OrganizationId, heard: (event: LiveEvent) => void): () => void
  close(): Promise<void>
}
