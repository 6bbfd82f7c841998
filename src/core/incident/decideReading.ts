// When did one of an incident's clocks start? Somebody states it, with what it rests on; a correction names the statement it corrects.
import type { ReadingId } from '../kernel/ids.ts'
import { formatInstant, type Instant } from '../kernel/instant.ts'
import { Refusal } from '../kernel/refusal.ts'
import type { NewEntry } from '../ledger/entry.ts'
import type { ClockId } from '../obligation/clock.ts'
import { happenedAt, pastInstant } from './happened.ts'
import { requireOpen } from './lifecycle.ts'
import { type IncidentStanding, put, type Worker } from './standing.ts'

export type DecidedReading = {
  readingId: ReadingId
  clock: ClockId
  at: Instant
  timeZone: string
  basis: string
  by: { id: string; name: string }
  recordedAt: Instant
  corrects: ReadingId | null
}

export type ReadingRequest = {
  readingId: ReadingId
  clock: ClockId
  at: string
  basis: string
  corrects?: ReadingId | undefined
  happenedAt?: string | undefined
}

export function readingEntry(incident: IncidentStanding, by: Worker, reading: DecidedReading, at: Instant): NewEntry {
  return put(incident, by, {
    kind: 'clock.read',
    at,
    detail: {
      reading: reading.readingId,
      clock: reading.clock,
      reads: reading.at,
      time_zone: reading.timeZone,
      basis: reading.basis,
      corrects: reading.corrects,
    },
  })
}

/** On an incident that is over only what was said is corrected. */
export function decideReading(
  incident: IncidentStanding,
  by: Worker,
  request: ReadingRequest,
  earlier: readonly DecidedReading[],
  timeZone: string,
  now: Instant,
): { reading: DecidedReading; entries: NewEntry[] } {
  const happened = happenedAt(request.happenedAt, incident.declaredAt, now)
  const at = pastInstant(request.at, '/at', now)
  if (request.corrects === undefined) requireOpen(incident)
  else requireCorrectable(request, at, earlier)
  const { readingId, clock, basis } = request
  const said = { by: { id: by.id, name: by.name }, recordedAt: now, corrects: request.corrects ?? null }
  const reading: DecidedReading = { readingId, clock, at, timeZone, basis, ...said }
  return { reading, entries: [readingEntry(incident, by, reading, happened)] }
}

function requireCorrectable({ corrects, clock, basis }: ReadingRequest, at: Instant, earlier: readonly DecidedReading[]): void {
  const corrected = earlier.find(({ readingId }) => readingId === corrects)
  if (corrected === undefined) throw new Refusal('not_found', 'The reading to be corrected is none of this incident.')
  if (corrected.clock !== clock) {
    const message = `corrects a reading of the clock ${corrected.clock}`
    throw new Refusal('invalid_request', 'A correction is of the same clock.', { fields: [{ path: '/clock', message }] })
  }
  const newer = earlier.find((reading) => reading.corrects === corrects)
  if (newer !== undefined) {
    throw new Refusal(
      'invalid_request',
      `That reading was corrected already, by ${newer.by.name} to ${formatInstant(newer.at)}: correct that one.`,
      {
        fields: [{ path: '/corrects', message: 'was corrected already' }],
      },
    )
  }
  if (corrected.at === at && corrected.basis === basis) throw new Refusal('nothing_changed', 'That is what the reading says already.')
}
