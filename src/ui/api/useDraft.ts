// A form's state that survives its page: what was changed and is not recorded yet; null where there is nothing.
import { useCallback, useState } from 'react'
import { keepDraft, recallDraft, type Shelf } from './drafts.ts'
import { useMe } from './useMe.ts'

const nothing: Shelf = { getItem: () => null, setItem: () => undefined, removeItem: () => undefined, key: () => null, length: 0 }

/** Where a browser forbids it, naming it is an error already. */
function shelf(): Shelf {
  try {
    return localStorage
  } catch {
    return nothing
  }
}

export type SetDraft<Value> = (next: Value | null) => void

/** `what` names the form and what it is about; another one takes another component, or a `key`. */
export function useDraft<Value>(what: string): [Value | null, SetDraft<Value>] {
  const who = useMe()?.actor.id ?? ''
  const [value, setValue] = useState(() => recallDraft(shelf(), who, what, Date.now()) as Value | null)
  const change = useCallback(
    (next: Value | null) => {
      setValue(next)
      keepDraft(shelf(), who, what, next, Date.now())
    },
    [who, what],
  )
  return [value, change]
}
