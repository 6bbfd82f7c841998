// Keys: pages say which they answer to; one listener hears them; `?` lists them.
import { useEffect, useRef, useSyncExternalStore } from 'react'

export type KeyBinding = {
  /** One key as `event.key` names it (`j`, `Enter`, `?`), with `Shift+` before it, or two in a row (`g a`). */
  keys: string
  does: string
  group: string
  run: () => void
  /** Not listed: another way to say the same. */
  alias?: boolean
}

type Registered = { current: readonly KeyBinding[] }

const layers = new Set<Registered>()
const watchers = new Set<() => void>()
const sequencePause = 1_200
let pending = ''
let pendingTimer: ReturnType<typeof setTimeout> | undefined
let listed: readonly KeyBinding[] = []

function relist(): void {
  listed = [...layers].flatMap((layer) => layer.current)
  for (const tell of watchers) tell()
}

export function nameOfKey(event: Pick<KeyboardEvent, 'key' | 'shiftKey'>): string {
  const named = event.key.length > 1
  return event.shiftKey && (named || /^[a-z]$/i.test(event.key)) ? `Shift+${named ? event.key : event.key.toLowerCase()}` : event.key
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return true
  return target instanceof HTMLInputElement && !['checkbox', 'radio', 'button'].includes(target.type)
}

/** Enter and Space on a link or button belong to it. */
function belongsToTarget(event: KeyboardEvent): boolean {
  return (
    (event.key === 'Enter' || event.key === ' ') &&
    event.target instanceof Element &&
    event.target.closest('a, button, summary, input') !== null
  )
}

function find(keys: string): KeyBinding | undefined {
  return [...layers]
    .reverse()
    .flatMap((layer) => layer.current)
    .find((binding) => binding.keys === keys)
}

function hear(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return
  if (isTyping(event.target) || belongsToTarget(event) || document.querySelector('[data-holds-page]')) return
  const name = nameOfKey(event)
  const found = (pending && find(`${pending} ${name}`)) || find(name)
  clearTimeout(pendingTimer)
  const begins = !found && [...layers].some((layer) => layer.current.some((binding) => binding.keys.startsWith(`${name} `)))
  pending = begins ? name : ''
  if (begins) pendingTimer = setTimeout(() => (pending = ''), sequencePause)
  if (!found && !begins) return
  event.preventDefault()
  found?.run()
}

export function useKeys(bindings: readonly KeyBinding[]): void {
  const layer = useRef<readonly KeyBinding[]>(bindings)
  useEffect(() => {
    layer.current = bindings
  })
  useEffect(() => {
    if (layers.size === 0) window.addEventListener('keydown', hear)
    layers.add(layer)
    relist()
    return () => {
      layers.delete(layer)
      if (layers.size === 0) window.removeEventListener('keydown', hear)
      relist()
    }
  }, [])
}

function watch(tell: () => void): () => void {
  watchers.add(tell)
  return () => watchers.delete(tell)
}

export function useListedKeys(): readonly KeyBinding[] {
  return useSyncExternalStore(watch, () => listed)
}
