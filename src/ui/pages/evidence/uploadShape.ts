// What an upload is on this device: the note that is kept of it, how it stands, and what the sending of it needs.
import type { FileMarks, PartTrouble } from '../../../core/evidence/sendParts.ts'
import type { EvidenceId, IncidentId, UploadId } from '../../../core/kernel/ids.ts'
import type { Told } from './evidenceShape.ts'

/** Kept on the device from the first press until the evidence is there. */
export type UploadNote = FileMarks & {
  key: string
  /** Who began it: nobody else on this device goes on with it. */
  who: string
  incidentId: IncidentId
  uploadId: UploadId | null
  told: Told
  begunAt: string
  /** A pasted text is kept with its note, so that it survives a reload by itself. */
  text: string | null
}

export type UploadState =
  /** What was sent before the reload is read once more, for the hash. */
  | { is: 'reading' | 'sending' | 'keeping' | 'paused' }
  | { is: 'waiting'; why: string }
  | { is: 'needs-file'; why: string | null }
  | { is: 'stopped'; why: string }

export type ShownUpload = UploadNote & { sent: number; state: UploadState }

/** What of a `File` is used. */
export type Bytes = { size: number; slice(from: number, to: number): { arrayBuffer(): Promise<ArrayBuffer> } }

export type Hasher = { update(bytes: Uint8Array): void; hex(): string }

/** Thrown by what asks the server; anything else that is thrown comes from reading the file. */
export class Trouble extends Error {
  readonly trouble: PartTrouble
  constructor(trouble: PartTrouble, message: string) {
    super(message)
    this.trouble = trouble
  }
}

export type UploadMeans = {
  notes: { all(): UploadNote[]; put(note: UploadNote): void; remove(key: string): void }
  begin(incidentId: IncidentId, told: { name: string; size: number }): Promise<{ id: UploadId; offset: number }>
  where(incidentId: IncidentId, uploadId: UploadId): Promise<number>
  append(at: Place, bytes: ArrayBuffer, moved: (sent: number) => void, signal: AbortSignal): Promise<number>
  capture(incidentId: IncidentId, body: Told & { upload_id: UploadId; sha256?: string }): Promise<EvidenceId>
  abandon(incidentId: IncidentId, uploadId: UploadId): Promise<void>
  kept(note: UploadNote, evidenceId: EvidenceId): void
  hasher(): Hasher
  bytesOf(text: string): Bytes
  /** Only one window of the browser sends it; false: another one does already. */
  alone(key: string, work: () => Promise<void>): Promise<boolean>
  /** Resolves after so long, or sooner when the network is back or the signal says so. */
  wait(milliseconds: number, signal: AbortSignal): Promise<void>
  clock(): number
}

export type Place = { incidentId: IncidentId; uploadId: UploadId; offset: number }
