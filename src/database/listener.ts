// Hears notifications of a PostgreSQL server on a connection of its own, and comes back when that breaks.
import pg from 'pg'
import { nameDatabaseError } from './databaseUnavailable.ts'

type Heard = (payload: string) => void

/** First and longest pause before listening again; it tries for as long as the database is open. */
const firstPause = 250
const longestPause = 10_000

export type Listener = {
  listen: (channel: string, heard: Heard) => Promise<() => Promise<void>>
  close: () => Promise<void>
}

export function listenerOn(newClient: () => pg.Client): Listener {
  const channels = new Map<string, Set<Heard>>()
  let client: Promise<pg.Client> | null = null
  let retry: NodeJS.Timeout | null = null
  let closed = false

  function tell(channel: string, payload: string) {
    for (const heard of channels.get(channel) ?? []) heard(payload)
  }

  async function connect(): Promise<pg.Client> {
    const fresh = newClient()
    fresh.on('notification', ({ channel, payload }) => tell(channel, payload ?? ''))
    fresh.on('error', () => undefined)
    fresh.once('end', () => {
      client = null
      if (!closed && channels.size > 0) again(firstPause)
    })
    await fresh.connect()
    for (const channel of channels.keys()) await fresh.query(`listen ${pg.escapeIdentifier(channel)}`)
    return fresh
  }

  /** Whatever was notified while nobody listened is lost, so every channel hears one empty payload: look for yourselves. */
  function again(pause: number) {
    if (closed || retry) return
    retry = setTimeout(async () => {
      retry = null
      if (closed) return
      try {
        client ??= connect()
        await client
        for (const channel of channels.keys()) tell(channel, '')
      } catch {
        // The server is still away, which every query says loudly enough; the next try comes later.
        client = null
        again(Math.min(pause * 2, longestPause))
      }
    }, pause)
    retry.unref()
  }

  return {
    listen: async (channel, heard) => {
      const set = channels.get(channel) ?? new Set<Heard>()
      const isNew = set.size === 0
      set.add(heard)
      channels.set(channel, set)
      try {
        if (client === null) client = connect()
        else if (isNew) await (await client).query(`listen ${pg.escapeIdentifier(channel)}`)
        await client
      } catch (error) {
        client = null
        throw nameDatabaseError(error)
      }
      return async () => {
        set.delete(heard)
      }
    },
    close: async () => {
      closed = true
      if (retry) clearTimeout(retry)
      const open = await client?.catch(() => null)
      await open?.end()
    },
  }
}
