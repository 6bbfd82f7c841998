// Everything that decides what comes next for an incident and a path, read in one place.
import { resolveLevel } from '../../core/escalation/resolveLevel.ts'
import type { StoredPath } from '../../core/escalation/storedPath.ts'
import { targetOf } from '../../core/escalation/storedPath.ts'
import type { Instant } from '../../core/kernel/instant.ts'
import type { IncidentRow } from '../incident/incidentStore.ts'
import type { House } from './directoryViews.ts'
import type { StoredPage } from './pageStore.ts'

const over: ReadonlySet<string> = new Set(['closed', 'not_an_incident', 'merged'])

export function situationOf(incident: IncidentRow, path: StoredPath, pages: readonly StoredPage[], house: House, now: Instant) {
  return {
    pathId: path.pathId,
    levels: path.levels.map(({ target, backup }) =>
      resolveLevel({ target: targetOf(target), backup: backup === null ? null : targetOf(backup) }, house, now),
    ),
    pages,
    acknowledgedAt: incident.acknowledgedAt,
    isOver: over.has(incident.state),
  }
}
