// Links that sign a person in: made by an operator or the demo, followed in a browser.
import type { ReplyOf } from '../../contract/endpoint.ts'
import type { sessionApi } from '../../contract/session.ts'
import type { PersonId } from '../../core/kernel/ids.ts'
import type { Instant } from '../../core/kernel/instant.ts'
import { Refusal } from '../../core/kernel/refusal.ts'
import { type SignInLinkAtDoor, signInLinkByTokenHash } from '../../database/doors.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'
import type { OpenCall } from '../http/route.ts'
import { looksLikeSecret, newSecret, secretHash } from '../http/secretToken.ts'
import { enter } from './beginSession.ts'
import { linkTo } from './links.ts'
import { insertSignInLink, spendSignInLink } from './store.ts'
import { linkThrottle, throttled } from './throttle.ts'
import { meView } from './views.ts'

type NewLink = { personId: PersonId; singleUse: boolean; now: Instant; expiresAt: Instant; publicUrl: string }

/** Answers the whole address; it is kept only as a hash. */
export async function makeSignInLink(tx: OrganizationTx, { personId, singleUse, now, expiresAt, publicUrl }: NewLink): Promise<string> {
  const secret = newSecret()
  await insertSignInLink(tx, { personId, tokenHash: secretHash(secret), singleUse, now, expiresAt })
  return linkTo('enter', publicUrl, secret)
}

/** The same words whatever is wrong with a link: what it was says nothing to those it was not made for. */
export function notValid(): Refusal {
  return new Refusal('link_not_valid', 'This link was used already, has expired, or is not whole.')
}

function isGood({ expiresAt, usedAt, singleUse, activeFrom, activeUntil }: SignInLinkAtDoor, now: Instant): boolean {
  const open = now < expiresAt && !(singleUse && usedAt !== null)
  return open && now >= activeFrom && (activeUntil === null || now < activeUntil)
}

async function attempt({ services, body, now, request, reply }: OpenCall<typeof sessionApi.followLink>) {
  if (!looksLikeSecret(body.token)) throw notValid()
  const tokenHash = secretHash(body.token)
  const link = await signInLinkByTokenHash(services.database, tokenHash)
  if (!link || !isGood(link, now)) throw notValid()
  const by = { kind: 'person', id: link.personId, name: link.personName, role: link.role, sessionId: services.newId('session') } as const
  return enter(services, { organizationId: link.orgId, by, now, request, reply }, async (tx) => {
    if (!(await spendSignInLink(tx, tokenHash, now))) throw notValid()
    return meView(tx, by)
  })
}

export function followLink(call: OpenCall<typeof sessionApi.followLink>): Promise<ReplyOf<typeof sessionApi.followLink>> {
  return throttled(call.services.database, linkThrottle(call.request.ip), call.now, () => attempt(call))
}
