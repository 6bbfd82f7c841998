// Change one's own name. What was recorded under the old one keeps it.
import type { BodyOf, ReplyOf } from '../../contract/endpoint.ts'
import type { sessionApi } from '../../contract/session.ts'
import { Refusal } from '../../core/kernel/refusal.ts'
import { personEntry } from '../../core/people/peopleEntries.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'
import type { Call } from '../http/route.ts'
import { record } from '../ledger/record.ts'
import { lockStanding, saveName } from './store.ts'
import { meView } from './views.ts'

export async function changeName(call: Call<typeof sessionApi.changeName>): Promise<ReplyOf<typeof sessionApi.changeName>> {
  const { tx, by, body, now } = call
  if (by.kind !== 'person') throw new Refusal('not_permitted', 'Only a person has a name.')
  await rename(tx, by.id, body, now)
  call.afterCommit(() => call.services.events.announce(tx.organizationId, { topic: 'person', ids: [by.id] }))
  return meView(tx, by)
}

async function rename(
  tx: OrganizationTx,
  personId: Parameters<typeof lockStanding>[1],
  { name }: BodyOf<typeof sessionApi.changeName>,
  now: Call['now'],
) {
  const person = await lockStanding(tx, personId)
  if (!person) throw new Refusal('not_signed_in', 'This sign-in belongs to nobody any more.')
  if (person.name === name) return
  await saveName(tx, personId, name)
  await record(tx, [personEntry('person.changed', { id: personId }, { ...person, name }, now)], now)
}
