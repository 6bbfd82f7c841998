// Evidence of incidents, who had it in hand, and what was to be kept, as the entries of their incidents call for them.
import {
  type FoldedAccess,
  type FoldedEvidence,
  type FoldedItem,
  type FoldedPreservation,
  foldEvidence,
} from '../../../core/evidence/foldEvidence.ts'
import type { SlotValue } from '../../../core/ledger/entry.ts'
import { slotInteger, slotText } from '../../../core/ledger/openedEntry.ts'
import { type ExpectedRow, hexBytes, type Noun, shape } from './noun.ts'

/** The command is one column, compared member by member: how its text is spaced says nothing. */
const commandMembers = {
  command_line: "command->>'line'",
  command_host: "command->>'host'",
  command_tool_version: "command->>'tool_version'",
  command_exit_code: "(command->>'exit_code')::integer",
  command_started: "(command->>'started_at')::bigint",
  command_ended: "(command->>'ended_at')::bigint",
}

function commandColumns(command: SlotValue | undefined): ExpectedRow['columns'] {
  return {
    ...{ command_line: slotText(command, 'line'), command_host: slotText(command, 'host') },
    ...{ command_tool_version: slotText(command, 'tool_version'), command_exit_code: slotInteger(command, 'exit_code') },
    ...{ command_started: slotInteger(command, 'started_at'), command_ended: slotInteger(command, 'ended_at') },
  }
}

function itemRow(id: string, item: FoldedItem): ExpectedRow {
  return {
    table: 'evidence_item',
    key: id,
    index: item.index,
    columns: {
      ...{ upload_id: item.upload, name: item.name, description: item.description, run_id: item.run, step_id: item.step },
      ...{ source: item.source, query: item.query, row_count: item.rowCount, preservation_id: item.preservation },
      ...{ covers_from: item.coversFrom, covers_to: item.coversTo, happened_at: item.at, recorded_at: item.recordedAt },
      ...{ captured_by: item.by, captured_by_name: item.byName },
      ...commandColumns(item.command ?? undefined),
      ...(item.sha256 === null ? {} : { sha256: hexBytes(item.sha256), size: item.size, media_type: item.type }),
    },
  }
}

function accessRow(access: FoldedAccess): ExpectedRow {
  return {
    table: 'evidence_custody',
    key: `${access.evidence} ${access.position}`,
    index: access.index,
    columns: {
      ...{ what: access.what, first_byte: access.firstByte, last_byte: access.lastByte, handed_to: access.to, note: access.note },
      ...{ happened_at: access.at, recorded_at: access.recordedAt, done_by: access.by, done_by_name: access.byName },
    },
  }
}

function preservationRow(id: string, item: FoldedPreservation): ExpectedRow {
  const { settled } = item
  return {
    table: 'preservation_item',
    key: id,
    index: settled?.index ?? item.index,
    columns: {
      ...{ evidence: item.evidence, retention_id: item.retention, keep_for: item.window, kept_where: item.where, how: item.how },
      ...{ listed_at: item.at, listed_by: item.by, listed_by_name: item.byName },
      ...{
        state: settled === null ? 'open' : settled.state,
        evidence_id: settled?.evidence ?? null,
        after_loss: settled?.afterLoss ?? false,
      },
      ...{ lost_since: settled?.since ?? null, reason: settled?.reason ?? null, settled_at: settled?.at ?? null },
      ...{ settled_by: settled?.by ?? null, settled_by_name: settled === null ? null : settled.byName },
    },
  }
}

function rowsOf({ items, accesses, preservation }: FoldedEvidence): ExpectedRow[] {
  return [
    ...[...items].map(([id, item]) => itemRow(id, item)),
    ...accesses.map(accessRow),
    ...[...preservation].map(([id, item]) => preservationRow(id, item)),
  ]
}

/** Of the incident itself another noun speaks; here it is only what these rows hang on. */
export const evidence: Noun = {
  prefix: 'inc_',
  rowsWithoutEntries: true,
  tables: [
    shape('incident', 'incident_id', "''", ''),
    shape(
      'evidence_item',
      'incident_id',
      'evidence_id',
      'upload_id name description sha256 size media_type run_id step_id source query row_count covers_from covers_to happened_at recorded_at captured_by captured_by_name preservation_id',
      { computed: commandMembers },
    ),
    shape(
      'evidence_custody',
      'incident_id',
      "evidence_id || ' ' || position",
      'what first_byte last_byte handed_to note happened_at recorded_at done_by done_by_name',
    ),
    shape(
      'preservation_item',
      'incident_id',
      'preservation_id',
      'evidence retention_id keep_for kept_where how listed_at listed_by listed_by_name state evidence_id after_loss lost_since reason settled_at settled_by settled_by_name',
    ),
  ],
  expect: (entries) => {
    const folded = foldEvidence(entries)
    return { rows: rowsOf(folded), contradictions: folded.contradictions }
  },
}
