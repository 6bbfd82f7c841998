// The very first step: from the one-time link to an organization with a ledger, its first admin, and that admin signed in.
import type { BodyOf, ReplyOf } from '../../contract/endpoint.ts'
import type { organizationApi } from '../../contract/organization.ts'
import type { PersonActor } from '../../core/kernel/actor.ts'
import { formatInstant, type Instant } from '../../core/kernel/instant.ts'
import { Refusal } from '../../core/kernel/refusal.ts'
import type { PersonStanding } from '../../core/people/access.ts'
import { organizationEntry } from '../../core/people/organizationEntry.ts'
import { personEntry } from '../../core/people/peopleEntries.ts'
import { setupLinkByHash } from '../../database/doors.ts'
import { inOrganization, type OrganizationTx } from '../../database/inOrganization.ts'
import { publishShippedPolicy } from '../document/shippedPolicies.ts'
import { publishShippedRunbooks } from '../document/shippedRunbooks.ts'
import type { OpenCall } from '../http/route.ts'
import { looksLikeSecret, secretHash } from '../http/secretToken.ts'
import { openLedger } from '../ledger/openLedger.ts'
import { record } from '../ledger/record.ts'
import { insertPerson } from '../person/store.ts'
import type { Services } from '../services.ts'
import { beginSession, handOverCookie } from '../session/beginSession.ts'
import { hashPassword } from '../session/password.ts'
import { notValid } from '../session/signInLink.ts'
import { linkThrottle, throttled } from '../session/throttle.ts'
import { checkedTimeZone } from './checkedTimeZone.ts'
import { insertOrganization, spendSetupLink } from './store.ts'
import { organizationView } from './views.ts'

type Body = BodyOf<typeof organizationApi.setUp>

async function find(services: Services, token: string, now: Instant) {
  const link = looksLikeSecret(token) ? await setupLinkByHash(services.database, secretHash(token)) : undefined
  if (!link || link.usedAt !== null || now >= link.expiresAt) throw notValid()
  return link
}

export function lookUpSetup(call: OpenCall<typeof organizationApi.setupState>): Promise<ReplyOf<typeof organizationApi.setupState>> {
  const { services, now, body, request } = call
  return throttled(services.database, linkThrottle(request.ip), now, async () => {
    const { expiresAt } = await find(services, body.token, now)
    return { valid: true as const, expires_at: formatInstant(expiresAt) }
  })
}

async function create(tx: OrganizationTx, services: Services, by: PersonActor, body: Body, passwordHash: string, now: Instant) {
  if (!(await spendSetupLink(tx, secretHash(body.token), now))) throw notValid()
  const organization = { name: body.organization_name, timeZone: checkedTimeZone(body.time_zone) }
  await insertOrganization(tx, organization, now)
  await openLedger(tx, services.config.publicUrl)
  const admin: PersonStanding = {
    personId: by.id,
    name: body.name,
    email: body.email,
    role: 'admin',
    activeFrom: now,
    activeUntil: null,
  }
  await insertPerson(tx, admin, passwordHash, now)
  const entries = [
    organizationEntry('organization.created', by, tx.organizationId, organization, now),
    personEntry('person.joined', by, admin, now),
  ]
  await record(tx, entries, now)
  await publishShippedPolicy(tx, now)
  await publishShippedRunbooks(tx, now)
}

async function attempt(call: OpenCall<typeof organizationApi.setUp>): Promise<ReplyOf<typeof organizationApi.setUp>> {
  const { services, now, body, request, reply } = call
  await find(services, body.token, now)
  checkedTimeZone(body.time_zone)
  const passwordHash = await hashPassword(body.password)
  const by: PersonActor = {
    kind: 'person',
    id: services.newId('person'),
    name: body.name,
    role: 'admin',
    sessionId: services.newId('session'),
  }
  const { begun, organization } = await inOrganization(services.database, services.newId('organization'), by, async (tx) => {
    await create(tx, services, by, body, passwordHash, now)
    return { begun: await beginSession(tx, services, by, request, now), organization: await organizationView(tx) }
  })
  await handOverCookie(services, begun, request, reply, now)
  return { organization }
}

export async function setUp(call: OpenCall<typeof organizationApi.setUp>): Promise<ReplyOf<typeof organizationApi.setUp>> {
  try {
    return await throttled(call.services.database, linkThrottle(call.request.ip), call.now, () => attempt(call))
  } catch (error) {
    if (error instanceof Refusal && error.code === 'link_not_valid') call.services.log.warn('A set-up link that is not valid was tried')
    throw error
  }
}
