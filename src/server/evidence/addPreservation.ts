// Puts on an incident's list what is to be kept: as somebody says, or as a runbook that is begun says.
import { listPreservation, type PreservationWish } from '../../core/evidence/listPreservation.ts'
import type { EntryAbout } from '../../core/incident/incidentEntry.ts'
import type { Actor } from '../../core/kernel/actor.ts'
import type { PreservationId } from '../../core/kernel/ids.ts'
import type { Instant } from '../../core/kernel/instant.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'
import { record } from '../ledger/record.ts'
import type { Services } from '../services.ts'
import { touchIncident } from './evidenceStore.ts'
import { insertPreservation, readPreservation } from './preservationStore.ts'
import { retentionCatalogue } from './retentionCatalogue.ts'

export type NewPreservation = {
  tx: OrganizationTx
  services: Pick<Services, 'newId'>
  by: Actor
  /** Locked by the caller. */
  incident: EntryAbout
  wishes: readonly PreservationWish[]
  at: Instant
  now: Instant
}

/** Answers the ids of what is new on it. */
export async function addPreservation({ tx, services, by, incident, wishes, at, now }: NewPreservation): Promise<PreservationId[]> {
  const { incidentId } = incident
  const already = await readPreservation(tx, incidentId)
  const catalogue = new Set(retentionCatalogue().keys())
  const { items, entries } = listPreservation(incident, by, { wishes, already, catalogue, newId: () => services.newId('preservation'), at })
  await insertPreservation(tx, incidentId, items)
  if (items.length > 0) await touchIncident(tx, incidentId, now)
  await record(tx, entries, now)
  return items.map(({ preservationId }) => preservationId)
}
