// Lets code write an Instant where a column is a timestamptz, and any JSON where it is a jsonb, without a word more.
//
// Kysely sees which column a value belongs to in `values`, `set`, `where` and `on`: there this plugin writes it as PostgreSQL reads it.
// In raw `sql` and in functions nobody can know: write `timestamp(instant)` there. Forgetting it is a loud error, never a wrong time.
import {
  AliasNode,
  AndNode,
  type BinaryOperationNode,
  ColumnNode,
  type ColumnUpdateNode,
  type InsertQueryNode,
  type KyselyPlugin,
  type OperationNode,
  OperationNodeTransformer,
  ParensNode,
  PrimitiveValueListNode,
  type QueryId,
  type RawBuilder,
  ReferenceNode,
  sql,
  ValueListNode,
  ValueNode,
  ValuesNode,
} from 'kysely'
import { formatInstant, type Instant } from '../core/kernel/instant.ts'
import { columnKinds } from './tables.generated.ts'

/** An Instant as a parameter of raw SQL. */
export function timestamp(at: Instant): RawBuilder<Instant>
export function timestamp(at: Instant | null): RawBuilder<Instant | null>
export function timestamp(at: Instant | null): RawBuilder<Instant | null> {
  return sql`${at === null ? null : formatInstant(at)}::timestamptz`
}

/** Instants as one array parameter, for `unnest`. */
export function timestamps(at: readonly (Instant | null)[]): RawBuilder<(Instant | null)[]> {
  // What arrived together has few different instants, and writing one costs as much as the rest of its row.
  const written = new Map<Instant, string>()
  const text = (one: Instant) => {
    const known = written.get(one) ?? formatInstant(one)
    written.set(one, known)
    return known
  }
  return sql`${at.map((one) => (one === null ? null : text(one)))}::timestamptz[]`
}

type Write = (value: unknown) => unknown

const writeTime: Write = (value) => (typeof value === 'number' ? formatInstant(value as Instant) : value)
/** The driver would write an array as PostgreSQL's `{…}`, and a bare string unquoted. */
const writeJson: Write = (value) => (value === null || value === undefined ? value : JSON.stringify(value))

function writerOf(column: string): Write | undefined {
  const kind = columnKinds[column]
  if (kind === undefined) return undefined
  return kind === 'time' ? writeTime : writeJson
}

function columnOf(node: OperationNode): string | undefined {
  if (ReferenceNode.is(node)) return ColumnNode.is(node.column) ? node.column.column.name : undefined
  if (ColumnNode.is(node)) return node.column.name
  if (AliasNode.is(node)) return columnOf(node.node)
  return undefined
}

/** The same node with its plain values written; expressions are left alone. */
function rewrite(node: OperationNode, write: Write): OperationNode {
  if (ValueNode.is(node)) return { ...node, value: write(node.value) } as OperationNode
  if (PrimitiveValueListNode.is(node)) return PrimitiveValueListNode.create(node.values.map(write))
  if (ValueListNode.is(node)) return ValueListNode.create(node.values.map((value) => rewrite(value, write)))
  if (AndNode.is(node)) return AndNode.create(rewrite(node.left, write), rewrite(node.right, write))
  if (ParensNode.is(node)) return ParensNode.create(rewrite(node.node, write))
  return node
}

class ColumnTransformer extends OperationNodeTransformer {
  protected override transformInsertQuery(node: InsertQueryNode, queryId?: QueryId): InsertQueryNode {
    const insert = super.transformInsertQuery(node, queryId)
    if (!insert.values || !ValuesNode.is(insert.values)) return insert
    const writers = (insert.columns ?? []).map(({ column }) => writerOf(column.name))
    if (!writers.some(Boolean)) return insert
    const rows = insert.values.values.map((row) => {
      if (PrimitiveValueListNode.is(row)) {
        return PrimitiveValueListNode.create(row.values.map((value, place) => writers[place]?.(value) ?? value))
      }
      return ValueListNode.create(
        row.values.map((value, place) => {
          const write = writers[place]
          return write ? rewrite(value, write) : value
        }),
      )
    })
    return { ...insert, values: ValuesNode.create(rows) }
  }

  protected override transformColumnUpdate(node: ColumnUpdateNode, queryId?: QueryId): ColumnUpdateNode {
    const update = super.transformColumnUpdate(node, queryId)
    const column = columnOf(update.column)
    const write = column === undefined ? undefined : writerOf(column)
    return write ? { ...update, value: rewrite(update.value, write) } : update
  }

  protected override transformBinaryOperation(node: BinaryOperationNode, queryId?: QueryId): BinaryOperationNode {
    const operation = super.transformBinaryOperation(node, queryId)
    const column = columnOf(operation.leftOperand)
    const write = column !== undefined && columnKinds[column] === 'time' ? writeTime : undefined
    return write ? { ...operation, rightOperand: rewrite(operation.rightOperand, write) } : operation
  }
}

const transformer = new ColumnTransformer()

export const columnPlugin: KyselyPlugin = {
  transformQuery: ({ node, queryId }) => transformer.transformNode(node, queryId),
  transformResult: async ({ result }) => result,
}
