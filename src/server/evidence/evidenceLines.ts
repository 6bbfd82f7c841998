// Evidence as it is shown: with its custody, and with the names people had when they did it.
import type { z } from 'zod'
import type { CustodyEntry, Evidence, EvidenceWithCustody } from '../../contract/evidence.ts'
import type { Who } from '../../contract/shapes.ts'
import { showingOf } from '../../core/evidence/showing.ts'
import type { EvidenceId, IncidentId } from '../../core/kernel/ids.ts'
import { formatInstant, type Instant, isInstant } from '../../core/kernel/instant.ts'
import { Refusal } from '../../core/kernel/refusal.ts'
import { encodeHex } from '../../core/ledger/hex.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'
import { type EvidenceRow, type KeptCustody, readCustody, readItem, readItems } from './evidenceStore.ts'

type EvidenceLine = z.output<typeof Evidence>
export type WholeEvidence = z.output<typeof EvidenceWithCustody>
type CustodyLine = z.output<typeof CustodyEntry>

export function noSuchEvidence(): Refusal {
  return new Refusal('not_found', 'There is no such evidence here.')
}

export function whoWas(id: string, name: string): z.output<typeof Who> {
  const kind = id.startsWith('per_') ? 'person' : id.startsWith('tok_') ? 'token' : id.startsWith('src_') ? 'source' : 'system'
  return { id, kind, name }
}

export const timeOrNull = (at: Instant | null) => (at === null ? null : formatInstant(at))

function commandLine({ command }: EvidenceRow): EvidenceLine['command'] {
  if (command === null) return null
  const { line, exit_code: exitCode, host, tool_version: version, started_at: started, ended_at: ended } = command
  const time = (value: unknown) => (typeof value === 'number' && isInstant(value) ? formatInstant(value as Instant) : '')
  return {
    ...{ line: String(line), exit_code: typeof exitCode === 'number' ? exitCode : null, host: String(host) },
    ...{ tool_version: typeof version === 'string' ? version : null, started_at: time(started), ended_at: time(ended) },
  }
}

function evidenceLine(row: EvidenceRow): EvidenceLine {
  const { runId, stepId } = row
  return {
    ...{ id: row.evidenceId, incident_id: row.incidentId, name: row.name, description: row.description, size: row.size },
    ...{ sha256: encodeHex(row.sha256), type: row.type, showing: showingOf(row.type) },
    step: runId === null || stepId === null ? null : { run_id: runId, step_id: stepId },
    ...{ source: row.source, query: row.query, row_count: row.rowCount, command: commandLine(row) },
    ...{ covers_from: timeOrNull(row.coversFrom), covers_to: timeOrNull(row.coversTo) },
    ...{ happened_at: formatInstant(row.happenedAt), recorded_at: formatInstant(row.recordedAt) },
    ...{ captured_by: whoWas(row.capturedBy, row.capturedByName), preservation_id: row.preservationId },
    custody_entries: row.accesses + 1,
  }
}

function custodyLine(row: KeptCustody): CustodyLine {
  const { firstByte, lastByte } = row
  return {
    ...{ what: row.what, by: whoWas(row.by, row.byName), at: formatInstant(row.happenedAt), recorded_at: formatInstant(row.recordedAt) },
    range: firstByte === null || lastByte === null ? null : { first: firstByte, last: lastByte },
    ...{ to: row.to, note: row.note },
  }
}

export async function listEvidence(tx: OrganizationTx, incidentId: IncidentId): Promise<{ items: EvidenceLine[] }> {
  return { items: (await readItems(tx, incidentId)).map(evidenceLine) }
}

/** Whoever kept it had it in hand first. */
export async function getEvidence(tx: OrganizationTx, incidentId: IncidentId, evidenceId: EvidenceId): Promise<WholeEvidence> {
  const row = await readItem(tx, incidentId, evidenceId)
  if (row === undefined) throw noSuchEvidence()
  const line = evidenceLine(row)
  const { captured_by: by, happened_at: at, recorded_at: recordedAt } = line
  const captured: CustodyLine = { what: 'captured', by, at, recorded_at: recordedAt, range: null, to: null, note: null }
  return { ...line, custody: [captured, ...(await readCustody(tx, evidenceId)).map(custodyLine)] }
}
