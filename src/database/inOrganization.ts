// The only door to an organization's rows: a transaction in which the database itself shows no other organization's.
import type { Transaction } from 'kysely'
import type { Actor } from '../core/kernel/actor.ts'
import { isId, type OrganizationId } from '../core/kernel/ids.ts'
import type { Database, Session } from './database.ts'
import type { Tables } from './tables.generated.ts'
import { transactionOn } from './transactionOn.ts'

export type OrganizationTx = {
  readonly db: Transaction<Tables>
  readonly organizationId: OrganizationId
  readonly actor: Actor
}

export type TransactionOptions = {
  /** `repeatable read`: every statement sees the same instant, for exports; may fail as a conflict when it also writes. */
  isolation?: 'read committed' | 'repeatable read'
  readOnly?: boolean
  /** Do the whole work again, a few times, when the database could not let two transactions both succeed. The work must bear that. */
  retry?: boolean
}

const tries = 5
/** 40001: could not serialize; 40P01: deadlock, and this transaction was the one chosen to end. */
const conflictCodes = new Set(['40001', '40P01'])

export function isConflict(error: unknown): boolean {
  return error instanceof Error && conflictCodes.has(String((error as { code?: unknown }).code))
}

/** Three statements, one message: a transaction's round trips are what it costs. The id has been checked to be only `org_` and hex. */
function opening(organizationId: OrganizationId, { isolation, readOnly }: TransactionOptions): string {
  const begin = `begin isolation level ${isolation ?? 'read committed'}${readOnly ? ' read only' : ''}`
  return `${begin}; set local role tickmark_app; select set_config('app.org_id', '${organizationId}', true)`
}

/**
 * The work's first statements go out right behind the beginning, on the same connection and so after it. Should the beginning fail, the
 * database refuses whatever follows it in that transaction, and what failed first is what is told.
 */
async function transact<T>(session: Session, begin: string, work: (db: Transaction<Tables>) => Promise<T>): Promise<T> {
  const begun = session.query(begin)
  const { db, end } = transactionOn(session)
  let result: T
  try {
    const [, done] = await Promise.all([begun, work(db)])
    result = done
  } catch (error) {
    end()
    // When the connection itself is gone, so is the transaction: the error that matters is the first one.
    await session.query('rollback').catch(() => undefined)
    throw error
  }
  end()
  const { command } = await session.query('commit')
  if (command === 'ROLLBACK') {
    throw new Error('Nothing was committed: a statement had failed, and the error was swallowed on the way.')
  }
  return result
}

/**
 * Runs `work` and commits; what it throws takes everything back. Nothing slow belongs inside: on the embedded database all others wait.
 * A `DatabaseUnavailable` from the commit itself leaves open whether it happened, so work that is done again must be recognisable.
 */
export async function inOrganization<T>(
  database: Database,
  organizationId: OrganizationId,
  actor: Actor,
  work: (tx: OrganizationTx) => Promise<T>,
  options: TransactionOptions = {},
): Promise<T> {
  if (!isId('organization', organizationId)) throw new Error(`Not an organization's id: ${String(organizationId).slice(0, 64)}`)
  const begin = opening(organizationId, options)
  for (let attempt = 1; ; attempt++) {
    try {
      return await database.session((session) => transact(session, begin, (db) => work({ db, organizationId, actor })))
    } catch (error) {
      if (!options.retry || attempt >= tries || !isConflict(error)) throw error
      await new Promise((resolve) => setTimeout(resolve, attempt * 10))
    }
  }
}
