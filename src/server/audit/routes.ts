// What may be asked about audits and their packages, and the job that builds them.
import { auditApi } from '../../contract/audit.ts'
import type { Room } from '../http/room.ts'
import { openRoute, route } from '../http/route.ts'
import { nudgeSealing } from '../ledger/seal.job.ts'
import { getAudit, getPackage, listAudits } from './auditViews.ts'
import { startBuilding } from './buildPackage.job.ts'
import { downloadPackage } from './downloadPackage.ts'
import { openAudit } from './openAudit.ts'
import { requestPackage } from './requestPackage.ts'
import { summarizeAudit } from './summarizeAudit.ts'

export const auditRoom: Room = {
  name: 'audit',
  routes: [
    route(auditApi.list, ({ tx }) => listAudits(tx)),
    route(auditApi.open, async ({ tx, services, by, body, now, afterCommit }) => {
      const auditId = services.newId('audit')
      await openAudit(tx, by, auditId, body, now)
      afterCommit(() => services.events.announce(tx.organizationId, { topic: 'audit', ids: [auditId] }))
      return getAudit(tx, auditId)
    }),
    route(auditApi.get, ({ tx, params }) => getAudit(tx, params.auditId)),
    route(auditApi.summary, ({ tx, params, now }) => summarizeAudit(tx, params.auditId, now)),
    route(auditApi.buildPackage, async ({ tx, services, by, params, now, afterCommit }) => {
      const packageId = await requestPackage(tx, services, by, params.auditId, now)
      afterCommit(() => services.events.announce(tx.organizationId, { topic: 'audit', ids: [params.auditId] }))
      afterCommit(() => nudgeSealing(services))
      return getPackage(tx, packageId)
    }),
    openRoute(auditApi.download, downloadPackage),
  ],
  start: startBuilding,
}
