// The ledger's endpoints, and what runs by itself: sealing and anchoring.
import { ledgerApi } from '../../contract/ledger.ts'
import type { Room } from '../http/room.ts'
import { openRoute, type Route, route } from '../http/route.ts'
import { startAnchoring } from './anchor.job.ts'
import { addDestination, anchorNow, endDestination, showDestinations } from './destinations.ts'
import { sealingTroubles, startSealing } from './seal.job.ts'
import { checkpointPage, entryPage, entryProof, latestCheckpointNote, ledgerStatus, oneEntry } from './views.ts'

export const ledgerRoutes: Route[] = [
  route(ledgerApi.status, ({ tx, services }) => {
    const trouble = sealingTroubles(services).find(({ organizationId }) => organizationId === tx.organizationId)
    return ledgerStatus(tx, services.ledgerKeys, trouble?.reason ?? null)
  }),
  route(ledgerApi.entries, ({ tx, query }) => entryPage(tx, query)),
  route(ledgerApi.entry, ({ tx, params }) => oneEntry(tx, params.index)),
  route(ledgerApi.proof, ({ tx, params }) => entryProof(tx, params.index)),
  route(ledgerApi.checkpoints, ({ tx, query }) => checkpointPage(tx, query)),
  route(ledgerApi.checkpoint, ({ tx }) => latestCheckpointNote(tx)),
  route(ledgerApi.destinations, showDestinations),
  openRoute(ledgerApi.addDestination, addDestination),
  route(ledgerApi.retireDestination, endDestination),
  route(ledgerApi.anchorNow, anchorNow),
]

export const ledgerRoom: Room = {
  name: 'ledger',
  routes: ledgerRoutes,
  start: async (services) => {
    const stopSealing = await startSealing(services)
    const stopAnchoring = startAnchoring(services)
    return async () => {
      await stopAnchoring()
      await stopSealing()
    }
  },
  // No problem but a remark: intake goes on, and whoever balances load must not send it elsewhere.
  remark: async (services) => {
    // Anybody may ask: whose ledger it is and what is wrong with it stands in the server's log, and on that organization's own page.
    const count = sealingTroubles(services).length
    if (count === 0) return null
    return `${count === 1 ? 'One ledger is' : `${count} ledgers are`} not signed at present; the server’s log says why. What is recorded meanwhile waits.`
  },
}
