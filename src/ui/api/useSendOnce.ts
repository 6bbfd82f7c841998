// A page's change that must not be recorded twice: what is sent again because no answer came goes under the same key.
import { useCallback, useRef } from 'react'
import type { Endpoint } from '../../contract/endpoint.ts'
import type { CallInput } from './call.ts'
import { newKey } from './theOutbox.ts'
import { type Send, useSend } from './useSend.ts'

export function useSendOnce<E extends Endpoint>(endpoint: E, alsoChanges: readonly string[] = []): Send<E> {
  const sending = useSend(endpoint, alsoChanges)
  const { send: sendWith } = sending
  const asked = useRef<{ what: string; key: string } | null>(null)
  const send = useCallback(
    async (input: CallInput<E>) => {
      const what = JSON.stringify(input)
      const key = asked.current?.what === what ? asked.current.key : newKey()
      asked.current = { what, key }
      const reply = await sendWith({ ...input, key })
      if (reply !== null) asked.current = null
      return reply
    },
    [sendWith],
  )
  return { ...sending, send }
}
