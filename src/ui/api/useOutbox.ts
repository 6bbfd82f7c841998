// The page's outbox: acts are added here, shown while they wait, and sent whenever the server may be there.
import { useEffect, useMemo, useSyncExternalStore } from 'react'
import type { Endpoint } from '../../contract/endpoint.ts'
import { sessionApi } from '../../contract/session.ts'
import { type CallInput, urlOf } from './call.ts'
import { liveState } from './live.ts'
import type { ShownAct } from './outbox.ts'
import { queryClient } from './queryClient.ts'
import { keyOf } from './queryKey.ts'
import { addAct, outbox, serveOutbox } from './theOutbox.ts'
import type { Me } from './useMe.ts'

/** What an act on an incident may change: the incident with all that is asked about it, and what lists it. */
const changedRooms = new Set(['incidents', 'alerts', 'on-call', 'escalation-paths', 'actions'])

const me = () => queryClient.getQueryData<Me | null>(keyOf(sessionApi.me)) ?? null

/** For whoever starts the app: from now on acts are its people's, and change its answers. */
export function serveOutboxToApp(): void {
  serveOutbox({
    who: () => me()?.actor.id ?? null,
    afterwards: () => queryClient.invalidateQueries({ predicate: ({ queryKey }) => changedRooms.has(String(queryKey[0])) }),
  })
}

export type Doing<E extends Endpoint> = {
  does: string
  on?: string
  says: string
  params: CallInput<E>['params']
  body: CallInput<E>['body']
}

export type DoAct = <E extends Endpoint>(endpoint: E, doing: Doing<E>) => void

/** Does something to an incident: shown and kept at once, sent when the server is there. */
export function useAct(about: string): DoAct {
  return useMemo(
    () => (endpoint, doing) => {
      const who = me()?.actor.id
      if (who === undefined) return
      addAct({
        who,
        about,
        does: doing.does,
        on: doing.on ?? null,
        says: doing.says,
        method: endpoint.method,
        url: urlOf(endpoint, { params: doing.params as never }),
        body: doing.body as object,
      })
    },
    [about],
  )
}

/** The acts on one thing that the server does not know yet, oldest first. */
export function useActs(about: string): readonly ShownAct[] {
  const all = useSyncExternalStore(outbox.watch, outbox.acts)
  return useMemo(() => all.filter((act) => act.about === about), [all, about])
}

const retryAfter = 4_000

/** For the frame of all pages: sends what waits when it may get through. */
export function useSending(): void {
  useEffect(() => {
    const send = () => void outbox.flush()
    send()
    window.addEventListener('online', send)
    window.addEventListener('focus', send)
    const timer = setInterval(() => {
      if (outbox.hasWaiting()) send()
    }, retryAfter)
    const unlisten = liveState.listen(() => {
      if (liveState.lost() === null) send()
    })
    return () => {
      window.removeEventListener('online', send)
      window.removeEventListener('focus', send)
      clearInterval(timer)
      unlisten()
    }
  }, [])
}
