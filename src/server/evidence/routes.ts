// What may be asked about evidence, the uploads it comes by, and what is still to be kept.
import { evidenceApi } from '../../contract/evidence.ts'
import { preservationApi } from '../../contract/preservation.ts'
import { uploadApi } from '../../contract/upload.ts'
import { happenedAt } from '../../core/incident/happened.ts'
import type { IncidentId } from '../../core/kernel/ids.ts'
import type { Room } from '../http/room.ts'
import { type Call, openRoute, route } from '../http/route.ts'
import { lockIncident } from '../incident/incidentAccess.ts'
import { nudgeSealing } from '../ledger/seal.job.ts'
import { addPreservation } from './addPreservation.ts'
import { keepEvidence } from './captureEvidence.ts'
import { startEvidence } from './evidenceJobs.ts'
import { getEvidence, listEvidence } from './evidenceLines.ts'
import { handOver } from './handOver.ts'
import { listPreservationLines } from './preservationLines.ts'
import { seeOpenIncident } from './seeOpenIncident.ts'
import { settleAsCaptured, settleAsLost, settleAsNotNeeded } from './settlePreservation.ts'
import { showFile } from './showFile.ts'
import { abandonUpload, appendPart, beginUpload, getUpload } from './uploadParts.ts'

function announce({ services, tx, afterCommit }: Pick<Call, 'services' | 'tx' | 'afterCommit'>, incidentId: IncidentId) {
  afterCommit(() => services.events.announce(tx.organizationId, { topic: 'incident', ids: [incidentId] }))
  afterCommit(() => nudgeSealing(services))
}

export const evidenceRoom: Room = {
  name: 'evidence',
  routes: [
    openRoute(uploadApi.begin, beginUpload),
    openRoute(uploadApi.get, getUpload),
    openRoute(uploadApi.append, appendPart),
    openRoute(uploadApi.abandon, abandonUpload),
    route(evidenceApi.list, async ({ tx, by, params }) => {
      await seeOpenIncident(tx, by, params.incidentId)
      return listEvidence(tx, params.incidentId)
    }),
    route(evidenceApi.get, async ({ tx, by, params }) => {
      await seeOpenIncident(tx, by, params.incidentId)
      return getEvidence(tx, params.incidentId, params.evidenceId)
    }),
    openRoute(evidenceApi.capture, keepEvidence),
    openRoute(evidenceApi.file, showFile),
    route(evidenceApi.handOver, (call) => {
      announce(call, call.params.incidentId)
      return handOver(call)
    }),
    route(preservationApi.list, async ({ tx, by, params, now }) => {
      await seeOpenIncident(tx, by, params.incidentId)
      return listPreservationLines(tx, params.incidentId, now)
    }),
    route(preservationApi.add, async (call) => {
      const { tx, services, by, params, body, now } = call
      const incident = await lockIncident(tx, by, params.incidentId)
      const at = happenedAt(body.happened_at, incident.declaredAt, now)
      const wishes = body.items.map(({ evidence, retention_id: retentionId = null, window: keepFor = null, where = null, how = null }) => {
        return { evidence, retentionId, keepFor, where, how }
      })
      await addPreservation({ tx, services, by, incident, wishes, at, now })
      announce(call, params.incidentId)
      return listPreservationLines(tx, params.incidentId, now)
    }),
    route(preservationApi.captured, (call) => {
      announce(call, call.params.incidentId)
      return settleAsCaptured(call)
    }),
    route(preservationApi.lost, (call) => {
      announce(call, call.params.incidentId)
      return settleAsLost(call)
    }),
    route(preservationApi.notNeeded, (call) => {
      announce(call, call.params.incidentId)
      return settleAsNotNeeded(call)
    }),
  ],
  start: startEvidence,
}
