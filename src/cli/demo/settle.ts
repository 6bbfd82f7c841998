// Makes the sample company before its story begins: the organization, its people, its sources, the notice that all of it is simulated.
import { type PersonActor, systemActor } from '../../core/kernel/actor.ts'
import type { OrganizationId, PersonId } from '../../core/kernel/ids.ts'
import type { Instant } from '../../core/kernel/instant.ts'
import type { PersonStanding } from '../../core/people/access.ts'
import { organizationEntry } from '../../core/people/organizationEntry.ts'
import { personEntry } from '../../core/people/peopleEntries.ts'
import { inOrganization, type OrganizationTx } from '../../database/inOrganization.ts'
import { publishShippedPolicy } from '../../server/document/shippedPolicies.ts'
import { publishShippedRunbooks } from '../../server/document/shippedRunbooks.ts'
import { openLedger } from '../../server/ledger/openLedger.ts'
import { record } from '../../server/ledger/record.ts'
import { insertOrganization, saveSimulatedUntil } from '../../server/organization/store.ts'
import { insertPerson } from '../../server/person/store.ts'
import type { Services } from '../../server/services.ts'
import { createSource } from '../../server/source/createSource.ts'
import { type OpenedSource, sourceDoor } from '../../server/source/sourceDoor.ts'
import { addressOf, type Colleague, colleagues, company, type SourceKey, sources } from './company.ts'
import { secrets } from './letters.ts'

export type Settled = {
  organizationId: OrganizationId
  people: Map<string, PersonActor>
  sources: Map<SourceKey, OpenedSource>
  /** The keys in the hook addresses. */
  keys: Map<SourceKey, string>
}

const actor = systemActor('demo')

function standing(services: Services, person: Colleague, now: Instant, until: Instant | null): PersonStanding {
  return {
    personId: services.newId('person'),
    name: person.name,
    email: addressOf(person),
    role: person.role,
    activeFrom: now,
    activeUntil: until,
  }
}

/** Puts somebody into the directory; they sign in by link, there is no password. */
export async function admit(
  tx: OrganizationTx,
  services: Services,
  person: Colleague,
  now: Instant,
  until: Instant | null = null,
): Promise<PersonActor> {
  const joined = standing(services, person, now, until)
  await insertPerson(tx, joined, null, now)
  await record(tx, [personEntry('person.joined', actor, joined, now)], now)
  return { kind: 'person', id: joined.personId as PersonId, name: joined.name, role: joined.role, sessionId: services.newId('session') }
}

function simulatedEntry({ organizationId }: OrganizationTx, until: Instant, at: Instant) {
  return { kind: 'clock.simulated', act: actor.id, obj: organizationId, at, ctl: [], detail: { until } } as const
}

async function found(tx: OrganizationTx, services: Services, simulatedUntil: Instant, now: Instant): Promise<void> {
  const { name, timeZone } = company
  await insertOrganization(tx, { name, timeZone }, now, simulatedUntil)
  await openLedger(tx, services.config.publicUrl)
  const created = organizationEntry('organization.created', actor, tx.organizationId, { name, timeZone }, now)
  await record(tx, [simulatedEntry(tx, simulatedUntil, now), created], now)
  await publishShippedPolicy(tx, now)
  await publishShippedRunbooks(tx, now)
}

async function connect(tx: OrganizationTx, services: Services, by: PersonActor, now: Instant) {
  const keys = new Map<SourceKey, string>()
  for (const source of sources) {
    const { heartbeatSeconds, reviewTargetSeconds, name, key: integration } = source
    const setup = {
      integration,
      name,
      heartbeatSeconds,
      reviewTargetSeconds,
      coverageIntent: '24x7' as const,
      mapping: null,
      certificates: {},
    }
    const { key } = await createSource(tx, services, by, { ...setup, secret: secrets[integration] ?? null }, now)
    keys.set(integration, key)
  }
  return keys
}

async function openSources(services: Services, keys: ReadonlyMap<SourceKey, string>): Promise<Map<SourceKey, OpenedSource>> {
  const door = sourceDoor(services)
  const opened = new Map<SourceKey, OpenedSource>()
  for (const [key, secret] of keys) {
    const source = await door(secret)
    if (source) opened.set(key, source)
  }
  return opened
}

export async function settle(services: Services, simulatedUntil: Instant, now: Instant): Promise<Settled> {
  const organizationId = services.newId('organization')
  const people = new Map<string, PersonActor>()
  const keys = await inOrganization(services.database, organizationId, actor, async (tx) => {
    await found(tx, services, simulatedUntil, now)
    for (const person of colleagues) people.set(person.key, await admit(tx, services, person, now))
    const admin = people.get('admin')
    if (!admin) throw new Error('the sample company has no admin')
    return connect(tx, services, admin, now)
  })
  return { organizationId, people, sources: await openSources(services, keys), keys }
}

type LeftBehind = { organizationId: OrganizationId; people: Iterable<[string, PersonActor]>; keys: Iterable<[SourceKey, string]> }

/** To a company that was settled earlier: from here on its times are simulated until later than was said. */
export async function comeBack(services: Services, left: LeftBehind, simulatedUntil: Instant): Promise<Settled> {
  const { organizationId } = left
  const now = services.clock()
  await inOrganization(services.database, organizationId, actor, async (tx) => {
    await saveSimulatedUntil(tx, simulatedUntil)
    await record(tx, [simulatedEntry(tx, simulatedUntil, now)], now)
  })
  const keys = new Map(left.keys)
  return { organizationId, people: new Map(left.people), sources: await openSources(services, keys), keys }
}
