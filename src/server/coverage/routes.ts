// What may be asked about coverage, where heartbeats arrive, and what looks after sources by itself.
import { coverageApi } from '../../contract/coverage.ts'
import type { Room } from '../http/room.ts'
import { route } from '../http/route.ts'
import { startCoverage } from './coverageJobs.ts'
import { getCoverage, getGap, listGaps } from './coverageViews.ts'
import { explainGap } from './explainGap.ts'
import { plugHeartbeats } from './heartbeatRoutes.ts'

export const coverageRoom: Room = {
  name: 'coverage',
  routes: [
    route(coverageApi.get, ({ tx, query, now }) => getCoverage(tx, query, now)),
    route(coverageApi.gaps, ({ tx, query, now }) => listGaps(tx, query, now)),
    route(coverageApi.explain, async ({ tx, services, by, params, body, now, afterCommit }) => {
      await explainGap(tx, by, params.gapId, body.explanation, now)
      afterCommit(() => services.events.announce(tx.organizationId, { topic: 'coverage', ids: [params.gapId] }))
      return getGap(tx, params.gapId, now)
    }),
  ],
  plug: plugHeartbeats,
  start: startCoverage,
}
