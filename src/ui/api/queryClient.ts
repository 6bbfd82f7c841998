// What is known of the server, kept while pages come and go.
import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'
import { sessionApi } from '../../contract/session.ts'
import { asProblem } from './problem.ts'
import { keyOf } from './queryKey.ts'

const retried = 2

/** An ended session is one fact for the whole page: forget who we are, and the shell asks for a sign-in. */
function noticeEndOfSession(error: unknown): void {
  if (asProblem(error).code === 'not_signed_in') queryClient.setQueryData(keyOf(sessionApi.me), null)
}

export const queryClient: QueryClient = new QueryClient({
  queryCache: new QueryCache({ onError: noticeEndOfSession }),
  mutationCache: new MutationCache({ onError: noticeEndOfSession }),
  defaultOptions: {
    queries: {
      // The server may be this very machine: whether it answers is asked of it, not of the browser.
      networkMode: 'always',
      staleTime: 15_000,
      retry: (failures, error) => {
        const { code } = asProblem(error)
        return failures < retried && (code === 'unreachable' || code === 'not_ready')
      },
      refetchOnWindowFocus: true,
    },
    // At once or not at all: what was pressed without a network must not be sent minutes later.
    mutations: { retry: false, networkMode: 'always' },
  },
})
