// What the database's user and the embedded engine say to each other, mostly from thread to thread.
import type { EngineProgram } from './engineProgram.ts'

export type EngineStart = {
  /** null: in memory, for tests. */
  directory: string | null
  /** A data directory to begin with, as `dump` gave it. */
  contents: ArrayBuffer | null
  /** PGlite’s program: threads that are given the same one share its compiled code. */
  program: EngineProgram
}

export type ToEngine =
  | { kind: 'bytes'; connection: number; bytes: Uint8Array }
  | { kind: 'hangUp'; connection: number }
  | { kind: 'syncCount' }
  | { kind: 'dump' }
  | { kind: 'close' }

export type FromEngine =
  | { kind: 'ready' }
  | { kind: 'bytes'; connection: number; bytes: Uint8Array }
  | { kind: 'hungUp'; connection: number }
  | { kind: 'syncCount'; fdatasync: number }
  | { kind: 'dump'; contents: ArrayBuffer }
  | { kind: 'closed' }
