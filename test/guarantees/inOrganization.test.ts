// Does a transaction in one organization ever see, make or change another one's rows?
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { systemActor } from '../../src/core/kernel/actor.ts'
import type { OrganizationId } from '../../src/core/kernel/ids.ts'
import { inOrganization } from '../../src/database/inOrganization.ts'
import { engines, newId, newOrganization, now, openTestDatabase, type TestDatabase } from '../support/database.ts'

const actor = systemActor('test')

describe.each(engines)('on %s', (engine) => {
  let database: TestDatabase
  let ours: OrganizationId
  let theirs: OrganizationId

  beforeAll(async () => {
    database = await openTestDatabase(engine)
    ours = await newOrganization(database, { name: 'Ours' })
    theirs = await newOrganization(database, { name: 'Theirs' })
  })
  afterAll(() => database.close())

  test('an organization sees itself and no other', async () => {
    const seen = await inOrganization(database, ours, actor, ({ db }) => db.selectFrom('organization').select('name').execute())
    expect(seen).toEqual([{ name: 'Ours' }])
  })

  test('a row for another organization cannot be made', async () => {
    const making = inOrganization(database, ours, actor, ({ db }) =>
      db
        .insertInto('audit')
        .values({
          org_id: theirs,
          audit_id: newId('audit'),
          name: 'x',
          first_day: '2026-01-01',
          last_day: '2026-03-31',
          time_zone: 'UTC',
          period_start: now(),
          period_end: now(),
          opened_by: 'system',
          opened_at: now(),
        })
        .execute(),
    )
    await expect(making).rejects.toThrow(/row-level security/)
  })
})
