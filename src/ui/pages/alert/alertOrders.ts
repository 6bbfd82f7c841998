// The orders of the queue as people name them, and how a column's head, a key or a small choice leads from one to another.
import type { alertApi } from '../../../contract/alert.ts'
import type { QueryIn } from '../../../contract/endpoint.ts'
import type { GridHead } from '../../kit/gridColumn.ts'
import type { AlertSearch } from '../../paths.ts'

export type AlertOrder = NonNullable<AlertSearch['sort']>

export const orderWords: Readonly<Record<AlertOrder, string>> = {
  newest: 'Newest first',
  oldest: 'Oldest first',
  severity: 'Worst first',
  due: 'Due soonest',
}

export const orders = Object.keys(orderWords) as AlertOrder[]

/** What is found by words comes newest first; the order chosen before is back once the words are gone. */
export function orderOf({ q, sort }: AlertSearch): AlertOrder {
  return q ? 'newest' : (sort ?? 'newest')
}

export const whyNoOrder = 'What a search finds comes newest first.'

export function withOrder(search: AlertSearch, order: AlertOrder): AlertSearch {
  return { ...search, sort: order === 'newest' ? undefined : order }
}

/** Ids in an address are words like others: the server says whether they are any. */
type Filter = QueryIn<typeof alertApi.count>

export function filterQuery({ sort: _, ...filter }: AlertSearch): Filter {
  return filter as Filter
}

export function listQuery(search: AlertSearch): QueryIn<typeof alertApi.exportCsv> {
  return { ...filterQuery(search), sort: orderOf(search) }
}

/** A head that is pressed while its order holds leads to the other way round, or back to the newest. */
export function orderHeads(search: AlertSearch, onOrder: (order: AlertOrder) => void): Readonly<Record<string, GridHead>> {
  if (search.q) return {}
  const now = orderOf(search)
  const head = (sorted: GridHead['sorted'], next: AlertOrder): GridHead => ({
    sorted,
    says: `Sort: ${orderWords[next].toLowerCase()}`,
    onPress: () => onOrder(next),
  })
  const received = now === 'newest' ? 'descending' : now === 'oldest' ? 'ascending' : 'none'
  return {
    received: head(received, now === 'newest' ? 'oldest' : 'newest'),
    severity: head(now === 'severity' ? 'descending' : 'none', now === 'severity' ? 'newest' : 'severity'),
    review: head(now === 'due' ? 'ascending' : 'none', now === 'due' ? 'newest' : 'due'),
  }
}
