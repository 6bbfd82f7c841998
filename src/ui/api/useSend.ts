// A page's change: send it, say what was refused, ask again for what it changed.
import { useMutation } from '@tanstack/react-query'
import { useCallback } from 'react'
import type { Endpoint, ReplyOf } from '../../contract/endpoint.ts'
import { type CallInput, call } from './call.ts'
import { asProblem, type Problem } from './problem.ts'
import { queryClient } from './queryClient.ts'
import { keyOf } from './queryKey.ts'

export type Send<E extends Endpoint> = {
  /** Resolves with the reply, or with null when it was refused: then `problem` says why. */
  send: (input: CallInput<E>) => Promise<ReplyOf<E> | null>
  sending: boolean
  problem: Problem | null
  reset: () => void
  done: ReplyOf<E> | undefined
}

export function askAgain(rooms: readonly string[]): void {
  void queryClient.invalidateQueries({ predicate: (query) => rooms.includes(String(query.queryKey[0])) })
}

export function useSend<E extends Endpoint>(endpoint: E, alsoChanges: readonly string[] = []): Send<E> {
  const mutation = useMutation<ReplyOf<E>, Problem, CallInput<E>>({
    mutationFn: (input) => call(endpoint, input),
    onSuccess: () => askAgain([keyOf(endpoint)[0], ...alsoChanges]),
  })
  const { mutateAsync } = mutation
  const send = useCallback(
    async (input: CallInput<E>) => {
      try {
        return await mutateAsync(input)
      } catch {
        // Not lost: the mutation holds it as `problem`, which the page shows.
        return null
      }
    },
    [mutateAsync],
  )
  return {
    send,
    sending: mutation.isPending,
    problem: mutation.error ? asProblem(mutation.error) : null,
    reset: mutation.reset,
    done: mutation.data,
  }
}
