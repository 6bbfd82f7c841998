// Is this a phone's width? One column there, list and detail on a desk.
import { useSyncExternalStore } from 'react'

function watch(query: string) {
  const listen = (tell: () => void) => {
    const media = matchMedia(query)
    media.addEventListener('change', tell)
    return () => media.removeEventListener('change', tell)
  }
  const read = () => matchMedia(query).matches
  return () => useSyncExternalStore(listen, read)
}

export const usePhone = watch('(max-width: 767px)')
/** Wide enough for a list with its detail beside it. */
export const useWide = watch('(min-width: 1100px)')
