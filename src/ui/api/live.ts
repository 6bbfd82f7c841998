// Live updates: one stream for the whole page, reconnected with growing pauses; says which topics changed, and what is lost while it is broken.
import { eventApi, LiveEvent, type Topic, topics } from '../../contract/event.ts'
import { urlOf } from './call.ts'
import { queryClient } from './queryClient.ts'
import { roomsOf } from './queryKey.ts'
import { serverAnswers } from './serverAnswers.ts'

const shortest = 1_000
/** Whoever looks at a page wants it back soon after the server is. */
const longest = 10_000
/** A burst of events becomes one round of questions; the first after a quiet while is asked about at once, with what comes along with it. */
const gather = 700
const soonest = 60

type Heard = (event: LiveEvent) => void

/** `server`: it does not answer at all. `updates`: it does, but what changes is not heard. */
export type Lost = 'server' | 'updates' | null

const listeners = new Set<Heard>()
const stateListeners = new Set<() => void>()
/** How long a break may last before it is said. */
const patience = 3_000
let connected = false
let broken = false
let lostTimer: ReturnType<typeof setTimeout> | undefined
let lost: Lost = null
let stream: EventSource | null = null
let retry: ReturnType<typeof setTimeout> | undefined
let flushing = false
let flushedAt = Number.NEGATIVE_INFINITY
let pause = shortest
const changed = new Set<Topic>()

export const liveState = {
  /** Null also while the first connection is being made. */
  lost: () => lost,
  listen(tell: () => void): () => void {
    stateListeners.add(tell)
    return () => stateListeners.delete(tell)
  },
}

export function onLive(heard: Heard): () => void {
  listeners.add(heard)
  return () => listeners.delete(heard)
}

function sayLost(now: Lost): void {
  if (lost === now) return
  lost = now
  for (const tell of stateListeners) tell()
}

/** A break that mends at once is not worth a word; but what changed meanwhile was not heard, however short it was. */
function becomeConnected(): void {
  connected = true
  clearTimeout(lostTimer)
  lostTimer = undefined
  sayLost(null)
  if (broken) catchUp()
  broken = false
}

function becomeBroken(): void {
  broken = true
  connected = false
  // Without a network there is nothing to wait for.
  lostTimer ??= setTimeout(() => void sayWhat(), navigator.onLine ? patience : 0)
  if (lost !== null) void sayWhat()
}

async function sayWhat(): Promise<void> {
  const answers = await serverAnswers()
  if (!connected && broken) sayLost(answers ? 'updates' : 'server')
}

function catchUp(): void {
  for (const topic of topics) tellChanged({ topic, ids: [] })
  // What failed meanwhile and is not announced by any topic.
  void queryClient.refetchQueries({ type: 'active', predicate: ({ state }) => state.status === 'error' && state.data === undefined })
}

function tellChanged(event: LiveEvent): void {
  gatherTopic(event.topic)
  for (const heard of listeners) heard(event)
}

function gatherTopic(topic: Topic): void {
  changed.add(topic)
  if (flushing) return
  flushing = true
  setTimeout(
    () => {
      flushing = false
      flushedAt = performance.now()
      const rooms = roomsOf(changed)
      changed.clear()
      void queryClient.invalidateQueries({ predicate: (query) => rooms.has(String(query.queryKey[0])) })
    },
    Math.max(soonest, flushedAt + gather - performance.now()),
  )
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
      becomeConnected()
    }
    made.onmessage = hear
    made.addEventListener('change', hear as EventListener)
    made.onerror = lose
  }
  const lose = () => {
    stream?.close()
    becomeBroken()
    clearTimeout(retry)
    retry = setTimeout(open, pause * (0.75 + Math.random() / 2))
    pause = Math.min(longest, pause * 2)
  }
  const soon = () => {
    if (stream?.readyState === EventSource.OPEN) return
    clearTimeout(retry)
    stream?.close()
    pause = shortest
    open()
  }
  // A stream that is open does not notice at once that its network is gone.
  const look = async () => {
    if (!(await serverAnswers())) lose()
  }
  open()
  window.addEventListener('online', soon)
  window.addEventListener('focus', soon)
  window.addEventListener('offline', look)
  return () => {
    window.removeEventListener('online', soon)
    window.removeEventListener('focus', soon)
    window.removeEventListener('offline', look)
    clearTimeout(retry)
    stream?.close()
    stream = null
    clearTimeout(lostTimer)
    lostTimer = undefined
    connected = false
    broken = false
    lost = null
  }
}
