// What may be asked about runbooks and runs.
import { runApi, runbookApi } from '../../contract/runbook.ts'
import type { IncidentId } from '../../core/kernel/ids.ts'
import type { Room } from '../http/room.ts'
import { type Call, openRoute, route } from '../http/route.ts'
import { addClosingFacts } from '../incident/closingFacts.ts'
import { nudgeSealing } from '../ledger/seal.job.ts'
import { giveParameters, markStep, startRun } from './changeRun.ts'
import { printContacts, printRunbook } from './printDocuments.ts'
import { publishToAll } from './publishToAll.ts'
import { listRunbooks, showRunbook } from './readRunbooks.ts'
import { listRuns, openSteps, propose, showRun } from './readRuns.ts'

function changed({ tx, services, afterCommit }: Pick<Call, 'tx' | 'services' | 'afterCommit'>, incidentId: IncidentId): void {
  afterCommit(() => services.events.announce(tx.organizationId, { topic: 'incident', ids: [incidentId] }))
  afterCommit(() => nudgeSealing(services))
}

export const runbookRoom: Room = {
  name: 'runbook',
  routes: [
    route(runbookApi.list, ({ tx, now }) => listRunbooks(tx, now)),
    route(runbookApi.get, ({ tx, params, query, now }) => showRunbook(tx, params.documentId, query.version, now)),
    openRoute(runbookApi.print, printRunbook),
    openRoute(runbookApi.printContacts, printContacts),
    route(runApi.propose, ({ tx, by, params, now }) => propose(tx, by, params.incidentId, now)),
    route(runApi.list, ({ tx, by, params, now }) => listRuns(tx, by, params.incidentId, now)),
    route(runApi.start, async (call) => {
      const { tx, by, now, params, body } = call
      const runId = await startRun(call, params.incidentId, body)
      changed(call, params.incidentId)
      return showRun(tx, by, { incidentId: params.incidentId, runId }, now)
    }),
    route(runApi.get, ({ tx, by, params, now }) => showRun(tx, by, params, now)),
    route(runApi.giveParameters, async (call) => {
      await giveParameters(call, call.params, call.body)
      changed(call, call.params.incidentId)
      return showRun(call.tx, call.by, call.params, call.now)
    }),
    route(runApi.markStep, async (call) => {
      await markStep(call, call.params, call.body)
      changed(call, call.params.incidentId)
      return showRun(call.tx, call.by, call.params, call.now)
    }),
  ],
  start: (services) => {
    addClosingFacts(openSteps)
    return publishToAll(services)
  },
}
