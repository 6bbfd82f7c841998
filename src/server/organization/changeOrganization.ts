// Rename the organization, or move it to another time zone.
import type { ReplyOf } from '../../contract/endpoint.ts'
import type { organizationApi } from '../../contract/organization.ts'
import { Refusal } from '../../core/kernel/refusal.ts'
import { organizationEntry } from '../../core/people/organizationEntry.ts'
import type { Call } from '../http/route.ts'
import { record } from '../ledger/record.ts'
import { checkedTimeZone } from './checkedTimeZone.ts'
import { lockOrganization, saveOrganization } from './store.ts'
import { organizationView } from './views.ts'

type Api = typeof organizationApi.change

/** Audits opened before keep the zone they were opened in. */
export async function changeOrganization({ tx, by, body, now, services, afterCommit }: Call<Api>): Promise<ReplyOf<Api>> {
  const before = await lockOrganization(tx)
  if (!before) throw new Refusal('not_found', 'There is no such organization.')
  const after = {
    name: body.name ?? before.name,
    timeZone: body.time_zone === undefined ? before.timeZone : checkedTimeZone(body.time_zone),
  }
  if (after.name === before.name && after.timeZone === before.timeZone) throw new Refusal('nothing_changed', 'That is how it is already.')
  await saveOrganization(tx, after)
  await record(tx, [organizationEntry('organization.changed', by, tx.organizationId, after, now)], now)
  afterCommit(() => services.events.announce(tx.organizationId, { topic: 'person', ids: [] }))
  return organizationView(tx)
}
