// When was it last told how an incident goes? Whoever keeps status updates says so; until somebody does, nothing was told.
import type { IncidentId } from '../../core/kernel/ids.ts'
import type { Instant } from '../../core/kernel/instant.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'

export type ReadLastUpdates = (tx: OrganizationTx, incidentIds: readonly IncidentId[]) => Promise<ReadonlyMap<IncidentId, Instant>>

const readers: ReadLastUpdates[] = []

/** Called once by the room that keeps status updates, when it starts. */
export function addLastUpdates(read: ReadLastUpdates): void {
  if (!readers.includes(read)) readers.push(read)
}

/** The latest of each, where there is one. */
export async function readLastUpdates(tx: OrganizationTx, incidentIds: readonly IncidentId[]): Promise<ReadonlyMap<IncidentId, Instant>> {
  const latest = new Map<IncidentId, Instant>()
  if (incidentIds.length === 0) return latest
  for (const read of readers) {
    for (const [id, at] of await read(tx, incidentIds)) if (at > (latest.get(id) ?? Number.NEGATIVE_INFINITY)) latest.set(id, at)
  }
  return latest
}
