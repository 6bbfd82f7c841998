// A Kysely transaction over a connection that somebody else began, and will commit.
import {
  type CompiledQuery,
  type ConnectionProvider,
  type DatabaseConnection,
  DefaultQueryExecutor,
  DummyDriver,
  type KyselyProps,
  PostgresAdapter,
  PostgresDialect,
  PostgresQueryCompiler,
  type QueryResult,
  Transaction,
} from 'kysely'
import { columnPlugin } from './columnPlugin.ts'
import type { Session } from './database.ts'
import type { Tables } from './tables.generated.ts'

const changes = new Set(['INSERT', 'UPDATE', 'DELETE', 'MERGE'])

class SessionConnection implements DatabaseConnection {
  readonly #session: Session
  #over = false

  constructor(session: Session) {
    this.#session = session
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    if (this.#over) throw new Error('This transaction is over: a query was sent after its work had returned. Is an await missing?')
    const { rows, rowCount, command } = await this.#session.query<R>(query.sql, query.parameters)
    return changes.has(command) ? { rows, numAffectedRows: BigInt(rowCount) } : { rows }
  }

  streamQuery(): never {
    throw new Error('Rows are read in pages: by key, or with a cursor declared in SQL.')
  }

  end() {
    this.#over = true
  }
}

/** Nobody waits for a turn: statements asked for together are sent together, and the database does them in the order they were asked for. */
class SharedConnection implements ConnectionProvider {
  readonly #connection: DatabaseConnection

  constructor(connection: DatabaseConnection) {
    this.#connection = connection
  }

  provideConnection<T>(consumer: (connection: DatabaseConnection) => Promise<T>): Promise<T> {
    return consumer(this.#connection)
  }
}

const compiler = new PostgresQueryCompiler()
const adapter = new PostgresAdapter()
const noConnection = () => Promise.reject(new Error('Connections come from the database, not from Kysely.'))
const dialect = new PostgresDialect({ pool: noConnection })
const shared: Omit<KyselyProps, 'executor'> = { config: { dialect }, dialect, driver: new DummyDriver() }
const plugins = [columnPlugin]

export function transactionOn(session: Session): { db: Transaction<Tables>; end: () => void } {
  const connection = new SessionConnection(session)
  const executor = new DefaultQueryExecutor(compiler, adapter, new SharedConnection(connection), plugins)
  return { db: new Transaction<Tables>({ ...shared, executor }), end: () => connection.end() }
}
