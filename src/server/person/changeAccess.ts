// Give a person another role, set when their access ends, or end it now.
import type { ReplyOf } from '../../contract/endpoint.ts'
import type { personApi } from '../../contract/person.ts'
import type { PersonId } from '../../core/kernel/ids.ts'
import { Refusal } from '../../core/kernel/refusal.ts'
import { decideAccessChange, decideEndOfAccess, type PersonStanding } from '../../core/people/access.ts'
import { refuseToGrantMore } from '../../core/people/grant.ts'
import { personEntry } from '../../core/people/peopleEntries.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'
import type { Call } from '../http/route.ts'
import { record } from '../ledger/record.ts'
import { endSessionsOf, voidSignInLinksOf } from '../session/store.ts'
import { instantOf } from './instantOf.ts'
import { lockWithAdmins, saveAccess } from './store.ts'
import { personViews } from './views.ts'

type PersonReply = ReplyOf<typeof personApi.changeRole>

async function lock(tx: OrganizationTx, personId: PersonId): Promise<{ person: PersonStanding; admins: PersonStanding[] }> {
  const { person, admins } = await lockWithAdmins(tx, personId)
  if (!person) throw new Refusal('not_found', 'There is no such person.')
  return { person, admins }
}

async function view(call: Call, personId: PersonId): Promise<PersonReply> {
  const { tx, now, services } = call
  call.afterCommit(() => services.events.announce(tx.organizationId, { topic: 'person', ids: [personId] }))
  const [person] = await personViews(tx, now, personId)
  if (!person) throw new Refusal('not_found', 'There is no such person.')
  return person
}

export async function changeRole(call: Call<typeof personApi.changeRole>): Promise<PersonReply> {
  const { tx, by, now, params, body } = call
  if (body.role !== undefined) refuseToGrantMore(by.role, body.role)
  const { person, admins } = await lock(tx, params.personId)
  const activeUntil = body.active_until === undefined ? undefined : instantOf(body.active_until, '/active_until')
  const after = decideAccessChange(person, { role: body.role, activeUntil }, admins, now)
  await saveAccess(tx, after)
  await record(tx, [personEntry('person.changed', by, after, now)], now)
  return view(call as unknown as Call, params.personId)
}

/** Sessions and links end with it. API tokens do not: they belong to the organization, and the list says who made them. */
export async function endAccess(call: Call<typeof personApi.endAccess>): Promise<PersonReply> {
  const { tx, by, now, params } = call
  const { person, admins } = await lock(tx, params.personId)
  const after = decideEndOfAccess(person, admins, now)
  await saveAccess(tx, after)
  await endSessionsOf(tx, person.personId, now)
  await voidSignInLinksOf(tx, person.personId, now)
  await record(tx, [personEntry('person.left', by, after, now)], now)
  return view(call as unknown as Call, params.personId)
}
