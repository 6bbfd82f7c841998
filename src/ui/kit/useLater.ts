// A value as it was when it last stood still: what somebody types is asked for when they pause.
import { useEffect, useState } from 'react'

export function useLater<Value>(value: Value, pause: number): Value {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), pause)
    return () => clearTimeout(timer)
  }, [value, pause])
  return settled
}
