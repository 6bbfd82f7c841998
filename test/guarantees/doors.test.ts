// Are the doors exactly those that are listed, locked to everybody else, and does each answer only its own question?
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { systemActor } from '../../src/core/kernel/actor.ts'
import type { OrganizationId, PersonId, SourceId } from '../../src/core/kernel/ids.ts'
import { type Instant, minute, toInstant } from '../../src/core/kernel/instant.ts'
import {
  apiTokenByHash,
  attemptByKeyHash,
  countFailure,
  createSetupLink,
  forgetAttempt,
  forgetAttemptsBefore,
  invitationByTokenHash,
  organizationCount,
  organizationIds,
  organizationsWithInbox,
  sessionByTokenHash,
  setupLinkByHash,
  signInCandidates,
  signInLinkByTokenHash,
  sourceByKeyHash,
  useSetupLink,
} from '../../src/database/doors.ts'
import { inOrganization } from '../../src/database/inOrganization.ts'
import { engines, newId, newOrganization, now, openTestDatabase, type TestDatabase } from '../support/database.ts'
import { addSource, bytes, fillEveryTable } from '../support/rows.ts'

const actor = systemActor('test')

/** A door not named here, or named and gone, fails the test: every one is a hole that somebody decided on. */
const listed = [
  'api_token_by_hash',
  'attempt_by_key_hash',
  'count_failure',
  'create_setup_link',
  'erase_opening',
  'forget_attempt',
  'forget_attempts_before',
  'invitation_by_token_hash',
  'organization_count',
  'organization_ids',
  'organizations_with_destinations',
  'organizations_with_inbox',
  'search_alerts',
  'session_by_token_hash',
  'setup_link_by_hash',
  'sign_in_candidates',
  'sign_in_link_by_token_hash',
  'source_by_key_hash',
  'use_setup_link',
  'void_setup_links',
]

type Door = { name: string; owner: string; definer: boolean; path: string | null; callers: string[] }

