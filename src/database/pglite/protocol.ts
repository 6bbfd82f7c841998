// What the server's thread and the embedded database's thread say to each other.

export type WorkerStart = {
  /** null: in memory, for tests. */
  directory: string | null
  /** A data directory to begin with, as `dump` gave it. */
  contents: ArrayBuffer | null
}

export type ToWorker =
  | { kind: 'bytes'; connection: number; bytes: Uint8Array }
  | { kind: 'hangUp'; connection: number }
  | { kind: 'syncCount' }
  | { kind: 'dump' }
  | { kind: 'close' }

export type FromWorker =
  | { kind: 'ready' }
  | { kind: 'bytes'; connection: number; bytes: Uint8Array }
  | { kind: 'hungUp'; connection: number }
  | { kind: 'syncCount'; fdatasync: number }
  | { kind: 'dump'; contents: ArrayBuffer }
  | { kind: 'closed' }
