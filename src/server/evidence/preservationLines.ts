// What is to be kept of an incident, as it is shown: when each is lost, how sure that is, and what is left.
import type { z } from 'zod'
import type { Preservation } from '../../contract/preservation.ts'
import { leftInWords } from '../../core/evidence/left.ts'
import { type LossClock, orderByLoss } from '../../core/evidence/lostAt.ts'
import { standingOf } from '../../core/evidence/preservation.ts'
import type { RetentionEntry } from '../../core/evidence/retention.ts'
import type { IncidentId, PreservationId } from '../../core/kernel/ids.ts'
import { formatInstant, type Instant } from '../../core/kernel/instant.ts'
import { Refusal } from '../../core/kernel/refusal.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'
import { timeOrNull, whoWas } from './evidenceLines.ts'
import { beganAt, lossClockOf, remindersOf } from './lossClock.ts'
import { itemOf, type PreservationRow, readBeginnings, readPreservation } from './preservationStore.ts'
import { retentionCatalogue } from './retentionCatalogue.ts'

export type PreservationLine = z.output<typeof Preservation>

export function noSuchPreservation(): Refusal {
  return new Refusal('not_found', 'There is nothing like this on the list of what is to be kept.')
}

function logLine({ id, product, log, note, availabilityLag, source, asOf }: RetentionEntry): PreservationLine['log'] {
  return { retention_id: id, product, log, note, availability_lag: availabilityLag, source_url: source.url, as_of: asOf }
}

function lossLine(clock: LossClock) {
  const [certainty, onlyIf] = clock.known ? [clock.certainty, clock.onlyIf] : [null, null]
  return { lost_at: clock.known ? formatInstant(clock.at) : null, certainty, only_if_switched_on: onlyIf !== null }
}

function settledLine({ settledAt, settledBy, settledByName, evidenceId, lostSince, reason }: PreservationRow) {
  return {
    ...{ evidence_id: evidenceId, lost_since: timeOrNull(lostSince), reason, settled_at: timeOrNull(settledAt) },
    settled_by: settledBy === null ? null : whoWas(settledBy, settledByName ?? settledBy),
  }
}

function preservationLine(row: PreservationRow, began: Instant, now: Instant): PreservationLine {
  const clock = lossClockOf(row, began)
  const item = itemOf(row)
  const log = row.retentionId === null ? undefined : retentionCatalogue().get(row.retentionId)
  return {
    ...{ id: row.preservationId, evidence: row.evidence, log: log === undefined ? null : logLine(log), window: row.keepFor },
    ...{ where: row.where, how: row.how, commands: [...(log?.preserve ?? [])], began_at: formatInstant(began) },
    ...lossLine(clock),
    ...{ left: leftInWords(item, clock, now), standing: standingOf(item, clock, now) },
    ...settledLine(row),
    ...{ listed_at: formatInstant(row.listedAt), listed_by: whoWas(row.listedBy, row.listedByName) },
    reminders: remindersOf(row, clock).map((at) => ({ at: formatInstant(at), is_due: at <= now })),
  }
}

async function beginning(tx: OrganizationTx, incidentId: IncidentId): Promise<Instant> {
  const found = (await readBeginnings(tx, [incidentId])).get(incidentId)
  if (found === undefined) throw new Refusal('not_found', 'There is no such incident here.')
  return beganAt(found)
}

export async function listPreservationLines(tx: OrganizationTx, incidentId: IncidentId, now: Instant) {
  const began = await beginning(tx, incidentId)
  const rows = await readPreservation(tx, incidentId)
  const ordered = orderByLoss(
    rows.map((row) => {
      const log = row.retentionId === null ? undefined : retentionCatalogue().get(row.retentionId)
      return { id: row.preservationId, row, clock: lossClockOf(row, began), urgency: log?.urgency ?? null }
    }),
    began,
  )
  return { items: ordered.map(({ row }) => preservationLine(row, began, now)) }
}

export async function getPreservation(
  tx: OrganizationTx,
  incidentId: IncidentId,
  preservationId: PreservationId,
  now: Instant,
): Promise<PreservationLine> {
  const { items } = await listPreservationLines(tx, incidentId, now)
  const line = items.find(({ id }) => id === preservationId)
  if (line === undefined) throw noSuchPreservation()
  return line
}
