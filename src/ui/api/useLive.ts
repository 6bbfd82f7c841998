// Live updates as hooks: is the stream lost, and what changed.
import { useEffect, useRef, useSyncExternalStore } from 'react'
import type { LiveEvent } from '../../contract/event.ts'
import { connectLive, type Lost, liveState, onLive } from './live.ts'

export function useLiveConnection(): void {
  useEffect(connectLive, [])
}

export function useLost(): Lost {
  return useSyncExternalStore(liveState.listen, liveState.lost)
}

export function useLiveEvents(heard: (event: LiveEvent) => void): void {
  const latest = useRef(heard)
  useEffect(() => {
    latest.current = heard
  })
  useEffect(() => onLive((event) => latest.current(event)), [])
}
