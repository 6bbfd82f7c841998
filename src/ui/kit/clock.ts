// The reader's clock: one timer for the whole page, so that every "3 min ago" moves together.
import { useSyncExternalStore } from 'react'

const tick = 15_000
let now = Date.now()
let timer: ReturnType<typeof setInterval> | undefined
const listeners = new Set<() => void>()

function listen(tell: () => void): () => void {
  listeners.add(tell)
  timer ??= setInterval(() => {
    now = Date.now()
    for (const each of listeners) each()
  }, tick)
  return () => {
    listeners.delete(tell)
    if (listeners.size > 0) return
    clearInterval(timer)
    timer = undefined
  }
}

export function readNow(): number {
  const real = Date.now()
  if (real - now > tick) now = real
  return now
}

export function useNow(): number {
  return useSyncExternalStore(listen, readNow)
}
