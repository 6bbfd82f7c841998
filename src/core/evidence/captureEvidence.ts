// What goes on record when bytes are kept as evidence of an incident: what they are, where they are from, and the three dates.
import { type EntryAbout, incidentEntry } from '../incident/incidentEntry.ts'
import type { Actor } from '../kernel/actor.ts'
import type { EvidenceId, PreservationId, RunId, UploadId } from '../kernel/ids.ts'
import type { Instant } from '../kernel/instant.ts'
import { formatInstant } from '../kernel/instant.ts'
import { Refusal } from '../kernel/refusal.ts'
import type { NewEntry, SlotValue } from '../ledger/entry.ts'
import { safeFileName } from './fileName.ts'

/** What ran on somebody's own machine, and came to an end there. */
export type CommandRun = {
  line: string
  exitCode: number | null
  host: string
  toolVersion: string | null
  startedAt: Instant
  endedAt: Instant
}

/** What somebody says of the bytes; what the bytes are themselves is in `KeptBytes`. */
export type EvidenceTold = {
  name: string
  description: string | null
  step: { runId: RunId; stepId: string } | null
  source: string | null
  query: string | null
  rowCount: number | null
  command: CommandRun | null
  coversFrom: Instant | null
  coversTo: Instant | null
  happenedAt: Instant
  preservationId: PreservationId | null
}

export type KeptBytes = { sha256: string; size: number; type: string }

export type EvidenceItem = EvidenceTold &
  KeptBytes & { evidenceId: EvidenceId; uploadId: UploadId | null; recordedAt: Instant; capturedBy: string; capturedByName: string }

function checkOrder(first: Instant | null, last: Instant | null, path: string, what: string): void {
  if (first === null || last === null || first <= last) return
  throw new Refusal('invalid_request', `${what} ends before it begins.`, {
    fields: [{ path, message: `not before ${formatInstant(first)}` }],
  })
}

/** Instants within `detail` are milliseconds, as everywhere in the ledger. */
export function commandDetail({ line, exitCode, host, toolVersion, startedAt, endedAt }: CommandRun): SlotValue {
  return { line, exit_code: exitCode, host, tool_version: toolVersion, started_at: startedAt, ended_at: endedAt }
}

function detailOfItem(item: EvidenceItem): SlotValue {
  const { step, command } = item
  return {
    evidence: item.evidenceId,
    ...(item.uploadId === null ? {} : { upload: item.uploadId }),
    name: item.name,
    ...(item.description === null ? {} : { description: item.description }),
    ...(step === null ? {} : { run: step.runId, step: step.stepId }),
    ...(item.source === null ? {} : { source: item.source }),
    ...(item.query === null ? {} : { query: item.query }),
    ...(item.rowCount === null ? {} : { row_count: item.rowCount }),
    ...(command === null ? {} : { command: commandDetail(command) }),
    ...(item.coversFrom === null ? {} : { covers_from: item.coversFrom }),
    ...(item.coversTo === null ? {} : { covers_to: item.coversTo }),
    ...(item.preservationId === null ? {} : { preservation: item.preservationId }),
  }
}

export type Capture = {
  evidenceId: EvidenceId
  uploadId: UploadId | null
  told: EvidenceTold
  kept: KeptBytes
}

/** The name is made safe here, so that nothing that was typed as a name ever reaches a screen or a disk. */
export function captureEvidence(about: EntryAbout, by: Actor, capture: Capture, now: Instant): { item: EvidenceItem; entry: NewEntry } {
  const { evidenceId, uploadId, told, kept } = capture
  checkOrder(told.coversFrom, told.coversTo, '/covers_to', 'What the evidence covers')
  if (told.command !== null) checkOrder(told.command.startedAt, told.command.endedAt, '/command/ended_at', 'The command')
  const item: EvidenceItem = {
    ...told,
    ...{ name: safeFileName(told.name), sha256: kept.sha256, size: kept.size, type: kept.type },
    ...{ evidenceId, uploadId, recordedAt: now, capturedBy: by.id, capturedByName: by.name },
  }
  const entry = incidentEntry(about, {
    kind: 'evidence.captured',
    act: by.id,
    at: told.happenedAt,
    ctl: ['CC7.4'],
    detail: detailOfItem(item),
    personal: { name: by.name },
    file: { sha256: kept.sha256, size: kept.size, type: kept.type },
  })
  return { item, entry }
}
