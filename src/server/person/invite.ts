// Invite somebody by link, or take the invitation back.
import type { ReplyOf } from '../../contract/endpoint.ts'
import type { invitationApi } from '../../contract/person.ts'
import { toInstant } from '../../core/kernel/instant.ts'
import { Refusal } from '../../core/kernel/refusal.ts'
import { isActive, refuseEndlessAuditor, refusePastEnd } from '../../core/people/access.ts'
import { refuseToGrantMore } from '../../core/people/grant.ts'
import type { Call } from '../http/route.ts'
import { newSecret, secretHash } from '../http/secretToken.ts'
import { linkTo } from '../session/links.ts'
import { instantOf } from './instantOf.ts'
import { insertInvitation, lockByEmail, lockInvitation, saveWithdrawn, withdrawOpenTo } from './store.ts'
import { invitationViews } from './views.ts'

/** Nothing goes on record yet: an invitation gives no access. `person.joined` follows when it is accepted. */
export async function invite(call: Call<typeof invitationApi.invite>): Promise<ReplyOf<typeof invitationApi.invite>> {
  const { tx, by, now, body, services } = call
  const accessUntil = instantOf(body.access_until, '/access_until')
  refuseToGrantMore(by.role, body.role)
  refusePastEnd(accessUntil, now, '/access_until')
  refuseEndlessAuditor(body.role, accessUntil, '/access_until')
  const known = await lockByEmail(tx, body.email)
  if (known && isActive(known, now)) {
    throw new Refusal('already_exists', `${known.name} has access with this address already. Change their role instead.`)
  }
  await withdrawOpenTo(tx, body.email, now)
  const secret = newSecret()
  const invitationId = services.newId('invitation')
  await insertInvitation(tx, {
    invitationId,
    email: body.email,
    role: body.role,
    accessUntil,
    tokenHash: secretHash(secret),
    invitedBy: by.id,
    now,
    expiresAt: toInstant(now + services.config.invitationLifetime),
  })
  call.afterCommit(() => services.events.announce(tx.organizationId, { topic: 'person', ids: [invitationId] }))
  const [invitation] = await invitationViews(tx, now, invitationId)
  if (!invitation) throw new Error('the invitation just made is not there')
  return { invitation, link: linkTo('invitation', services.config.publicUrl, secret) }
}

export async function withdraw({ tx, now, params, services, afterCommit }: Call<typeof invitationApi.withdraw>): Promise<void> {
  const invitation = await lockInvitation(tx, params.invitationId)
  if (!invitation) throw new Refusal('not_found', 'There is no such invitation.')
  if (invitation.acceptedAt !== null || invitation.withdrawnAt !== null) {
    throw new Refusal('nothing_changed', 'This invitation was accepted or withdrawn already.')
  }
  await saveWithdrawn(tx, params.invitationId, now)
  afterCommit(() => services.events.announce(tx.organizationId, { topic: 'person', ids: [params.invitationId] }))
}
