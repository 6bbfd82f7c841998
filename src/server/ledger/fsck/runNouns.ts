// Runs with the values given and the marks made in them, as the entries of their incident call for them.

import { decodeBase64 } from '../../../core/ledger/base64.ts'
import { foldRuns } from '../../../core/runbook/foldRun.ts'
import { hexBytes, type Noun, shape } from './noun.ts'

export const runs: Noun = {
  prefix: 'inc_',
  tables: [
    shape('run', 'incident_id', 'run_id', 'document_id document_version started_at started_by started_by_name recorded_at'),
    shape('run_parameter', 'incident_id', "run_id || ' ' || position || ' ' || name", 'value given_at given_by given_by_name recorded_at'),
    shape(
      'step_mark',
      'incident_id',
      'mark_id',
      'run_id position step_id state reason note marked_at marked_by marked_by_name recorded_at corrects leaf_hash',
    ),
  ],
  expect: (entries) => {
    const folded = foldRuns(entries)
    const rows = [
      ...folded.runs.map((run) => ({
        ...{ table: 'run', key: run.run, index: run.index },
        columns: {
          ...{ document_id: run.document, document_version: hexBytes(run.version), started_at: run.at, started_by: run.by },
          ...{ started_by_name: run.name ?? undefined, recorded_at: run.recordedAt },
        },
      })),
      ...folded.values.map((given) => ({
        ...{ table: 'run_parameter', key: `${given.run} ${given.position} ${given.parameter}`, index: given.index },
        columns: {
          ...{ value: given.value, given_at: given.at, given_by: given.by, given_by_name: given.name ?? undefined },
          recorded_at: given.recordedAt,
        },
      })),
      ...folded.marks.map((mark) => ({
        ...{ table: 'step_mark', key: mark.mark, index: mark.index },
        columns: {
          ...{ run_id: mark.run, position: mark.position, step_id: mark.step, state: mark.state, reason: mark.reason, note: mark.note },
          ...{ marked_at: mark.at, marked_by: mark.by, marked_by_name: mark.name ?? undefined, recorded_at: mark.recordedAt },
          ...{ corrects: mark.corrects, leaf_hash: decodeBase64(mark.leafHash) },
        },
      })),
    ]
    return { rows, contradictions: folded.contradictions }
  },
}
