// Follow an invitation: see what it is for, then accept it and be signed in.
import type { ReplyOf } from '../../contract/endpoint.ts'
import type { invitationApi } from '../../contract/person.ts'
import type { PersonActor } from '../../core/kernel/actor.ts'
import { formatInstant, type Instant } from '../../core/kernel/instant.ts'
import { Refusal } from '../../core/kernel/refusal.ts'
import { isActive, type PersonStanding } from '../../core/people/access.ts'
import { personEntry } from '../../core/people/peopleEntries.ts'
import { type InvitationAtDoor, invitationByTokenHash } from '../../database/doors.ts'
import { inOrganization, type OrganizationTx } from '../../database/inOrganization.ts'
import type { OpenCall } from '../http/route.ts'
import { looksLikeSecret, secretHash } from '../http/secretToken.ts'
import { record } from '../ledger/record.ts'
import type { Services } from '../services.ts'
import { beginSession, handOverCookie } from '../session/beginSession.ts'
import { hashPassword } from '../session/password.ts'
import { notValid } from '../session/signInLink.ts'
import { linkThrottle, throttled } from '../session/throttle.ts'
import { meView } from '../session/views.ts'
import { type InvitationStanding, insertPerson, lockByEmail, lockInvitation, saveAccepted, saveReturn } from './store.ts'

function isOpen(invitation: Pick<InvitationStanding, 'acceptedAt' | 'withdrawnAt' | 'expiresAt' | 'accessUntil'>, now: Instant): boolean {
  const { acceptedAt, withdrawnAt, expiresAt, accessUntil } = invitation
  return acceptedAt === null && withdrawnAt === null && now < expiresAt && (accessUntil === null || now < accessUntil)
}

async function find(services: Services, token: string, now: Instant): Promise<InvitationAtDoor> {
  const invitation = looksLikeSecret(token) ? await invitationByTokenHash(services.database, secretHash(token)) : undefined
  if (!invitation || !isOpen(invitation, now)) throw notValid()
  return invitation
}

export function lookUpInvitation(call: OpenCall<typeof invitationApi.lookUp>): Promise<ReplyOf<typeof invitationApi.lookUp>> {
  const { services, now, body, request } = call
  return throttled(services.database, linkThrottle(request.ip), now, async () => {
    const invitation = await find(services, body.token, now)
    return {
      organization_name: invitation.organizationName,
      email: invitation.email,
      role: invitation.role,
      expires_at: formatInstant(invitation.expiresAt),
      access_until: invitation.accessUntil === null ? null : formatInstant(invitation.accessUntil),
    }
  })
}

const alreadyHere = () => new Refusal('already_exists', 'Somebody with this address has access already. Sign in instead.')

/** The invitation is locked and looked at again: of two who accept it at once, one is too late. */
async function join(
  tx: OrganizationTx,
  found: InvitationAtDoor,
  by: PersonActor,
  passwordHash: string,
  now: Instant,
): Promise<PersonActor> {
  const invitation = await lockInvitation(tx, found.invitationId)
  if (!invitation || !isOpen(invitation, now)) throw notValid()
  const before = await lockByEmail(tx, invitation.email)
  if (before && isActive(before, now))
    throw new Refusal('already_exists', 'Somebody with this address has access already. Sign in instead.')
  const person: PersonStanding = {
    personId: before?.personId ?? by.id,
    name: by.name,
    email: before?.email ?? invitation.email,
    role: invitation.role,
    activeFrom: now,
    activeUntil: invitation.accessUntil,
  }
  if (before) await saveReturn(tx, person, passwordHash)
  else if (!(await insertPerson(tx, person, passwordHash, now))) throw alreadyHere()
  await saveAccepted(tx, found.invitationId, now)
  await record(tx, [personEntry('person.joined', { id: person.personId }, person, now)], now)
  return { ...by, id: person.personId }
}

async function attempt(call: OpenCall<typeof invitationApi.accept>): Promise<ReplyOf<typeof invitationApi.accept>> {
  const { services, now, body, request, reply } = call
  const found = await find(services, body.token, now)
  const passwordHash = await hashPassword(body.password)
  const by: PersonActor = {
    kind: 'person',
    id: services.newId('person'),
    name: body.name,
    role: found.role,
    sessionId: services.newId('session'),
  }
  const { begun, me, id } = await inOrganization(services.database, found.orgId, by, async (tx) => {
    const joined = await join(tx, found, by, passwordHash, now)
    return { begun: await beginSession(tx, services, joined, request, now), me: await meView(tx, joined), id: joined.id }
  })
  await handOverCookie(services, begun, request, reply, now)
  services.events.announce(found.orgId, { topic: 'person', ids: [id] })
  return me
}

export function acceptInvitation(call: OpenCall<typeof invitationApi.accept>): Promise<ReplyOf<typeof invitationApi.accept>> {
  return throttled(call.services.database, linkThrottle(call.request.ip), call.now, () => attempt(call))
}
