// Live updates: one stream for the whole page, reconnected with growing pauses; says which topics changed and whether we are connected.
import { eventApi, LiveEvent, type Topic, topics } from '../../contract/event.ts'
import { urlOf } from './call.ts'
import { queryClient } from './queryClient.ts'
import { roomsOf } from './queryKey.ts'

const shortest = 1_000
const longest = 30_000
/** A burst of events becomes one round of questions. */
const gather = 700

type Heard = (event: LiveEvent) => void

const listeners = new Set<Heard>()
const stateListeners = new Set<() => void>()
/** How long a break may last before it is said. */
const patience = 3_000
let connected = false
let broken = false
let lostTimer: ReturnType<typeof setTimeout> | undefined
let lost = false
let stream: EventSource | null = null
let retry: ReturnType<typeof setTimeout> | undefined
let flushing = false
let pause = shortest
const changed = new Set<Topic>()

export const liveState = {
  /** True only after a connection that worked broke off: not while the first one is being made. */
  isLost: () => lost,
  listen(tell: () => void): () => void {
    stateListeners.add(tell)
    return () => stateListeners.delete(tell)
  },
}

export function onLive(heard: Heard): () => void {
  listeners.add(heard)
  return () => listeners.delete(heard)
}

function sayLost(now: boolean): void {
  if (lost === now) return
  lost = now
  for (const tell of stateListeners) tell()
}

/** A break that mends at once is not worth a word; but what changed meanwhile was not heard, however short it was. */
function become(now: boolean): void {
  const was = connected
  connected = now
  clearTimeout(lostTimer)
  if (now) {
    sayLost(false)
    if (broken) for (const topic of topics) tellChanged({ topic, ids: [] })
    broken = false
    return
  }
  broken = broken || was
  if (broken) lostTimer = setTimeout(() => sayLost(true), patience)
}

function tellChanged(event: LiveEvent): void {
  gatherTopic(event.topic)
  for (const heard of listeners) heard(event)
}

function gatherTopic(topic: Topic): void {
  changed.add(topic)
  if (flushing) return
  flushing = true
  setTimeout(() => {
    flushing = false
    const rooms = roomsOf(changed)
    changed.clear()
    void queryClient.invalidateQueries({ predicate: (query) => rooms.has(String(query.queryKey[0])) })
  }, gather)
}

function hear(message: MessageEvent<string>): void {
  let body: unknown
  try {
    body = JSON.parse(message.data)
  } catch {
    // A line that is not ours, for instance a proxy's; the next one may be.
    return
  }
  const event = LiveEvent.safeParse(body)
  if (!event.success) return
  tellChanged(event.data)
}

export function connectLive(): () => void {
  const open = () => {
    const made = new EventSource(urlOf(eventApi.stream))
    stream = made
    made.onopen = () => {
      pause = shortest
      become(true)
    }
    made.onmessage = hear
    made.addEventListener('change', hear as EventListener)
    made.onerror = () => {
      made.close()
      become(false)
      retry = setTimeout(open, pause * (0.75 + Math.random() / 2))
      pause = Math.min(longest, pause * 2)
    }
  }
  const soon = () => {
    if (stream?.readyState === EventSource.OPEN) return
    clearTimeout(retry)
    stream?.close()
    pause = shortest
    open()
  }
  open()
  window.addEventListener('online', soon)
  return () => {
    window.removeEventListener('online', soon)
    clearTimeout(retry)
    stream?.close()
    stream = null
    clearTimeout(lostTimer)
    connected = false
    broken = false
    lost = false
  }
}
