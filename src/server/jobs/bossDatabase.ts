// Lets pg-boss work on our database: its statements outside organizations, or inside a transaction that is already open.
import { CompiledQuery } from 'kysely'
import type { Db } from 'pg-boss'
import type { Database, QueryResult, Session } from '../../database/database.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'
import { splitStatements } from '../../database/splitStatements.ts'

/** A block is asked statement by statement, because an answer in its middle is what pg-boss is after. */
async function runBlock({ query }: Session, text: string): Promise<{ rows: unknown[] }> {
  const rows: unknown[] = []
  try {
    for (const statement of splitStatements(text)) rows.push(...(await query(statement)).rows)
  } catch (error) {
    // The first error is the one that matters; a connection too broken to roll back is thrown away by the pool.
    await query('rollback').catch(() => undefined)
    throw error
  }
  return { rows }
}

const isBlock = (text: string) => /^\s*begin\b/i.test(text)

/** The one payload that pg-boss's listener gets after a broken connection: look for yourselves. */
const missed = ''

export function bossDatabase(database: Database): Db {
  return {
    executeSql(text, values) {
      if (values !== undefined && values.length > 0) return database.execute(text, values)
      return database.session((session): Promise<{ rows: unknown[] } | QueryResult<unknown>> => {
        return isBlock(text) ? runBlock(session, text) : session.query(text)
      })
    },
    async listen(channel, onNotification, onReconnect) {
      const stop = await database.listen(channel, (payload) => (payload === missed ? onReconnect() : onNotification(payload)))
      return { close: stop }
    },
  }
}

/**
 * Inside an organization's transaction only that organization's rows can be reached, and no job at all. For the length of one
 * statement, whose text is pg-boss's and not a request's, the transaction is the connecting user's again.
 */
export function bossInside(tx: OrganizationTx): Db {
  const ask = (text: string, values: readonly unknown[] = []) => tx.db.executeQuery(CompiledQuery.raw(text, [...values]))
  return {
    async executeSql(text, values) {
      await ask('set local role none')
      const { rows } = await ask(text, values)
      await ask('set local role tickmark_app')
      return { rows }
    },
  }
}
