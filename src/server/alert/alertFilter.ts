// What a list of alerts was asked for, as the query string says it.
import type { z } from 'zod'
import type { alertApi } from '../../contract/alert.ts'
import type { QueryOf } from '../../contract/endpoint.ts'
import { type Instant, parseInstant } from '../../core/kernel/instant.ts'
import { Refusal } from '../../core/kernel/refusal.ts'

export type AlertFilter = Omit<QueryOf<typeof alertApi.count>, 'received_from' | 'received_to'> & {
  receivedFrom: Instant | null
  receivedTo: Instant | null
}

type Asked = z.output<NonNullable<(typeof alertApi.count)['query']>>

function instantOf(name: string, text: string | undefined): Instant | null {
  if (text === undefined) return null
  const at = parseInstant(text)
  if (at !== undefined) return at
  throw new Refusal('invalid_request', `${name} is not an instant between the years 1 and 9999.`, {
    fields: [{ path: `/${name}`, message: 'is no instant' }],
  })
}

export function readFilter({ received_from: from, received_to: to, ...rest }: Asked): AlertFilter {
  return { ...rest, receivedFrom: instantOf('received_from', from), receivedTo: instantOf('received_to', to) }
}
