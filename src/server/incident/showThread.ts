// The thread of an incident: its entries from the ledger, read out by core.
import type { ReplyOf } from '../../contract/endpoint.ts'
import type { incidentApi } from '../../contract/incident.ts'
import { threadOf } from '../../core/incident/thread.ts'
import type { Actor } from '../../core/kernel/actor.ts'
import type { IncidentId } from '../../core/kernel/ids.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'
import { readStampedSize } from '../ledger/anchorViews.ts'
import { openedEntriesOf } from '../ledger/objectViews.ts'
import { stateOf } from '../ledger/views.ts'
import { whoIs } from '../ledger/whoViews.ts'
import { seeIncident } from './incidentAccess.ts'
import { time } from './incidentLines.ts'

export async function showThread(tx: OrganizationTx, by: Actor, incidentId: IncidentId): Promise<ReplyOf<typeof incidentApi.thread>> {
  const { open } = await seeIncident(tx, by, incidentId)
  if (!open) return { is_redacted: true, items: [] }
  const lines = threadOf(await openedEntriesOf(tx, incidentId))
  const stamped = await readStampedSize(tx)
  const who = await whoIs(
    tx,
    lines.map(({ act }) => act),
  )
  return {
    is_redacted: false,
    items: lines.map((line) => ({
      index: line.index,
      state: stateOf(line.index, stamped),
      leaf_hash: line.leafHash,
      at: time(line.at),
      recorded_at: time(line.recordedAt),
      late: line.late,
      kind: line.kind,
      // The name it was done under, where that was not erased.
      by: { ...who(line.act), ...(line.actorName === null ? {} : { name: line.actorName }) },
      said: line.said,
      detail: line.detail,
      file: line.file,
      corrects: line.corrects,
      corrected_by: line.correctedBy,
    })),
  }
}
