// A one-time token from the address: after the `#`, so that it never reaches a server's log; taken out of the address at once.
import { useState } from 'react'

export function useFragmentToken(): string {
  const [token] = useState(() => {
    const found = decodeURIComponent(window.location.hash.slice(1))
    if (found) window.history.replaceState(window.history.state, '', window.location.pathname)
    return found
  })
  return token
}
