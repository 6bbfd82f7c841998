// When one thing on an incident's list is lost: by what was said of it here, else by the catalogue, counted from the incident's first moment.
import { firstMoment } from '../../core/evidence/firstMoment.ts'
import { type LossClock, lostAt, type RetainedLog } from '../../core/evidence/lostAt.ts'
import { reminderInstants } from '../../core/evidence/reminders.ts'
import { readWindow } from '../../core/evidence/window.ts'
import type { Instant } from '../../core/kernel/instant.ts'
import type { IncidentBeginning, PreservationRow } from './preservationStore.ts'
import { retentionCatalogue } from './retentionCatalogue.ts'

/** Named in words only: nothing is known of it but what was said here. */
const unknownLog: RetainedLog = { kept: { how: 'unpublished' }, plans: [], onByDefault: true, confidence: 'low' }

export function beganAt({ readings, declaredAt }: IncidentBeginning): Instant {
  return firstMoment(readings, declaredAt)
}

export function lossClockOf({ retentionId, keepFor }: Pick<PreservationRow, 'retentionId' | 'keepFor'>, began: Instant): LossClock {
  const log = (retentionId === null ? undefined : retentionCatalogue().get(retentionId)) ?? unknownLog
  const window = keepFor === null ? undefined : readWindow(keepFor)
  return lostAt(log, began, window === undefined ? undefined : { says: 'window', window })
}

/** Counted from when it was listed, so that they stay where they are unless the incident's beginning is corrected. */
export function remindersOf(row: PreservationRow, clock: LossClock): Instant[] {
  return clock.known && row.state === 'open' ? reminderInstants(row.listedAt, clock.at) : []
}
