// A page's question to the server, kept fresh.
import { keepPreviousData, type UseQueryResult, useQuery } from '@tanstack/react-query'
import type { Endpoint, ReplyOf } from '../../contract/endpoint.ts'
import { type CallInput, call } from './call.ts'
import type { Problem } from './problem.ts'
import { keyOf } from './queryKey.ts'

export type CallOptions = {
  enabled?: boolean
  /** Ask again after so many milliseconds; for what no live event announces. */
  every?: number | false
  /** Keep showing the answer to the question before while the next one is on its way. */
  keep?: boolean
}

export function useCall<E extends Endpoint>(
  endpoint: E,
  input: Pick<CallInput<E>, 'params' | 'query'> = {},
  options: CallOptions = {},
): UseQueryResult<ReplyOf<E>, Problem> {
  return useQuery<ReplyOf<E>, Problem, ReplyOf<E>>({
    queryKey: keyOf(endpoint, input),
    queryFn: ({ signal }) => call(endpoint, input, signal),
    enabled: options.enabled ?? true,
    refetchInterval: options.every ?? false,
    ...(options.keep ? { placeholderData: keepPreviousData } : {}),
  })
}
