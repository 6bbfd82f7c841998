// A function that stays the same while what it does is always the latest: for rows that must not be drawn again for nothing.
import { useCallback, useEffect, useRef } from 'react'

export function useStable<Args extends unknown[], Result>(does: (...args: Args) => Result): (...args: Args) => Result {
  const latest = useRef(does)
  useEffect(() => {
    latest.current = does
  })
  return useCallback((...args: Args) => latest.current(...args), [])
}
