// Can evidence be changed or removed, by a request or by the tables' owner?
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { systemActor } from '../../src/core/kernel/actor.ts'
import type { OrganizationId } from '../../src/core/kernel/ids.ts'
import { inOrganization } from '../../src/database/inOrganization.ts'
import { engines, newOrganization, openTestDatabase, type TestDatabase } from '../support/database.ts'
import { fillEveryTable } from '../support/rows.ts'

const actor = systemActor('test')
const evidence = [
  'ledger_entry',
  'ledger_node',
  'checkpoint',
  'delivery',
  'delivery_body',
  'observation',
  'reinterpretation',
  'review',
  'document_version',
  'document_act',
  'document_acknowledgement',
  'document_reminder',
  'incident_clock',
  'incident_severity',
  'page_hearing',
  'obligation_interview',
  'obligation_decision',
  'notice_event',
  'status_update',
  'review_decision',
]

describe.each(engines)('on %s', (engine) => {
  let database: TestDatabase
  let organization: OrganizationId

  beforeAll(async () => {
    database = await openTestDatabase(engine)
    organization = await newOrganization(database)
    await fillEveryTable(database, organization)
  })
  afterAll(() => database.close())

  /** As the owner of the tables, with the organization named, and undone in any case. */
  async function asOwner(statement: string): Promise<unknown> {
    return database.session(async (session) => {
      await session.query(`begin; select set_config('app.org_id', '${organization}', true)`)
      try {
        return await session.query(statement)
      } finally {
        await session.query('rollback')
      }
    })
  }

  const asRequest = (statement: string) => inOrganization(database, organization, actor, ({ db }) => sql.raw(statement).execute(db))

  test.each(evidence)('%s: the owner can neither update nor delete nor truncate', async (table) => {
    for (const statement of [`update ${table} set org_id = org_id`, `delete from ${table}`, `truncate ${table} cascade`]) {
      await expect(asOwner(statement), statement).rejects.toThrow(/keeps evidence/)
    }
  })

  test.each(evidence)('%s: a request has not even the right to ask', async (table) => {
    for (const statement of [`update ${table} set org_id = org_id`, `delete from ${table}`, `truncate ${table}`]) {
      await expect(asRequest(statement), statement).rejects.toThrow(/permission denied/)
    }
  })

  test('an upsert is no way round', async () => {
    const upsert = `insert into checkpoint (org_id, size, root, note, signed_at) select org_id, size, root, 'forged', signed_at from checkpoint
      on conflict (org_id, size) do update set note = 'forged'`
    await expect(asOwner(upsert)).rejects.toThrow(/keeps evidence/)
    await expect(asRequest(upsert)).rejects.toThrow(/permission denied/)
  })

  test('a trigger cannot be switched off by pretending to replicate', async () => {
    await database.session(async (session) => {
      await session.query(`begin; select set_config('app.org_id', '${organization}', true); set local session_replication_role = replica`)
      await expect(session.query('delete from review')).rejects.toThrow(/keeps evidence/)
      await session.query('rollback')
    })
  })

  test('what waits in the inbox is taken out, and never rewritten', async () => {
    await expect(asRequest(`update ledger_inbox set header = 'x'`)).rejects.toThrow(/keeps evidence/)
    await expect(asOwner('truncate ledger_inbox')).rejects.toThrow(/keeps evidence/)
    const locked = await inOrganization(database, organization, actor, async ({ db }) => {
      const { rows } = await sql`select entry_id from ledger_inbox for update skip locked`.execute(db)
      await db.deleteFrom('ledger_inbox').execute()
      return rows.length
    })
    expect(locked).toBe(1)
  })

  test('an opening goes by erasure only', async () => {
    for (const statement of [`update ledger_opening set bytes = ''`, 'delete from ledger_opening', 'truncate ledger_opening']) {
      await expect(asOwner(statement), statement).rejects.toThrow(/keeps evidence/)
      await expect(asRequest(statement), statement).rejects.toThrow(/permission denied|keeps evidence/)
    }
    const other = await newOrganization(database)
    await fillEveryTable(database, other)
    const [theirs] = await inOrganization(database, other, actor, ({ db }) => db.selectFrom('ledger_opening').select('entry_id').execute())
    const erase = (entry: string) =>
      inOrganization(database, organization, actor, async ({ db }) => {
        const { rows } = await sql<{ gone: boolean }>`select door.erase_opening(${entry}, 'detail') as gone`.execute(db)
        return rows[0]?.gone
      })
    expect(await erase(theirs?.entry_id ?? '')).toBe(false)
    const [ours] = await inOrganization(database, organization, actor, ({ db }) =>
      db.selectFrom('ledger_opening').select('entry_id').execute(),
    )
    expect(await erase(ours?.entry_id ?? '')).toBe(true)
    expect(await erase(ours?.entry_id ?? '')).toBe(false)
  })
})