describe.each(engines)('on %s', (engine) => {
  let database: TestDatabase
  let organization: OrganizationId
  let personId: PersonId
  let sourceId: SourceId
  const at = (offset: number) => toInstant(now() + offset)
  const hashes = { session: bytes(32), link: bytes(32), invitation: bytes(32), token: bytes(32), source: bytes(32) }

  beforeAll(async () => {
    database = await openTestDatabase(engine)
    organization = await newOrganization(database, { name: 'Example', timeZone: 'Europe/Berlin' })
    await inOrganization(database, organization, actor, async (tx) => {
      const { db } = tx
      const org = { org_id: organization }
      sourceId = await addSource(tx, hashes.source)
      personId = newId('person')
      const person = { ...org, person_id: personId, email: 'Ada@Example.com', name: 'Ada', role: 'compliance' as const }
      await db
        .insertInto('person')
        .values({ ...person, password_hash: 'argon', active_from: now(), created_at: now() })
        .execute()
      const times = { created_at: now(), expires_at: at(minute) }
      const session = { ...org, ...times, session_id: newId('session'), person_id: personId, token_hash: hashes.session }
      await db
        .insertInto('session')
        .values({ ...session, last_seen_at: now() })
        .execute()
      await db
        .insertInto('sign_in_link')
        .values({ ...org, ...times, token_hash: hashes.link, person_id: personId, single_use: true })
        .execute()
      const invitation = { ...org, ...times, invitation_id: newId('invitation'), token_hash: hashes.invitation, invited_by: personId }
      await db
        .insertInto('invitation')
        .values({ ...invitation, email: 'eve@example.com', role: 'auditor', access_until: at(minute) })
        .execute()
      const token = { ...org, ...times, token_id: newId('token'), token_hash: hashes.token, hint: 'abcd', created_by: personId }
      await db
        .insertInto('api_token')
        .values({ ...token, name: 'CI', role: 'viewer' })
        .execute()
    })
  })
  afterAll(() => database.close())

  test('the doors are those that are listed, and each is locked in the same way', async () => {
    const { rows } = await database.execute<Door>(`
      select p.proname as name, p.proowner::regrole::text as owner, p.prosecdef as definer, array_to_string(p.proconfig, ' | ') as path,
        (select array_agg(distinct case when x.grantee = 0 then 'public' else x.grantee::regrole::text end)
          from aclexplode(p.proacl) x where x.privilege_type = 'EXECUTE') as callers
      from pg_proc p where p.pronamespace = 'door'::regnamespace order by 1`)
    expect(rows.map(({ name }) => name)).toEqual(listed)
    for (const door of rows) {
      expect(door.owner, door.name).toBe('tickmark_door')
      expect(door.definer, door.name).toBe(true)
      expect(door.path, door.name).toMatch(/^search_path=pg_catalog, public, pg_temp( \||$)/)
      expect(
        door.callers.filter((caller) => caller !== 'tickmark_door'),
        door.name,
      ).toEqual(['tickmark_app'])
    }
  })

  test('a role that is not ours may call none of them', async () => {
    const { rows } = await database.execute<{ open: string }>(`
      select p.proname as open from pg_proc p where p.pronamespace = 'door'::regnamespace
        and has_function_privilege('pg_monitor', p.oid, 'execute') and has_schema_privilege('pg_monitor', 'door', 'usage')`)
    expect(rows).toEqual([])
  })

  test('the doors’ own role can change only what two of them change', async () => {
    const { rows } = await database.execute<{ right: string }>(`
      select c.relname || ' ' || x.privilege_type as "right" from pg_class c, aclexplode(c.relacl) x
      where c.relnamespace = 'public'::regnamespace and x.grantee = 'tickmark_door'::regrole and x.privilege_type <> 'SELECT' order by 1`)
    expect(rows.map(({ right }) => right)).toEqual([
      'attempt DELETE',
      'attempt INSERT',
      'attempt UPDATE',
      'ledger_opening DELETE',
      'setup_link INSERT',
      'setup_link UPDATE',
    ])
  })

  test('a source’s key opens its source, and another key opens nothing', async () => {
    const found = await sourceByKeyHash(database, hashes.source)
    expect(found).toMatchObject({
      orgId: organization,
      sourceId,
      integration: 'alertmanager',
      settings: { pinned: ['a', 'b'] },
      retiredAt: null,
    })
    expect(found?.keyHash).toEqual(hashes.source)
    expect(await sourceByKeyHash(database, bytes(32))).toBeUndefined()
  })

  test('a session’s token tells who it is and where', async () => {
    expect(await sessionByTokenHash(database, hashes.session)).toMatchObject({
      orgId: organization,
      organizationName: 'Example',
      timeZone: 'Europe/Berlin',
      personId,
      personName: 'Ada',
      role: 'compliance',
      endedAt: null,
      activeUntil: null,
    })
    expect(await sessionByTokenHash(database, bytes(32))).toBeUndefined()
  })

  test('sign-in links, invitations and API tokens open by their hash alone', async () => {
    expect(await signInLinkByTokenHash(database, hashes.link)).toMatchObject({
      orgId: organization,
      personId,
      singleUse: true,
      usedAt: null,
    })
    expect(await invitationByTokenHash(database, hashes.invitation)).toMatchObject({
      orgId: organization,
      role: 'auditor',
      acceptedAt: null,
    })
    expect(await apiTokenByHash(database, hashes.token)).toMatchObject({ orgId: organization, role: 'viewer', revokedAt: null })
    for (const door of [signInLinkByTokenHash, invitationByTokenHash, apiTokenByHash])
      expect(await door(database, bytes(32))).toBeUndefined()
  })

  test('an address finds its people whatever its case, in every organization that knows it', async () => {
    const other = await newOrganization(database, { name: 'Other' })
    await inOrganization(database, other, actor, ({ db }) => {
      const person = { org_id: other, person_id: newId('person'), email: 'ada@example.com', name: 'Ada', role: 'viewer' as const }
      return db
        .insertInto('person')
        .values({ ...person, active_from: now(), created_at: now() })
        .execute()
    })
    const found = await signInCandidates(database, 'ADA@example.COM')
    expect(found.map(({ organizationName }) => organizationName).sort()).toEqual(['Example', 'Other'])
    expect(await signInCandidates(database, 'ada@example.co')).toEqual([])
    expect(await signInCandidates(database, `' or true --`)).toEqual([])
  })

  test('a set-up link opens once, also when two ask in the same moment, and never after its end', async () => {
    const [hash, late] = [bytes(32), bytes(32)]
    await createSetupLink(database, hash, now(), at(minute))
    await createSetupLink(database, late, at(-2 * minute), at(-minute))
    expect(await setupLinkByHash(database, hash)).toMatchObject({ usedAt: null })
    const answers = await Promise.all(Array.from({ length: 8 }, () => useSetupLink(database, hash, now())))
    expect(answers.filter(Boolean)).toHaveLength(1)
    expect(await useSetupLink(database, late, now())).toBe(false)
    expect(await setupLinkByHash(database, hash)).toMatchObject({ usedAt: expect.any(Number) })
  })

  test('failures are counted at once by many, begin anew after a while, and are forgotten', async () => {
    const key = bytes(32)
    const begin = now()
    const counts = await Promise.all(Array.from({ length: 10 }, () => countFailure(database, key, begin, at(-minute))))
    expect(Math.max(...counts)).toBe(10)
    expect(await attemptByKeyHash(database, key)).toMatchObject({ failures: 10, firstAt: begin })
    expect(await countFailure(database, key, at(5 * minute), at(minute))).toBe(1)
    await forgetAttempt(database, key)
    expect(await attemptByKeyHash(database, key)).toBeUndefined()
    await countFailure(database, key, at(-10 * minute), at(-11 * minute))
    expect(await forgetAttemptsBefore(database, at(-9 * minute))).toBe(1)
  })

  test('organizations are counted and named, and those with something to seal are found', async () => {
    const third = await newOrganization(database)
    await fillEveryTable(database, third)
    expect(await organizationIds(database)).toContain(third)
    expect(await organizationIds(database)).toEqual([...(await organizationIds(database))].sort())
    expect(await organizationCount(database)).toBe((await organizationIds(database)).length)
    expect(await organizationsWithInbox(database)).toEqual([third])
  })

  test('instants pass through a door unchanged', async () => {
    const odd = toInstant(1_700_000_000_123) as Instant
    const key = bytes(32)
    await countFailure(database, key, odd, toInstant(0))
    expect(await attemptByKeyHash(database, key)).toMatchObject({ firstAt: odd, lastAt: odd })
  })
})
