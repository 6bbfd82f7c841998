// Tells open pages on every server that something changed: coalesced, bounded, and never in anybody's way.
import { randomUUID } from 'node:crypto'
import type { Logger } from 'pino'
import { type LiveEvent, LiveEvent as LiveEventShape, type Topic, topics } from '../../contract/event.ts'
import type { OrganizationId } from '../../core/kernel/ids.ts'
import type { Database } from '../../database/connect.ts'
import type { EventBus } from '../services.ts'

const channel = 'tickmark_event'
/** At most this often per organization and topic, so that a storm of alerts does not become a storm of requests. */
const pause = 250
const mostIds = 50

type Heard = (event: LiveEvent) => void

/** What waits for the end of a pause; null ids: everything of the topic. */
type Waiting = { timer: NodeJS.Timeout; ids: Set<string> | null | undefined }

type Message = { from: string; to: OrganizationId; event: LiveEvent }

function parseMessage(payload: string): Message | undefined {
  const { from, to, event } = JSON.parse(payload) as Partial<Message>
  const parsed = LiveEventShape.safeParse(event)
  return typeof from === 'string' && typeof to === 'string' && parsed.success ? { from, to, event: parsed.data } : undefined
}

/** Adds ids to what waits; too many become "everything". */
function merged(ids: Set<string> | null | undefined, more: readonly string[]): Set<string> | null {
  if (ids === null || more.length === 0) return null
  const all = new Set([...(ids ?? []), ...more])
  return all.size > mostIds ? null : all
}

export async function openEventBus(database: Database, log: Logger): Promise<EventBus> {
  const ourselves = randomUUID()
  const subscribers = new Map<OrganizationId, Set<Heard>>()
  const waiting = new Map<string, Waiting>()
  let closed = false

  function tellHere(organizationId: OrganizationId, event: LiveEvent) {
    for (const heard of subscribers.get(organizationId) ?? []) heard(event)
  }

  function tell(organizationId: OrganizationId, event: LiveEvent) {
    tellHere(organizationId, event)
    // Nobody else can open the embedded database, so there is nobody else to tell.
    if (database.engine === 'pglite') return
    const message: Message = { from: ourselves, to: organizationId, event }
    database.notify(channel, JSON.stringify(message)).catch((error: unknown) => {
      log.warn({ err: error }, 'Other servers could not be told of a change; their pages see it when next asked')
    })
  }

  function rest(key: string, organizationId: OrganizationId, topic: Topic) {
    const timer = setTimeout(() => {
      const ids = waiting.get(key)?.ids
      waiting.delete(key)
      if (ids === undefined || closed) return
      tell(organizationId, { topic, ids: ids === null ? [] : [...ids] })
      rest(key, organizationId, topic)
    }, pause)
    timer.unref()
    waiting.set(key, { timer, ids: undefined })
  }

  function heardFromAfar(payload: string) {
    if (payload === '') {
      // The connection was lost for a while: anything may have changed.
      for (const organizationId of subscribers.keys()) for (const topic of topics) tellHere(organizationId, { topic, ids: [] })
      return
    }
    try {
      const message = parseMessage(payload)
      if (message && message.from !== ourselves) tellHere(message.to, message.event)
    } catch (error) {
      log.warn({ err: error }, 'A notice of a change could not be read')
    }
  }

  const stopListening = database.engine === 'pglite' ? undefined : await database.listen(channel, heardFromAfar)

  return {
    announce(organizationId, { topic, ids }) {
      if (closed) return
      const key = `${organizationId} ${topic}`
      const pending = waiting.get(key)
      if (pending) {
        pending.ids = merged(pending.ids, ids)
        return
      }
      const all = merged(undefined, ids)
      tell(organizationId, { topic, ids: all === null ? [] : [...all] })
      rest(key, organizationId, topic)
    },
    subscribe(organizationId, heard) {
      const set = subscribers.get(organizationId) ?? new Set<Heard>()
      set.add(heard)
      subscribers.set(organizationId, set)
      return () => {
        set.delete(heard)
        if (set.size === 0 && subscribers.get(organizationId) === set) subscribers.delete(organizationId)
      }
    },
    async close() {
      closed = true
      for (const { timer } of waiting.values()) clearTimeout(timer)
      waiting.clear()
      subscribers.clear()
      await stopListening?.()
    },
  }
}
